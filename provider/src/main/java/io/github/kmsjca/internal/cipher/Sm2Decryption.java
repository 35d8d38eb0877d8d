package io.github.kmsjca.internal.cipher;

import io.github.kmsjca.internal.algorithm.EncryptionAlgorithm;
import io.github.kmsjca.internal.key.PrivateKeyHandle;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.call.Decrypt;
import java.security.InvalidAlgorithmParameterException;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.BadPaddingException;
import org.jspecify.annotations.Nullable;

/** SM2 decryption: one Decrypt call per message. */
final class Sm2Decryption extends WholeMessage {
  /** What KMS takes for a CiphertextBlob. */
  private static final int MOST_CIPHERTEXT = 6144;

  private static final byte SEQUENCE = 0x30;

  private final PrivateKeyHandle key;

  private Sm2Decryption(PrivateKeyHandle key) {
    super(MOST_CIPHERTEXT);
    this.key = key;
  }

  static Sm2Decryption with(PrivateKeyHandle key, @Nullable AlgorithmParameterSpec parameters)
      throws InvalidAlgorithmParameterException {
    Sm2Encryption.refuse(parameters);
    return new Sm2Decryption(key);
  }

  @Override
  byte[] finish(byte[] ciphertext) throws BadPaddingException {
    if (ciphertext.length == 0 || ciphertext[0] != SEQUENCE) {
      throw new BadPaddingException(
          "the ciphertext is not the ASN.1 sequence of GM/T 0009, which is what KMS decrypts: other"
              + " libraries write its parts side by side, as C1C3C2 or C1C2C3");
    }
    try {
      return key.gateway()
          .perform(Decrypt.asymmetric(key.use(), EncryptionAlgorithm.SM2PKE, ciphertext));
    } catch (KmsCallException e) {
      throw KmsFailures.badPadding(e, "");
    }
  }

  @Override
  int largestOutput(int messageLength) {
    return Math.min(messageLength, Sm2Encryption.MOST_PLAINTEXT);
  }

  @Override
  String tooLongText(int most) {
    return "a ciphertext of " + key.arn() + " has at most " + most + " bytes";
  }
}
