package io.github.kmsjca.localkms.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.sigv4.SignedRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/** Reads HTTP requests within limits. */
final class Exchange {
  /** Far more than the largest input that KMS takes. */
  static final int MAX_BODY_BYTES = 1 << 20;

  private static final String TARGET_PREFIX = "TrentService.";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private Exchange() {}

  /** The request with its whole body. */
  static SignedRequest read(ClassicHttpRequest request) throws IOException {
    Map<String, List<String>> headers = new HashMap<>();
    for (Header header : request.getHeaders()) {
      headers
          .computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(header.getValue() == null ? "" : header.getValue());
    }
    String uri = request.getPath();
    int question = uri.indexOf('?');
    return new SignedRequest(
        request.getMethod(),
        question < 0 ? uri : uri.substring(0, question),
        question < 0 ? "" : uri.substring(question + 1),
        headers,
        body(request.getEntity()));
  }

  /** The operation that the request asks for; empty if none. */
  static String operation(ClassicHttpRequest request) {
    Header target = request.getFirstHeader("X-Amz-Target");
    return target != null
            && target.getValue() != null
            && target.getValue().startsWith(TARGET_PREFIX)
        ? target.getValue().substring(TARGET_PREFIX.length())
        : "";
  }

  /** The input, one object in UTF-8 with each member once; an empty body is an empty input. */
  static JsonNode json(byte[] body) throws IOException {
    if (body.length == 0) {
      return Json.object();
    }
    try {
      // The text and not the bytes, of which Jackson would guess the encoding.
      return JSON.readTree(UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
    } catch (JsonProcessingException | CharacterCodingException e) {
      throw ErrorType.SERIALIZATION.failure("The body of the call is not JSON.");
    }
  }

  /** The bytes of an answer. */
  static byte[] bytes(@Nullable JsonNode body) throws IOException {
    return body == null ? new byte[0] : JSON.writeValueAsBytes(body);
  }

  private static byte[] body(@Nullable HttpEntity entity) throws IOException {
    if (entity == null) {
      return new byte[0];
    }
    if (entity.getContentLength() > MAX_BODY_BYTES) {
      throw tooLarge();
    }
    // Not closed: that would read a body without end to its end.
    byte[] body = entity.getContent().readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
      throw tooLarge();
    }
    return body;
  }

  private static RuntimeException tooLarge() {
    return ErrorType.REQUEST_TOO_LARGE.failure(
        "A call has at most " + MAX_BODY_BYTES + " bytes of body.");
  }
}
