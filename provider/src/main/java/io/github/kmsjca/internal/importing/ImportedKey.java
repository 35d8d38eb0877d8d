package io.github.kmsjca.internal.importing;

import io.github.kmsjca.internal.algorithm.KeyFamily;
import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.KeyUsage;
import io.github.kmsjca.internal.key.PairCheck;
import io.github.kmsjca.internal.key.PublicKeys;
import java.io.IOException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.util.Arrays;
import java.util.Locale;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * What a software key is to be in KMS.
 *
 * @param spec and usage as CreateKey takes them
 * @param certified the public key that KMS must have afterwards; {@code null} of a symmetric key
 */
public record ImportedKey(Key key, KeySpec spec, KeyUsage usage, @Nullable PublicKey certified) {
  private static final int BITS_OF_A_BYTE = 8;

  // Of the certificate's KeyUsage (RFC 5280, section 4.2.1.3).
  private static final int[] SIGNING_BITS = {0, 1, 5, 6};
  private static final int KEY_ENCIPHERMENT = 2;
  private static final int DATA_ENCIPHERMENT = 3;
  private static final int KEY_AGREEMENT = 4;

  /**
   * A private key: its spec is told by the certificate's public key, and its one usage by the
   * certificate's KeyUsage. Where that permits signatures, or is absent, the key is to sign.
   *
   * @throws InvalidKeyException if KMS has no such keys, or it cannot be exported from where it is
   */
  public static ImportedKey of(PrivateKey key, X509Certificate leaf) throws InvalidKeyException {
    PublicKey certified = leaf.getPublicKey();
    byte[] encoded = requireEncoding(key, "PKCS#8");
    try {
      return of(key, encoded, certified, leaf.getKeyUsage());
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  private static ImportedKey of(
      PrivateKey key, byte[] encoded, PublicKey certified, boolean @Nullable [] keyUsage)
      throws InvalidKeyException {
    KeySpec spec =
        certified instanceof RSAKey rsa
            ? KeySpec.ofWireName("RSA_" + rsa.getModulus().bitLength())
            : PublicKeys.specOf(certified);
    if (spec == null || !takesPrivateKeys(spec)) {
      throw new InvalidKeyException(
          "KMS imports RSA keys of 2048, 3072 and 4096 bits, EC keys on P-256, P-384, P-521 and"
              + " secp256k1, and Ed25519 keys, but not this "
              + key.getAlgorithm()
              + " key");
    }
    if (!isPair(encoded, certified.getEncoded())) {
      throw new InvalidKeyException("the certificate is of another key: nothing was imported");
    }
    return new ImportedKey(key, spec, usage(spec, keyUsage), certified);
  }

  private static boolean isPair(byte[] privateKey, byte[] publicKey) throws InvalidKeyException {
    try {
      return PairCheck.isPair(privateKey, publicKey);
    } catch (IOException | RuntimeException e) {
      throw new InvalidKeyException("the key cannot be read: nothing was imported", e);
    }
  }

  private static boolean takesPrivateKeys(KeySpec spec) {
    return switch (spec.family()) {
      case RSA, EC, EDDSA -> true;
      default -> false;
    };
  }

  private static KeyUsage usage(KeySpec spec, boolean @Nullable [] certified) {
    if (certified == null) {
      return KeyUsage.SIGN_VERIFY;
    }
    for (int bit : SIGNING_BITS) {
      if (certified[bit]) {
        return KeyUsage.SIGN_VERIFY;
      }
    }
    if (spec.family() == KeyFamily.RSA) {
      return certified[KEY_ENCIPHERMENT] || certified[DATA_ENCIPHERMENT]
          ? KeyUsage.ENCRYPT_DECRYPT
          : KeyUsage.SIGN_VERIFY;
    }
    return spec.family() == KeyFamily.EC && certified[KEY_AGREEMENT]
        ? KeyUsage.KEY_AGREEMENT
        : KeyUsage.SIGN_VERIFY;
  }

  /**
   * A symmetric key: AES of 256 bits, or HMAC as long as its digest.
   *
   * @throws InvalidKeyException if KMS has no such keys, or it cannot be exported from where it is
   */
  public static ImportedKey of(SecretKey key) throws InvalidKeyException {
    byte[] encoded = requireEncoding(key, "RAW");
    int bits = encoded.length * BITS_OF_A_BYTE;
    Arrays.fill(encoded, (byte) 0);
    String algorithm = key.getAlgorithm().toUpperCase(Locale.ROOT);
    if (algorithm.equals("AES") && bits == KeySpec.SYMMETRIC_DEFAULT.bits()) {
      return new ImportedKey(key, KeySpec.SYMMETRIC_DEFAULT, KeyUsage.ENCRYPT_DECRYPT, null);
    }
    for (KeySpec spec : KeySpec.values()) {
      if (spec.family() == KeyFamily.HMAC
          && spec.bits() == bits
          && spec.keyAlgorithm().toUpperCase(Locale.ROOT).equals(algorithm)) {
        return new ImportedKey(key, spec, KeyUsage.GENERATE_VERIFY_MAC, null);
      }
    }
    throw new InvalidKeyException(
        "KMS imports AES keys of 256 bits, and HmacSHA224, -256, -384 and -512 keys of as many bits"
            + " as their name says, but not this "
            + key.getAlgorithm()
            + " key of "
            + bits
            + " bits");
  }

  private static byte[] requireEncoding(Key key, String format) throws InvalidKeyException {
    byte[] encoded = key.getEncoded();
    if (encoded == null || !format.equals(key.getFormat())) {
      throw new InvalidKeyException(
          "this "
              + key.getAlgorithm()
              + " key does not give its material ("
              + format
              + "), so it cannot be imported into KMS");
    }
    return encoded;
  }

  /** The material as KMS takes it before it is wrapped: the caller's own, to be wiped. */
  byte[] material() {
    return key.getEncoded();
  }

  @Override
  public String toString() {
    return "a " + spec + " key for " + usage;
  }
}
