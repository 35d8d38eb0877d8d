package io.github.kmsjca.internal.kms.call;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.Purpose;
import io.github.kmsjca.internal.kms.ResponseChecks;
import java.util.Map;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairResponse;

/** GenerateDataKeyPair: a data key pair, the private key in the clear and wrapped. */
public final class GenerateDataKeyPair
    extends KeyCall<GenerateDataKeyPairResponse, GenerateDataKeyPair.Generated> {
  private final KeySpec pairSpec;
  private final Map<String, String> context;
  private final Purpose purpose;

  /**
   * A data key pair. The arrays are the caller's own from now on; the private key is to be wiped.
   *
   * @param privateKey PKCS #8
   * @param publicKey a DER SubjectPublicKeyInfo
   * @param ciphertext the private key, wrapped by the KMS key
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Generated(byte[] privateKey, byte[] publicKey, byte[] ciphertext) {
    @Override
    public String toString() {
      return "a data key pair";
    }
  }

  /**
   * A new pair.
   *
   * @param key the KMS key that wraps it
   * @param context the encryption context, which KMS binds to the wrapped private key
   */
  public GenerateDataKeyPair(
      KeyUse key, KeySpec pairSpec, Map<String, String> context, Purpose purpose) {
    super("GenerateDataKeyPair", key);
    this.pairSpec = pairSpec;
    this.context = context;
    this.purpose = purpose;
  }

  @Override
  public Purpose purpose() {
    return purpose;
  }

  @Override
  public GenerateDataKeyPairResponse send(Target to) {
    return to.kms()
        .generateDataKeyPair(
            r ->
                r.keyId(to.keyId())
                    .keyPairSpec(pairSpec.name())
                    .encryptionContext(context)
                    .grantTokens(grantTokens())
                    .dryRun(to.dryRun()));
  }

  @Override
  String answeredKeyId(GenerateDataKeyPairResponse response) {
    return response.keyId();
  }

  @Override
  public Generated result(GenerateDataKeyPairResponse response, ResponseChecks checks)
      throws KmsCallException {
    byte[] privateKey =
        checks.required("PrivateKeyPlaintext", response.privateKeyPlaintext()).asByteArrayUnsafe();
    if (!pairSpec.name().equals(response.keyPairSpecAsString())) {
      throw checks.incomplete("a pair of " + response.keyPairSpecAsString());
    }
    byte[] publicKey = checks.required("PublicKey", response.publicKey()).asByteArray();
    byte[] wrapped =
        checks
            .required("PrivateKeyCiphertextBlob", response.privateKeyCiphertextBlob())
            .asByteArray();
    return new Generated(privateKey.clone(), publicKey, wrapped);
  }

  @Override
  public void wipe(GenerateDataKeyPairResponse response) {
    Secrets.wipe(response.privateKeyPlaintext());
  }
}
