package io.github.kmsjca.localkms.internal.sigv4;

import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.KmsFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The Authorization header of a signed request, taken apart but not yet believed. */
record Authorization(
    String accessKeyId,
    String date,
    String region,
    String service,
    String terminator,
    List<String> signedHeaders,
    String signature) {

  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  private static final List<String> PARTS = List.of("Credential", "Signature", "SignedHeaders");
  private static final int SCOPE_PARTS = 5;
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
  private static final Pattern SLASH = Pattern.compile("/");
  private static final Pattern SEMICOLON = Pattern.compile(";");

  static Authorization parse(SignedRequest request) {
    String header =
        request
            .header("authorization")
            .orElseThrow(
                () -> ErrorType.MISSING_AUTHENTICATION.failure("Missing Authentication Token"));
    if (!header.startsWith(ALGORITHM + " ")) {
      throw incomplete("The Authorization header does not begin with " + ALGORITHM + ".");
    }
    Map<String, String> parts = parts(header.substring(ALGORITHM.length() + 1).trim());
    List<String> missing = new ArrayList<>(PARTS);
    missing.removeAll(parts.keySet());
    if (!missing.isEmpty()) {
      throw incomplete("The Authorization header lacks " + String.join(", ", missing) + ".");
    }
    String[] scope = SLASH.split(parts.getOrDefault("Credential", ""), -1);
    if (scope.length != SCOPE_PARTS) {
      throw incomplete("The Credential of the Authorization header is not a credential scope.");
    }
    return new Authorization(
        scope[0],
        scope[1],
        scope[2],
        scope[3],
        scope[4],
        List.of(SEMICOLON.split(parts.getOrDefault("SignedHeaders", ""), -1)),
        parts.getOrDefault("Signature", ""));
  }

  /** The credential scope, as it is signed. */
  String scope() {
    return String.join("/", date, region, service, terminator);
  }

  private static Map<String, String> parts(String text) {
    Map<String, String> parts = new LinkedHashMap<>();
    for (String part : COMMA.split(text, -1)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        throw incomplete("A part of the Authorization header is not a key=value pair.");
      }
      parts.put(part.substring(0, equals), part.substring(equals + 1));
    }
    return parts;
  }

  private static KmsFailure incomplete(String message) {
    return ErrorType.INCOMPLETE_SIGNATURE.failure(message);
  }
}
