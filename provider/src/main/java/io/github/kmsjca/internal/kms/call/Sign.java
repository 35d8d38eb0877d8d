package io.github.kmsjca.internal.kms.call;

import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.ResponseChecks;
import io.github.kmsjca.spec.KmsFailure;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.SignResponse;

/** Sign: the signature as KMS makes it. */
public final class Sign extends KeyCall<SignResponse, byte[]> {
  private final String algorithm;
  private final MessageType type;
  private final byte[] message;
  private final @Nullable Predicate<byte[]> check;

  /**
   * A signature of a message.
   *
   * @param algorithm wire name of the signing algorithm
   * @param message stays the caller's
   */
  public Sign(KeyUse key, String algorithm, MessageType type, byte[] message) {
    this(key, algorithm, type, message, null);
  }

  /**
   * A signature of a message that is checked before anybody gets it.
   *
   * @param algorithm wire name of the signing algorithm
   * @param message stays the caller's
   * @param check true of a signature that is right; {@code null} for none. Makes no KMS call
   */
  public Sign(
      KeyUse key,
      String algorithm,
      MessageType type,
      byte[] message,
      @Nullable Predicate<byte[]> check) {
    super("Sign", key);
    this.algorithm = algorithm;
    this.type = type;
    this.message = message;
    this.check = check;
  }

  @Override
  public SignResponse send(Target to) {
    return to.kms()
        .sign(
            r ->
                r.keyId(to.keyId())
                    .signingAlgorithm(algorithm)
                    .messageType(type.name())
                    .message(SdkBytes.fromByteArrayUnsafe(message))
                    .grantTokens(grantTokens())
                    .dryRun(to.dryRun()));
  }

  @Override
  String answeredKeyId(SignResponse response) {
    return response.keyId();
  }

  @Override
  public byte[] result(SignResponse response, ResponseChecks checks) throws KmsCallException {
    byte[] signature = checks.required("Signature", response.signature()).asByteArray();
    if (check != null && !check.test(signature)) {
      throw checks.unusable(KmsFailure.WRONG_SIGNATURE, "verifySigned=true");
    }
    return signature;
  }
}
