package io.github.kmsjca.localkms.internal.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;

/**
 * The web pages whose scripts may call, see <a
 * href="https://fetch.spec.whatwg.org/#http-cors-protocol">how browsers ask</a>.
 *
 * @param origins such as {@code http://localhost:5173}; {@link #ANY} for every page
 */
public record Cors(Set<String> origins) {
  /** Stands for every origin. */
  public static final String ANY = "*";

  private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#@\\s\\p{Cntrl}]+");
  private static final Map<String, String> PREFLIGHT =
      Map.of(
          "Access-Control-Allow-Methods", "POST",
          // What the AWS SDK for JavaScript sends, and what other signers do.
          "Access-Control-Allow-Headers",
              "authorization, content-type, x-amz-date, x-amz-target, x-amz-security-token,"
                  + " x-amz-content-sha256, x-amz-user-agent, amz-sdk-invocation-id,"
                  + " amz-sdk-request",
          "Access-Control-Max-Age", "7200");

  /** For certain origins, or with none for no page at all. */
  public Cors {
    origins = Set.copyOf(origins);
  }

  /** Whether that may be one of the origins. */
  public static boolean isOrigin(String text) {
    return text.equals(ANY) || ORIGIN.matcher(text).matches();
  }

  /** Whether a browser asks before it calls. */
  boolean isPreflight(ClassicHttpRequest request) {
    return !origins.isEmpty()
        && request.getMethod().equals("OPTIONS")
        && request.containsHeader("Origin")
        && request.containsHeader("Access-Control-Request-Method");
  }

  /** What a browser that asked is told. */
  Reply preflight(@Nullable String origin) {
    if (origin == null) {
      return Reply.plain(403);
    }
    Map<String, String> headers = new LinkedHashMap<>(PREFLIGHT);
    headers.put("Access-Control-Allow-Origin", origin);
    headers.put("Vary", "Origin");
    return new Reply(204, headers, new byte[0]);
  }

  /** The origin that an answer must name for a browser to hand it over; null for no such header. */
  @Nullable String allowed(ClassicHttpRequest request) {
    if (origins.isEmpty()) {
      return null;
    }
    Header origin = request.getFirstHeader("Origin");
    if (origin == null || origin.getValue() == null) {
      return null;
    }
    if (origins.contains(ANY)) {
      return ANY;
    }
    return origins.contains(origin.getValue()) ? origin.getValue() : null;
  }

  /** An answer that a browser hands over to a page of that origin. */
  static Reply exposed(Reply reply, String origin) {
    return reply
        .with("Access-Control-Allow-Origin", origin)
        .with("Access-Control-Expose-Headers", "x-amzn-RequestId, Date")
        .with("Vary", "Origin");
  }
}
