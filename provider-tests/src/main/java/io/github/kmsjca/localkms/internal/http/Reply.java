package io.github.kmsjca.localkms.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.core5.http.impl.EnglishReasonPhraseCatalog;

/**
 * An HTTP response.
 *
 * @param headers all but those on the connection and on the length
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Reply(int status, Map<String, String> headers, byte[] body) {

  /** An answer of KMS. */
  static Reply ofKms(int status, byte[] body) {
    return new Reply(status, Map.of("Content-Type", "application/x-amz-json-1.1"), body);
  }

  /** What a proxy, a load balancer or a captive portal answers in the place of KMS. */
  static Reply page(int status) {
    String reason = reason(status);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "text/html; charset=utf-8");
    if (status >= 300 && status < 400) {
      headers.put("Location", "https://portal.invalid/");
    } else if (status == 401) {
      headers.put("WWW-Authenticate", "Basic realm=\"portal\"");
    } else if (status == 407) {
      headers.put("Proxy-Authenticate", "Basic realm=\"proxy\"");
    }
    String page =
        """
        <!DOCTYPE html>
        <html><head><title>%1$s</title></head><body><h1>%1$s</h1></body></html>
        """;
    return new Reply(status, headers, page.formatted(reason).getBytes(UTF_8));
  }

  /** A refusal that is not KMS's. */
  static Reply plain(int status) {
    Map<String, String> headers = Map.of("Content-Type", "text/plain; charset=utf-8");
    return new Reply(status, headers, (reason(status) + "\n").getBytes(UTF_8));
  }

  /** The same with one more header. */
  Reply with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Reply(status, more, body);
  }

  /** Status line and headers as they go over the wire, for a connection that closes afterwards. */
  byte[] head(long length) {
    StringBuilder head = new StringBuilder(200);
    head.append("HTTP/1.1 ").append(status).append(' ').append(reason(status)).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Length: ").append(length).append("\r\nConnection: close\r\n\r\n");
    return head.toString().getBytes(ISO_8859_1);
  }

  private static String reason(int status) {
    String reason = EnglishReasonPhraseCatalog.INSTANCE.getReason(status, Locale.ENGLISH);
    return reason == null ? "Status " + status : reason;
  }
}
