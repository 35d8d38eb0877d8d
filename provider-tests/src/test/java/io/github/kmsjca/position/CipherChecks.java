package io.github.kmsjca.position;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.internal.algorithm.CipherAlgorithm;
import io.github.kmsjca.internal.algorithm.CipherScheme;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.testkit.TestKms;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.CipherOutputStream;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The ciphers at one position of the provider: first keys that are none of ours, then ours. */
final class CipherChecks {
  private static final byte[] MESSAGE = "the message".getBytes(StandardCharsets.UTF_8);
  private static final Key AES = new SecretKeySpec(new byte[32], "AES");
  private static final String GCM = CipherAlgorithm.AES_GCM.jcaName();

  private final Report report;

  CipherChecks(Report report) {
    this.report = report;
  }

  void softwareKeys() throws GeneralSecurityException {
    report.check("AES/GCM with a software key", () -> roundTrip(GCM, AES, AES, iv(1)));
    report.check("AES/GCM streams with a software key", this::streams);
    report.check("AES/GCM wraps with a software key", () -> wraps(GCM, AES, AES, iv(3)));
    report.check("AES/GCM asked before a software key comes", () -> pinned(GCM, AES, AES, iv(4)));
    report.check("AES/GCM refuses a software key's IV twice", this::ivTwice);
    KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    for (CipherAlgorithm row : CipherAlgorithm.values()) {
      if (row.scheme() == CipherScheme.OAEP) {
        report.check(
            row.jcaName() + " with a software key",
            () -> roundTrip(row.jcaName(), rsa.getPublic(), rsa.getPrivate(), null));
        report.check(
            row.jcaName() + " wraps with a software key",
            () -> wraps(row.jcaName(), rsa.getPublic(), rsa.getPrivate(), null));
        report.check(
            row.jcaName() + " asked before a software key comes",
            () -> pinned(row.jcaName(), rsa.getPublic(), rsa.getPrivate(), null));
        for (String alias : row.aliases()) {
          report.check(
              alias + " with a software key",
              () -> roundTrip(alias, rsa.getPublic(), rsa.getPrivate(), null));
        }
      }
    }
  }

  private static GCMParameterSpec iv(int number) {
    byte[] iv = new byte[12];
    iv[0] = (byte) number;
    return new GCMParameterSpec(128, iv);
  }

  private static void init(Cipher cipher, int mode, Key key, AlgorithmParameterSpec spec)
      throws GeneralSecurityException {
    if (spec == null) {
      cipher.init(mode, key);
    } else {
      cipher.init(mode, key, spec);
    }
  }

