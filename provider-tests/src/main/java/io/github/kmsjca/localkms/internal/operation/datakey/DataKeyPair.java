package io.github.kmsjca.localkms.internal.operation.datakey;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.crypto.PrivateKeyEncoding;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.KeySpec;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import io.github.kmsjca.localkms.internal.state.Material;
import java.util.List;

/** A new key pair, its private half in the clear and under the key of the call. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record DataKeyPair(KeySpec spec, byte[] privateKey, byte[] publicKey, byte[] ciphertext) {
  /** Every asymmetric spec but ML-DSA. */
  static final Member SPEC =
      Member.oneOf(
              "KeyPairSpec",
              List.of(
                  "RSA_2048",
                  "RSA_3072",
                  "RSA_4096",
                  "ECC_NIST_P256",
                  "ECC_NIST_P384",
                  "ECC_NIST_P521",
                  "ECC_SECG_P256K1",
                  "SM2",
                  "ECC_NIST_EDWARDS25519",
                  "ML_KEM_512",
                  "ML_KEM_768",
                  "ML_KEM_1024"))
          .required();

  /** Makes one, or refuses. */
  static DataKeyPair of(Invocation call) {
    WrappingKey wrapping = wrapping(call);
    KeySpec spec = KeySpec.valueOf(call.input().required(SPEC.name()));
    Material.Pair pair = call.environment().materials().generatePair(spec);
    byte[] privateKey = PrivateKeyEncoding.pkcs8(pair.privateKey());
    return new DataKeyPair(
        spec, privateKey, pair.publicKey().getEncoded(), wrapping.encrypt(privateKey));
  }

  /** The key of the call, which must be in KMS itself. */
  static WrappingKey wrapping(Invocation call) {
    WrappingKey wrapping = WrappingKey.of(call);
    KmsKey key = call.key();
    if (key.kind().custody().keyStore() != null) {
      throw ErrorType.UNSUPPORTED.failure(
          key.arn() + " origin is " + key.origin() + " which is not valid for this operation.");
    }
    return wrapping;
  }

  /** The answer, without the private key in the clear. */
  ObjectNode answer(KmsKey key) {
    return Json.object()
        .put("PrivateKeyCiphertextBlob", ciphertext)
        .put("PublicKey", publicKey)
        .put("KeyId", key.arn())
        .put("KeyPairSpec", spec.name())
        .put("KeyMaterialId", key.materialId());
  }
}
