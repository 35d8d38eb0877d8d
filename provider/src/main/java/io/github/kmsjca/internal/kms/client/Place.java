package io.github.kmsjca.internal.kms.client;

import java.net.URI;
import java.util.Optional;

/**
 * Where calls go, as far as it is known.
 *
 * @param region empty if it is not known
 * @param text as messages say it
 */
public record Place(String region, String text) {
  /** Where nobody has gone yet. */
  static final Place NOWHERE = new Place("", "");

  /**
   * What is known.
   *
   * @param account empty if it is not known
   */
  static Place of(String region, String account, Optional<URI> endpoint) {
    return new Place(
        region,
        (region.isEmpty() ? "Region unknown" : "Region " + region)
            + (account.isEmpty() ? "" : ", account " + account)
            + endpoint.map(uri -> ", endpoint " + text(uri)).orElse(""));
  }

  /** A password in a URL is a mistake, but not one to be printed. */
  static String text(URI endpoint) {
    return endpoint.getScheme()
        + "://"
        + endpoint.getHost()
        + (endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort());
  }
}
