package io.github.kmsjca.localkms.internal.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.WireError;
import io.github.kmsjca.localkms.internal.operation.Json;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a call is answered.
 *
 * @param body null for no body
 * @param error the wire name of the error, or the fault; null for success
 * @param drop whether the connection closes instead
 */
record Answer(
    int status, @Nullable ObjectNode body, @Nullable String error, Duration delay, boolean drop) {

  static Answer success(@Nullable ObjectNode body, Duration delay) {
    return new Answer(200, body, null, delay, false);
  }

  static Answer failure(WireError error, Duration delay) {
    ObjectNode body = Json.object().put("__type", error.type());
    if (error.message() != null) {
      body.put("message", error.message());
    }
    return new Answer(error.status(), body, error.type(), delay, false);
  }

  static Answer dropped() {
    return new Answer(0, null, "dropConnection", Duration.ZERO, true);
  }
}
