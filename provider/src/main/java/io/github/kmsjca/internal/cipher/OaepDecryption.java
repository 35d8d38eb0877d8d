package io.github.kmsjca.internal.cipher;

import io.github.kmsjca.internal.algorithm.CipherAlgorithm;
import io.github.kmsjca.internal.algorithm.OaepDigest;
import io.github.kmsjca.internal.key.PrivateKeyHandle;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.call.Decrypt;
import java.security.AlgorithmParameters;
import java.security.InvalidAlgorithmParameterException;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.BadPaddingException;
import org.jspecify.annotations.Nullable;

/** RSAES-OAEP decryption: one Decrypt call per message. Fails as the platform's does. */
final class OaepDecryption extends WholeMessage {
  private final PrivateKeyHandle key;
  private final OaepDigest digest;
  private final int modulusLength;

  private OaepDecryption(PrivateKeyHandle key, OaepDigest digest, int modulusLength) {
    super(modulusLength);
    this.key = key;
    this.digest = digest;
    this.modulusLength = modulusLength;
  }

  /** Parameters win over the name, as on the platform; what neither says is SHA-1. */
  static OaepDecryption with(
      CipherAlgorithm row, PrivateKeyHandle key, @Nullable AlgorithmParameterSpec parameters)
      throws InvalidAlgorithmParameterException {
    OaepDigest digest = row.digest() == null ? OaepDigest.SHA_1 : row.digest();
    if (parameters != null) {
      digest = OaepParameters.requireSupported(parameters);
    }
    return new OaepDecryption(key, digest, key.spec().bits() / Byte.SIZE);
  }

  @Override
  byte[] finish(byte[] ciphertext) throws BadPaddingException {
    if (ciphertext.length != modulusLength) {
      throw new BadPaddingException(
          "a ciphertext of "
              + key.arn()
              + " has "
              + modulusLength
              + " bytes, as many as its modulus, not "
              + ciphertext.length);
    }
    try {
      return key.gateway().perform(Decrypt.asymmetric(key.use(), digest.algorithm(), ciphertext));
    } catch (KmsCallException e) {
      throw KmsFailures.badPadding(e, hint());
    }
  }

  private String hint() {
    return digest == OaepDigest.SHA_1
        ? " Was it encrypted as OAEP with SHA-1, no label, and with this key?"
        : " Was it encrypted with the platform's default, which is MGF1 with SHA-1? KMS can never"
            + " decrypt that: to encrypt, pass KmsPrivateKey.oaepSpec().";
  }

  /** RFC 8017, section 7.1.1: the modulus less two digests and two bytes. */
  @Override
  int largestOutput(int messageLength) {
    return modulusLength - 2 * digest.length() - 2;
  }

  /** The platform's own words, which programs may know. */
  @Override
  String tooLongText(int most) {
    return "Data must not be longer than " + most + " bytes";
  }

  @Override
  public AlgorithmParameters parameters() {
    return OaepParameters.encoded(digest);
  }
}
