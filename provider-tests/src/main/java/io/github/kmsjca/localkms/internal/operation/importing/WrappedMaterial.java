package io.github.kmsjca.localkms.internal.operation.importing;

import io.github.kmsjca.localkms.internal.crypto.ImportTokens;
import io.github.kmsjca.localkms.internal.crypto.KeyWrapping;
import io.github.kmsjca.localkms.internal.crypto.MaterialFactory;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.state.Material;
import java.security.InvalidKeyException;
import java.util.Arrays;

/** Key material as it comes in, and the token that tells how to unwrap it. */
final class WrappedMaterial {
  static final Member TOKEN = Member.blob("ImportToken").between(1, 6144).required();
  static final Member WRAPPED = Member.blob("EncryptedKeyMaterial").between(1, 6144).required();

  private WrappedMaterial() {}

  /** Unwraps the material, or refuses token or material. */
  static Material open(Invocation call) {
    return material(call, token(call));
  }

  private static ImportTokens.Content token(Invocation call) {
    ImportTokens.Content token =
        call.environment()
            .importTokens()
            .open(call.key().arn(), call.input().blob(TOKEN.name()))
            .orElseThrow(ErrorType.INVALID_IMPORT_TOKEN::failure);
    if (!token.expiry().isAfter(call.now())) {
      throw ErrorType.EXPIRED_IMPORT_TOKEN.failure();
    }
    return token;
  }

  private static Material material(Invocation call, ImportTokens.Content token) {
    byte[] plaintext =
        new KeyWrapping(call.environment().randomness())
            .unwrap(token.algorithm(), token.wrappingKeys(), call.input().blob(WRAPPED.name()))
            .orElseThrow(ErrorType.INVALID_CIPHERTEXT::failure);
    try {
      return MaterialFactory.imported(call.key().spec(), plaintext);
    } catch (InvalidKeyException e) {
      throw ErrorType.INCORRECT_KEY_MATERIAL.failure(
          "The key material is not valid for key spec " + call.key().spec() + ".");
    } finally {
      Arrays.fill(plaintext, (byte) 0);
    }
  }
}
