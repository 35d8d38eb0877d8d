package io.github.kmsjca.localkms.internal.admin;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** What the admin endpoint answers; an empty body is none. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record AdminReply(int status, byte[] body) {
  private static final JsonMapper JSON = new JsonMapper();

  static AdminReply done() {
    return new AdminReply(204, new byte[0]);
  }

  static AdminReply of(ObjectNode answer) throws IOException {
    return new AdminReply(200, JSON.writeValueAsBytes(answer));
  }

  static AdminReply refusal(int status, String reason) throws IOException {
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("error", reason);
    return new AdminReply(status, JSON.writeValueAsBytes(answer));
  }

  /** Whether the request may have a body that nobody has read, and that nobody wants to. */
  boolean mayHaveUnreadBody() {
    return status >= 400;
  }
}
