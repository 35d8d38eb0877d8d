package io.github.kmsjca.localkms.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.dispatch.Dispatcher;
import io.github.kmsjca.localkms.internal.model.Caller;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.KmsFailure;
import io.github.kmsjca.localkms.internal.operation.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A call whose signature is good, performed under an interference. */
record FaultyCall(
    Dispatcher dispatcher, Caller caller, String operation, JsonNode input, String requestId) {

  Answer answer(Interference interference) throws IOException {
    Effect effect = interference.effect();
    if (effect instanceof Effect.Refuse refusal) {
      return Answer.failure(refusal.error());
    }
    if (effect instanceof Effect.Page page) {
      return Answer.page(page.status(), interference.name());
    }
    if (effect instanceof Effect.Instead instead) {
      return Answer.instead(instead.delivery(), interference.name());
    }
    if (effect instanceof Effect.Delay later) {
      return performed(answer -> {}).delayed(later.by());
    }
    if (effect instanceof Effect.Through through) {
      return performed(answer -> {}).through(through.delivery(), interference.name());
    }
    if (effect instanceof Effect.Alter alter) {
      return performed(alter.alteration());
    }
    return effect instanceof Effect.NoPublicKey ? describedIfSymmetric() : performed(answer -> {});
  }

  private Answer performed(Alteration alteration) throws IOException {
    try {
      ObjectNode body = dispatcher.dispatch(caller, operation, input, requestId);
      if (body != null) {
        alteration.apply(body);
      }
      return Answer.success(body);
    } catch (KmsFailure failure) {
      return Answer.failure(failure.error());
    }
  }

  private Answer describedIfSymmetric() throws IOException {
    Answer answer = performed(body -> {});
    boolean refused = ErrorType.UNSUPPORTED.with("").type().equals(answer.error());
    return refused && operation.equals("GetPublicKey") ? described() : answer;
  }

  private Answer described() throws IOException {
    ObjectNode body = Json.object();
    @Nullable ObjectNode description = dispatcher.dispatch(caller, "DescribeKey", input, requestId);
    if (description != null) {
      JsonNode metadata = description.path("KeyMetadata");
      body.set("KeyId", metadata.path("Arn"));
      for (String member :
          new String[] {
            "CustomerMasterKeySpec", "KeySpec", "KeyUsage", "EncryptionAlgorithms", "MacAlgorithms"
          }) {
        if (metadata.has(member)) {
          body.set(member, metadata.get(member));
        }
      }
    }
    return Answer.success(body);
  }
}
