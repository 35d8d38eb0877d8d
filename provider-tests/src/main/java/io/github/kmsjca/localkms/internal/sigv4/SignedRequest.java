package io.github.kmsjca.localkms.internal.sigv4;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parts of an HTTP request that a signature covers.
 *
 * @param path the path as sent
 * @param query the query as sent, empty if none
 * @param headers by lower-case name, each with its values in the order sent
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SignedRequest(
    String method, String path, String query, Map<String, List<String>> headers, byte[] body) {

  /** The first value of a header. */
  public Optional<String> header(String lowerCaseName) {
    return headers.getOrDefault(lowerCaseName, List.of()).stream().findFirst();
  }
}
