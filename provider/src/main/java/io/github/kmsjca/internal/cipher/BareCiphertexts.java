package io.github.kmsjca.internal.cipher;

import io.github.kmsjca.internal.algorithm.EncryptionAlgorithm;
import io.github.kmsjca.internal.algorithm.KeyUsage;
import io.github.kmsjca.internal.algorithm.OaepDigest;
import io.github.kmsjca.internal.key.KeyHandle;
import io.github.kmsjca.internal.key.SecretKeyHandle;
import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.call.ReEncrypt;
import io.github.kmsjca.internal.message.HeaderReader;
import io.github.kmsjca.spec.KmsKey;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import javax.crypto.BadPaddingException;
import javax.crypto.IllegalBlockSizeException;
import org.jspecify.annotations.Nullable;

/**
 * The ciphertexts that KMS itself makes and opens with one key and one set of parameters: those
 * that {@code Cipher.init} takes with that key.
 *
 * @param use the key, and what the parameters add to it
 * @param mostPlaintext bytes that KMS encrypts so
 */
public record BareCiphertexts(
    KeyHandle key,
    EncryptionAlgorithm algorithm,
    Map<String, String> context,
    KeyUse use,
    int mostPlaintext) {
  private static final int MOST_CIPHERTEXT = 6144;
  private static final byte SEQUENCE = 0x30;

  /**
   * Offline.
   *
   * @param role of the key, for messages
   */
  public static BareCiphertexts of(
      @Nullable KmsKey given, @Nullable AlgorithmParameterSpec parameters, String role)
      throws InvalidKeyException, InvalidAlgorithmParameterException {
    if (!(given instanceof KeyHandle key)) {
      throw new InvalidKeyException(
          given == null
              ? "the " + role + " key is null"
              : "the " + role + " key is not the handle of a KMS key: get it from the KeyStore");
    }
    key.requireUsage(KeyUsage.ENCRYPT_DECRYPT, "ReEncrypt");
    return switch (key.spec().family()) {
      case SYMMETRIC -> {
        EnvelopeTerms terms = DirectOperation.terms((SecretKeyHandle) key, parameters);
        yield new BareCiphertexts(
            key,
            EncryptionAlgorithm.SYMMETRIC_DEFAULT,
            terms.context(),
            terms.use(),
            DirectOperation.MOST_PLAINTEXT);
      }
      case RSA -> ofRsa(key, parameters);
      case SM2 -> {
        Sm2Encryption.refuse(parameters);
        yield new BareCiphertexts(
            key, EncryptionAlgorithm.SM2PKE, Map.of(), key.use(), Sm2Encryption.MOST_PLAINTEXT);
      }
      default ->
          throw new InvalidKeyException(
              key.arn() + " is a " + key.spec() + " key, which encrypts nothing");
    };
  }

  private static BareCiphertexts ofRsa(KeyHandle key, @Nullable AlgorithmParameterSpec parameters)
      throws InvalidAlgorithmParameterException {
    if (parameters == null) {
      throw new InvalidAlgorithmParameterException(
          key.arn()
              + " is an RSA key, whose ciphertexts do not tell how they were made: pass the OAEP"
              + " parameters, as KmsPrivateKey.oaepSpec() for SHA-256");
    }
    OaepDigest digest = OaepParameters.requireSupported(parameters);
    int most = key.spec().bits() / Byte.SIZE - 2 * digest.length() - 2; // RFC 8017, section 7.1.1
    return new BareCiphertexts(key, digest.algorithm(), Map.of(), key.use(), most);
  }

  ReEncrypt.Side side(KeyUse with) {
    return new ReEncrypt.Side(with, algorithm, context);
  }

  /** Refuses what cannot be one of these, whatever KMS would say. */
  void require(byte[] ciphertext) throws IllegalBlockSizeException, BadPaddingException {
    switch (key.spec().family()) {
      case RSA -> requireLength(ciphertext, key.spec().bits() / Byte.SIZE);
      case SM2 -> requireSequence(ciphertext);
      default -> requireBlob(ciphertext);
    }
    if (ciphertext.length > MOST_CIPHERTEXT) {
      throw new IllegalBlockSizeException(
          "a ciphertext of KMS has at most " + MOST_CIPHERTEXT + " bytes");
    }
  }

  private void requireLength(byte[] ciphertext, int length) throws BadPaddingException {
    if (ciphertext.length != length) {
      throw new BadPaddingException(
          "a ciphertext of "
              + key.arn()
              + " has "
              + length
              + " bytes, as many as its modulus, not "
              + ciphertext.length);
    }
  }

  private void requireSequence(byte[] ciphertext) throws BadPaddingException {
    if (ciphertext.length == 0 || ciphertext[0] != SEQUENCE) {
      throw new BadPaddingException(
          "the ciphertext is not the ASN.1 sequence of GM/T 0009 that " + key.arn() + " decrypts");
    }
  }

  private static void requireBlob(byte[] ciphertext) throws AEADBadTagException {
    if (ciphertext.length == 0) {
      throw new AEADBadTagException("an empty message is no ciphertext of KMS");
    }
    if (HeaderReader.isBeginning(ciphertext)) {
      throw new AEADBadTagException(
          "this is a message of AES/GCM/NoPadding, AWSKMS/Envelope/NoPadding, AWSKMS/Framed/NoPadding"
              + " or an AWS Encryption SDK, not a CiphertextBlob of KMS. Its header is authenticated"
              + " together with the data keys in it, so none of them can be replaced: decrypt the"
              + " message, and encrypt it again");
    }
  }

  /** What {@code doFinal} of the Cipher would throw for it. */
  BadPaddingException wrong(KmsCallException failure) {
    return key instanceof SecretKeyHandle
        ? KmsFailures.badTag(failure)
        : KmsFailures.badPadding(failure, "");
  }
}
