package io.github.kmsjca.internal.kms.client;

import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

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
   * @param way how an endpoint is reached, if there is something to say
   */
  static Place of(
      String region, String account, Optional<URI> endpoint, Function<URI, String> way) {
    return new Place(
        region,
        (region.isEmpty() ? "Region unknown" : "Region " + region)
            + (account.isEmpty() ? "" : ", account " + account)
            + endpoint.map(uri -> ", endpoint " + text(uri) + clause(way.apply(uri))).orElse(""));
  }

  private static String clause(String text) {
    return text.isEmpty() ? "" : ", " + text;
  }

  /** A password in a URL is a mistake, but not one to be printed. */
  static String text(URI endpoint) {
    return endpoint.getScheme()
        + "://"
        + endpoint.getHost()
        + (endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort());
  }
}
