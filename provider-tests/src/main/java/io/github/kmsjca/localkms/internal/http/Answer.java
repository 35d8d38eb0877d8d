package io.github.kmsjca.localkms.internal.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.WireError;
import io.github.kmsjca.localkms.internal.operation.Json;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a call is answered.
 *
 * @param ofKms whether KMS itself answers, and signs with a request id
 * @param error the wire name of the error, or the fault that kept KMS from answering; null for
 *     success
 * @param delay how much later than it could it comes
 * @param delivery how it goes over the wire, null for as usual
 */
record Answer(
    Reply reply,
    boolean ofKms,
    @Nullable String error,
    Duration delay,
    @Nullable Delivery delivery) {

  static Answer success(@Nullable ObjectNode body) throws IOException {
    return new Answer(Reply.ofKms(200, Exchange.bytes(body)), true, null, Duration.ZERO, null);
  }

  static Answer failure(WireError error) throws IOException {
    ObjectNode body = Json.object().put("__type", error.type());
    if (error.message() != null) {
      body.put("message", error.message());
    }
    Reply reply = Reply.ofKms(error.status(), Exchange.bytes(body));
    return new Answer(reply, true, error.type(), Duration.ZERO, null);
  }

  /** Of somebody between client and KMS. */
  static Answer page(int status, String fault) {
    return new Answer(Reply.page(status), false, fault, Duration.ZERO, null);
  }

  /** Of a call that KMS does not get to perform. */
  static Answer instead(Delivery delivery, String fault) {
    return new Answer(Reply.ofKms(200, new byte[0]), true, fault, Duration.ZERO, delivery);
  }

  Answer delayed(Duration by) {
    return new Answer(reply, ofKms, error, by, delivery);
  }

  /** The same, and the connection ends. */
  Answer last() {
    return new Answer(reply, ofKms, error, delay, Delivery.last());
  }

  /** The same, but it does not arrive as usual; a success that is then lost counts as the fault. */
  Answer through(Delivery way, String fault) {
    return new Answer(reply, ofKms, error == null ? fault : error, delay, way);
  }
}
