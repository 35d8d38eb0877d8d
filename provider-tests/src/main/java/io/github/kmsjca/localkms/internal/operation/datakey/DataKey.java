package io.github.kmsjca.localkms.internal.operation.datakey;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import java.util.List;

/** A new symmetric key, in the clear and under the key of the call. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record DataKey(byte[] plaintext, byte[] ciphertext) {
  static final Member SPEC = Member.oneOf("KeySpec", List.of("AES_256", "AES_128"));
  static final Member BYTES = Member.integer("NumberOfBytes").between(1, 1024);

  /** What the input alone tells: how long the key is to be, once. */
  static void checkInput(Input input) {
    if (input.has(SPEC.name()) == input.has(BYTES.name())) {
      throw ErrorType.VALIDATION.failure("Please specify either number of bytes or key spec.");
    }
  }

  /** Makes one, or refuses. */
  static DataKey of(Invocation call) {
    WrappingKey wrapping = WrappingKey.of(call);
    byte[] plaintext = call.environment().randomness().bytes(length(call.input()));
    return new DataKey(plaintext, wrapping.encrypt(plaintext));
  }

  /** The answer, without the plaintext. */
  ObjectNode answer(KmsKey key) {
    return Json.object()
        .put("CiphertextBlob", ciphertext)
        .put("KeyId", key.arn())
        .put("KeyMaterialId", key.materialId());
  }

  private static int length(Input input) {
    int named = input.text(SPEC.name()).filter("AES_128"::equals).isPresent() ? 16 : 32;
    return input.integer(BYTES.name(), named);
  }
}