  private static void roundTrip(String name, Key one, Key other, AlgorithmParameterSpec spec)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(name);
    init(cipher, Cipher.ENCRYPT_MODE, one, spec);
    String expected = providerWithoutUs(name, one, spec);
    if (expected != null) {
      assertEquals(expected, cipher.getProvider().getName());
    }
    byte[] ciphertext = cipher.doFinal(MESSAGE);
    Cipher decrypter = Cipher.getInstance(name);
    decrypter.init(Cipher.DECRYPT_MODE, other, cipher.getParameters());
    assertArrayEquals(MESSAGE, decrypter.doFinal(ciphertext));
  }

  private static String providerWithoutUs(String name, Key key, AlgorithmParameterSpec spec) {
    for (Provider provider : Security.getProviders()) {
      if (!(provider instanceof KmsProvider) && takes(provider, name, key, spec)) {
        return provider.getName();
      }
    }
    return null;
  }

  private static boolean takes(
      Provider provider, String name, Key key, AlgorithmParameterSpec spec) {
    try {
      init(Cipher.getInstance(name, provider), Cipher.ENCRYPT_MODE, key, spec);
      return true;
    } catch (GeneralSecurityException | RuntimeException e) {
      return false; // neither would JCA have taken it
    }
  }

  private void streams() throws Exception {
    Cipher cipher = Cipher.getInstance(GCM);
    cipher.init(Cipher.ENCRYPT_MODE, AES);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CipherOutputStream out = new CipherOutputStream(bytes, cipher)) {
      out.write(new byte[100_000]);
    }
    assertEquals(100_016, bytes.size());
    Cipher decrypter = Cipher.getInstance(GCM);
    decrypter.init(Cipher.DECRYPT_MODE, AES, cipher.getParameters());
    try (CipherInputStream in =
        new CipherInputStream(new ByteArrayInputStream(bytes.toByteArray()), decrypter)) {
      assertArrayEquals(new byte[100_000], in.readAllBytes());
    }
  }

  private static void wraps(String name, Key one, Key other, AlgorithmParameterSpec spec)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(name);
    init(cipher, Cipher.WRAP_MODE, one, spec);
    byte[] wrapped = cipher.wrap(AES);
    Cipher unwrapper = Cipher.getInstance(name);
    init(unwrapper, Cipher.UNWRAP_MODE, other, spec);
    assertEquals(AES, unwrapper.unwrap(wrapped, "AES", Cipher.SECRET_KEY));
  }

  /**
   * JCA binds whoever is first; the answers and the operation must be the platform's all the same.
   */
  private static void pinned(String name, Key one, Key other, AlgorithmParameterSpec spec)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(name);
    if (name.equals(GCM)) { // Bouncy Castle's RSA knows none without a key
      assertEquals(16, cipher.getBlockSize());
    }
    assertEquals(null, cipher.getIV());
    assertTrue(cipher.getProvider() != null);
    init(cipher, Cipher.ENCRYPT_MODE, one, spec);
    byte[] ciphertext = cipher.doFinal(MESSAGE);
    init(cipher, Cipher.DECRYPT_MODE, other, spec);
    assertArrayEquals(MESSAGE, cipher.doFinal(ciphertext));
  }

  private void ivTwice() throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(GCM);
    cipher.getProvider();
    cipher.init(Cipher.ENCRYPT_MODE, AES, iv(5));
    cipher.doFinal(MESSAGE);
    boolean refused = false;
    try {
      cipher.init(Cipher.ENCRYPT_MODE, AES, iv(5));
      cipher.doFinal(MESSAGE); // ACCP notices here
    } catch (GeneralSecurityException | IllegalStateException e) {
      refused = true;
    }
    assertTrue(refused);
  }

  void kmsKeys(KeyStore keyStore) throws GeneralSecurityException {
    KmsPrivateKey rsa = privateKey(keyStore, TestKms.RSA_ENCRYPTION);
    for (CipherAlgorithm row : CipherAlgorithm.values()) {
      if (row.scheme() == CipherScheme.OAEP) {
        report.check(row.jcaName() + " with a KMS key", () -> decrypts(row.jcaName(), rsa));
        for (String alias : row.aliases()) {
          report.check(alias + " with a KMS key", () -> decrypts(alias, rsa));
        }
      }
    }
    KmsPrivateKey sm2 = privateKey(keyStore, TestKms.SM2_ENCRYPTION);
    report.check("SM2 with a KMS key", () -> sm2(sm2));
    Key symmetric = keyStore.getKey(TestKms.SYMMETRIC, null);
    report.check("AWSKMS with a KMS key", () -> direct(symmetric));
  }

  private static KmsPrivateKey privateKey(KeyStore keyStore, String alias)
      throws GeneralSecurityException {
    return (KmsPrivateKey) keyStore.getKey(alias, null);
  }

  private static void decrypts(String name, KmsPrivateKey key) throws GeneralSecurityException {
    Cipher decrypter = Cipher.getInstance(name);
    decrypter.init(Cipher.DECRYPT_MODE, key);
    assertTrue(decrypter.getProvider() instanceof KmsProvider);
    Cipher encrypter = Cipher.getInstance(name);
    encrypter.init(Cipher.ENCRYPT_MODE, key.publicKey(), decrypter.getParameters());
    assertArrayEquals(MESSAGE, decrypter.doFinal(encrypter.doFinal(MESSAGE)));
  }

  /** Where Bouncy Castle is installed, it has the name for public keys, and another format. */
  private static void sm2(KmsPrivateKey key) throws GeneralSecurityException {
    Cipher encrypter =
        Security.getProvider("BC") == null
            ? Cipher.getInstance("SM2")
            : Cipher.getInstance("SM2", "AWSKMS");
    encrypter.init(Cipher.ENCRYPT_MODE, key.publicKey());
    Cipher decrypter = Cipher.getInstance("SM2");
    decrypter.init(Cipher.DECRYPT_MODE, key);
    assertTrue(decrypter.getProvider() instanceof KmsProvider);
    assertArrayEquals(MESSAGE, decrypter.doFinal(encrypter.doFinal(MESSAGE)));
  }

  private static void direct(Key key) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AWSKMS");
    cipher.init(Cipher.ENCRYPT_MODE, key);
    byte[] blob = cipher.doFinal(MESSAGE);
    cipher.init(Cipher.DECRYPT_MODE, key);
    assertTrue(Arrays.equals(MESSAGE, cipher.doFinal(blob)));
  }
}
