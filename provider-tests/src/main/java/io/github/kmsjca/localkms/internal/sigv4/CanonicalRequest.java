package io.github.kmsjca.localkms.internal.sigv4;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A request in the one form that both sides sign. See <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">how
 * requests are signed</a>.
 */
final class CanonicalRequest {
  private static final Pattern SPACES = Pattern.compile(" +");
  private static final Pattern AMPERSAND = Pattern.compile("&");

  private CanonicalRequest() {}

  static String of(SignedRequest request, List<String> signedHeaders) {
    StringBuilder canonical = new StringBuilder(512);
    canonical.append(request.method()).append('\n');
    canonical.append(request.path()).append('\n');
    canonical.append(query(request.query())).append('\n');
    for (String name : signedHeaders) {
      canonical.append(name).append(':').append(values(request, name)).append('\n');
    }
    canonical.append('\n').append(String.join(";", signedHeaders)).append('\n');
    return canonical.append(Hashing.sha256(request.body())).toString();
  }

  private static String query(String query) {
    if (query.isEmpty()) {
      return "";
    }
    return AMPERSAND
        .splitAsStream(query)
        .map(pair -> pair.contains("=") ? pair : pair + "=")
        .sorted()
        .collect(Collectors.joining("&"));
  }

  private static String values(SignedRequest request, String name) {
    return request.headers().getOrDefault(name, List.of()).stream()
        .map(value -> SPACES.matcher(value.trim()).replaceAll(" "))
        .collect(Collectors.joining(","));
  }
}
