package io.github.kmsjca.sandbox;

import static java.lang.StackWalker.Option.RETAIN_CLASS_REFERENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.internal.registration.Search;
import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.testkit.TestKms;
import java.security.AlgorithmParameters;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An application without any permission, in a JVM whose libraries have all of them. Plain crypto,
 * then a key of KMS.
 */
final class SandboxProbe {
  private static final byte[] MESSAGE = "message".getBytes(UTF_8);

  private final Report report = new Report();

  private SandboxProbe() {}

  public static void main(String[] args) throws Exception {
    SandboxProbe probe = new SandboxProbe();
    probe.report.check("there is a sandbox", SandboxProbe::isSandboxed);
    probe.lookups();
    probe.softwareKeys();
    probe.kmsKeys();
    probe.report.done();
  }

  private static void isSandboxed() {
    assertThrows(SecurityException.class, () -> System.getProperty("user.home"));
    assertThrows(SecurityException.class, System::getenv);
    assertThrows(SecurityException.class, () -> StackWalker.getInstance(RETAIN_CLASS_REFERENCE));
    assertNull(Search.walkerOfClasses());
  }

  private void lookups() {
    report.check("the provider is there", () -> assertNotNull(Security.getProvider("AWSKMS")));
    report.check("a provider can be made", () -> assertEquals("AWSKMS", newName()));
    report.check("Signature by name", () -> Signature.getInstance("SHA256withRSA", "AWSKMS"));
    report.check("Cipher by name", () -> Cipher.getInstance("AES/GCM/NoPadding", "AWSKMS"));
    report.check("Mac by name", () -> Mac.getInstance("HmacSHA256", "AWSKMS"));
    report.check("KeyAgreement by name", () -> KeyAgreement.getInstance("ECDH", "AWSKMS"));
    report.check("KeyStore", () -> KeyStore.getInstance("AWSKMS"));
    report.check("parameters", () -> parameters(AlgorithmParameters.getInstance("EC")));
    report.check(
        "parameters by name", () -> parameters(AlgorithmParameters.getInstance("EC", "AWSKMS")));
  }

  private static String newName() {
    Provider provider = new KmsProvider();
    return provider.configure("region=eu-west-1").getName();
  }

  private static void parameters(AlgorithmParameters parameters) throws Exception {
    parameters.init(new ECGenParameterSpec("secp256r1"));
    assertNotNull(parameters.getEncoded());
  }

  private void softwareKeys() {
    report.check("RSA keys", () -> signs("SHA256withRSA", pair("RSA", "SunRsaSign")));
    report.check("EC keys", () -> signs("SHA256withECDSA", pair("EC", "SunEC")));
    report.check("PSS parameters before the key", () -> pss(pair("RSA", "SunRsaSign")));
    report.check("AES/GCM", () -> roundTrip(Cipher.getInstance("AES/GCM/NoPadding")));
    report.check("HMAC", () -> hmac(Mac.getInstance("HmacSHA256")));
    report.check("HMAC by name", () -> hmac(Mac.getInstance("HmacSHA256", "AWSKMS")));
    report.check(
        "verification by name",
        () -> {
          KeyPair pair = pair("EC", "SunEC");
          Signature signing = Signature.getInstance("SHA256withECDSA");
          signing.initSign(pair.getPrivate());
          signing.update(MESSAGE);
          verifies(Signature.getInstance("SHA256withECDSA", "AWSKMS"), pair, signing.sign());
        });
    report.check(
        "a plain key store",
        () -> KeyStore.getInstance(KeyStore.getDefaultType()).load(null, null));
  }

  private static KeyPair pair(String algorithm, String provider) throws Exception {
    return KeyPairGenerator.getInstance(algorithm, provider).generateKeyPair();
  }

  private static void signs(String algorithm, KeyPair pair) throws Exception {
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(pair.getPrivate());
    signature.update(MESSAGE);
    verifies(Signature.getInstance(algorithm), pair, signature.sign());
  }

  private static void verifies(Signature signature, KeyPair pair, byte[] made) throws Exception {
    signature.initVerify(pair.getPublic());
    signature.update(MESSAGE);
    assertTrue(signature.verify(made));
  }

  private static void pss(KeyPair pair) throws Exception {
    Signature signature = Signature.getInstance("RSASSA-PSS");
    signature.setParameter(
        new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
    signature.initSign(pair.getPrivate());
    int bits = ((RSAPublicKey) pair.getPublic()).getModulus().bitLength();
    assertEquals(bits / 8, signature.sign().length);
  }

  private static void roundTrip(Cipher cipher) throws Exception {
    Key key = new SecretKeySpec(new byte[16], "AES");
    cipher.getProvider();
    cipher.init(Cipher.ENCRYPT_MODE, key);
    byte[] encrypted = cipher.doFinal(MESSAGE);
    cipher.init(Cipher.DECRYPT_MODE, key, cipher.getParameters());
    assertArrayEquals(MESSAGE, cipher.doFinal(encrypted));
  }

  private static void hmac(Mac mac) throws Exception {
    mac.init(new SecretKeySpec(new byte[16], "Hmac"));
    assertEquals(32, mac.doFinal(MESSAGE).length);
  }

  /**
   * Who may not do everything does not reach KMS, and does not spoil it for who may: the AWS SDK's
   * classes are initialised once, with the permissions of whoever comes first.
   */
  private void kmsKeys() {
    report.check("a KMS key is not found by an application", this::isRefused);
    report.check(
        "trusted code signs for it", () -> assertTrue(TrustedCode.sign("ecc-nist-p256") > 0));
    report.check("a KMS key is not found by an application, still", this::isRefused);
    report.check(
        "a key that trusted code gave away does not work",
        () -> {
          Signature signature = Signature.getInstance("SHA256withECDSA");
          signature.initSign((PrivateKey) TrustedCode.key("ecc-nist-p256"));
          assertThrows(SecurityException.class, signature::sign);
        });
    report.check(
        "nor does one that encrypts, nor keeps trusted code from encrypting",
        () -> {
          Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
          cipher.init(Cipher.ENCRYPT_MODE, TrustedCode.key(TestKms.SYMMETRIC));
          assertThrows(SecurityException.class, () -> cipher.doFinal(MESSAGE));
          assertTrue(TrustedCode.encrypt(TestKms.SYMMETRIC) > 0);
          Cipher again = Cipher.getInstance("AES/GCM/NoPadding");
          again.init(Cipher.ENCRYPT_MODE, TrustedCode.key(TestKms.SYMMETRIC));
          assertThrows(SecurityException.class, () -> again.doFinal(MESSAGE));
        });
  }

  private void isRefused() throws Exception {
    KeyStore keys = KeyStore.getInstance("AWSKMS");
    keys.load(null, null);
    SecurityException refusal =
        assertThrows(SecurityException.class, () -> keys.getKey("ecc-nist-p256", null));
    assertEquals(
        "KMS GetPublicKey is only for code that has all permissions: let trusted code call it, in"
            + " AccessController.doPrivileged",
        refusal.getMessage());
  }
}
