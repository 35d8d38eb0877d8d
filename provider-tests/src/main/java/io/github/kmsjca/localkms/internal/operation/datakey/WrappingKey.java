package io.github.kmsjca.localkms.internal.operation.datakey;

import io.github.kmsjca.localkms.internal.crypto.EncryptionContext;
import io.github.kmsjca.localkms.internal.model.EncryptionAlgorithm;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;

/**
 * The key of the call, under which new keys go out.
 *
 * @param context the encoded encryption context
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record WrappingKey(Invocation call, byte[] context) {
  static final Member CONTEXT = Members.encryptionContext("");

  /** Takes the key of the call, or refuses it. */
  static WrappingKey of(Invocation call) {
    byte[] context =
        EncryptionContext.encoded(CONTEXT.name(), call.input().textsByName(CONTEXT.name()));
    if (call.key().spec().asymmetric()) {
      throw ErrorType.INVALID_KEY_USAGE.failure(
          "You cannot generate a data key with an asymmetric CMK");
    }
    return new WrappingKey(call, context);
  }

  byte[] encrypt(byte[] plaintext) {
    return call.environment()
        .encryption()
        .encrypt(EncryptionAlgorithm.SYMMETRIC_DEFAULT, call.key(), plaintext, context);
  }
}
