package io.github.kmsjca.internal.doctor;

import io.github.kmsjca.internal.algorithm.EncryptionAlgorithm;
import io.github.kmsjca.internal.algorithm.KeyFamily;
import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.Setting;
import io.github.kmsjca.internal.key.PrivateKeyHandle;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.KmsGateway;
import io.github.kmsjca.internal.kms.Purpose;
import io.github.kmsjca.internal.kms.call.Decrypt;
import io.github.kmsjca.internal.kms.call.Encrypt;
import io.github.kmsjca.internal.kms.call.GenerateDataKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;

/** Encrypts with a key, and has KMS decrypt it: by the calls that a program would make. */
final class EncryptionTrial {
  private static final byte[] MESSAGE =
      "kms-jca doctor: this text is a test and means nothing".getBytes(StandardCharsets.US_ASCII);

  private static final int DATA_KEY_LENGTH = 32;

  /** So CloudTrail shows what it was. */
  private static final Map<String, String> CONTEXT = Map.of("kms-jca", "doctor");

  private final KmsGateway gateway;
  private final boolean direct;

  EncryptionTrial(KmsGateway gateway, Configuration configuration) {
    this.gateway = gateway;
    this.direct = configuration.text(Setting.USAGE).equals(Optional.of("direct"));
  }

  /** A symmetric key: makes a data key and unwraps it, or as {@code usage=direct} will have it. */
  String symmetric(KeyArn key, Stopwatch watch) throws KmsCallException, InvalidKeyException {
    EncryptionAlgorithm algorithm = EncryptionAlgorithm.SYMMETRIC_DEFAULT;
    KeyUse use = KeyUse.of(key);
    if (direct) {
      byte[] blob = gateway.perform(Encrypt.symmetric(use, MESSAGE, CONTEXT, Purpose.DIRECT));
      String done = watch.lap("Encrypt (" + algorithm + ")");
      Decrypt decryption = Decrypt.symmetric(use, blob, CONTEXT, Purpose.DIRECT);
      return done + ", " + decrypted(key, algorithm, decryption, MESSAGE, watch);
    }
    GenerateDataKey.Generated made =
        gateway.perform(new GenerateDataKey(use, DATA_KEY_LENGTH, CONTEXT, Purpose.ENVELOPE));
    try {
      String done = watch.lap("GenerateDataKey");
      Decrypt decryption = Decrypt.symmetric(use, made.ciphertext(), CONTEXT, Purpose.ENVELOPE);
      return done + ", " + decrypted(key, algorithm, decryption, made.plaintext(), watch);
    } finally {
      Arrays.fill(made.plaintext(), (byte) 0);
    }
  }

  /** An RSA or SM2 key. */
  String asymmetric(PrivateKeyHandle key, Stopwatch watch)
      throws KmsCallException, GeneralSecurityException {
    EncryptionAlgorithm algorithm = EncryptionAlgorithm.defaultOf(key.spec());
    byte[] ciphertext;
    String done;
    if (key.spec().family() == KeyFamily.RSA) {
      Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding");
      cipher.init(Cipher.ENCRYPT_MODE, key.publicKey(), key.oaepSpec());
      ciphertext = cipher.doFinal(MESSAGE);
      done = watch.lap("encrypted here");
    } else {
      ciphertext = gateway.perform(Encrypt.asymmetric(key.use(), algorithm, MESSAGE));
      done = watch.lap("Encrypt (" + algorithm + ")");
    }
    Decrypt decryption = Decrypt.asymmetric(key.use(), algorithm, ciphertext);
    return done + ", " + decrypted(key.keyArn(), algorithm, decryption, MESSAGE, watch);
  }

  private String decrypted(
      KeyArn key,
      EncryptionAlgorithm algorithm,
      Decrypt decryption,
      byte[] expected,
      Stopwatch watch)
      throws KmsCallException, InvalidKeyException {
    byte[] plaintext = gateway.perform(decryption);
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
