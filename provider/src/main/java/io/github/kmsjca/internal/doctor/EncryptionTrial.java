package io.github.kmsjca.internal.doctor;

import io.github.kmsjca.internal.algorithm.KeyFamily;
import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.OaepDigest;
import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.Setting;
import io.github.kmsjca.internal.key.PrivateKeyHandle;
import io.github.kmsjca.internal.kms.EncryptionTerms;
import io.github.kmsjca.internal.kms.GeneratedDataKey;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.KmsGateway;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;

/** Encrypts with a key, and has KMS decrypt it: by the calls that a program would make. */
final class EncryptionTrial {
  private static final byte[] MESSAGE =
      "kms-jca doctor: this text is a test and means nothing".getBytes(StandardCharsets.US_ASCII);

  private static final int DATA_KEY_LENGTH = 32;

  /** So CloudTrail shows what it was. */
  private static final EncryptionTerms TERMS =
      new EncryptionTerms(Map.of("kms-jca", "doctor"), List.of());

  private final KmsGateway gateway;
  private final boolean direct;

  EncryptionTrial(KmsGateway gateway, Configuration configuration) {
    this.gateway = gateway;
    this.direct = configuration.text(Setting.USAGE).equals(Optional.of("direct"));
  }

  /** A symmetric key: makes a data key and unwraps it, or as {@code usage=direct} will have it. */
  String symmetric(KeyArn key, Stopwatch watch) throws KmsCallException, InvalidKeyException {
    String algorithm = KeySpec.SYMMETRIC_DEFAULT.name();
    if (direct) {
      return inKms(key, algorithm, TERMS, watch);
    }
    GeneratedDataKey made = gateway.generateDataKey(key, DATA_KEY_LENGTH, TERMS);
    try {
      String done = watch.lap("GenerateDataKey");
      return done
          + ", "
          + decrypted(key, algorithm, made.ciphertext(), TERMS, made.plaintext(), watch);
    } finally {
      Arrays.fill(made.plaintext(), (byte) 0);
    }
  }

  /** An RSA or SM2 key. */
  String asymmetric(PrivateKeyHandle key, Stopwatch watch)
      throws KmsCallException, GeneralSecurityException {
    if (key.spec().family() != KeyFamily.RSA) {
      return inKms(key.keyArn(), "SM2PKE", EncryptionTerms.NONE, watch);
    }
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding");
    cipher.init(Cipher.ENCRYPT_MODE, key.publicKey(), key.oaepSpec());
    byte[] ciphertext = cipher.doFinal(MESSAGE);
    String algorithm = OaepDigest.SHA_256.wireName();
    String done = watch.lap("encrypted here");
    return done
        + ", "
        + decrypted(key.keyArn(), algorithm, ciphertext, EncryptionTerms.NONE, MESSAGE, watch);
  }

  private String inKms(KeyArn key, String algorithm, EncryptionTerms terms, Stopwatch watch)
      throws KmsCallException, InvalidKeyException {
    byte[] ciphertext = gateway.encrypt(key, algorithm, MESSAGE, terms);
    String done = watch.lap("Encrypt (" + algorithm + ")");
    return done + ", " + decrypted(key, algorithm, ciphertext, terms, MESSAGE, watch);
  }

  private String decrypted(
      KeyArn key,
      String algorithm,
      byte[] ciphertext,
      EncryptionTerms terms,
      byte[] expected,
      Stopwatch watch)
      throws KmsCallException, InvalidKeyException {
    byte[] plaintext = gateway.decrypt(key, algorithm, ciphertext, terms);
    try {
      if (!MessageDigest.isEqual(plaintext, expected)) {
        throw new InvalidKeyException(
            "KMS Decrypt with key " + key + " answered, but not with what had been encrypted");
      }
      return watch.lap("Decrypt (" + algorithm + ")");
    } finally {
      Arrays.fill(plaintext, (byte) 0);
    }
  }
}
