package io.github.kmsjca.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.KmsKeys;
import io.github.kmsjca.KmsReEncryption;
import io.github.kmsjca.spec.DataKeyParameterSpec;
import io.github.kmsjca.spec.EnvelopeParameterSpec;
import io.github.kmsjca.spec.KmsKey;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.spec.KmsSecretKey;
import io.github.kmsjca.testkit.TestKms;
import java.lang.reflect.Constructor;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Handles made like Kryo, Objenesis and others make objects, without a constructor, whose transient
 * fields they leave out. Nothing is left of the key, and each use says so.
 */
@ResourceLock("java.security.Security.providers")
class CopiedHandleTest {
  private static final String NAME = "COPIED";
  private static final String SAID = "was copied without Java serialization";
  private static final Set<String> CHOSEN_BY_KEY =
      Set.of("Signature", "Cipher", "Mac", "KeyAgreement", "KEM");
  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();
  private static Provider provider;
  private static KmsSecretKey secret;

  @BeforeAll
  static void register() throws Exception {
    kms.create("mac", "HMAC_256", "GENERATE_VERIFY_MAC");
    provider = kms.provider("name", NAME);
    Security.addProvider(provider);
    secret = (KmsSecretKey) key(TestKms.SYMMETRIC);
  }

  @AfterAll
  static void unregister() {
    Security.removeProvider(NAME);
  }

  private static Key key(String alias) throws Exception {
    return TestKms.keyStore(provider).getKey(alias, null);
  }

  /** One of each class that there is. */
  static Stream<KmsKey> copies() throws Exception {
    Key rsa = key("rsa-2048");
    Key ec = key("ecc-nist-p256");
    return Stream.of(
            rsa,
            ec,
            KmsKeys.asRSAPrivateKey((PrivateKey) rsa),
            KmsKeys.asECPrivateKey((PrivateKey) ec),
            key("ecc-nist-edwards25519"),
            key("ml-dsa-44"),
            secret)
        .map(CopiedHandleTest::copy);
  }

  private static KmsKey copy(Key original) {
    try {
      // By name, since the compiler warns of this class, which all such frameworks use.
      Class<?> factory = Class.forName("sun.reflect.ReflectionFactory");
      Constructor<?> constructor =
          (Constructor<?>)
              factory
                  .getMethod("newConstructorForSerialization", Class.class, Constructor.class)
                  .invoke(
                      factory.getMethod("getReflectionFactory").invoke(null),
                      original.getClass(),
                      Object.class.getDeclaredConstructor());
      return (KmsKey) constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  @ParameterizedTest
  @MethodSource("copies")
  void nobodyIsHurtByLookingAtIt(KmsKey copy) throws Exception {
    assertFalse(copy.toString().isEmpty());
    assertThat(copy.toString()).contains(SAID);
    assertNotNull(copy.getAlgorithm());
    assertEquals(copy.hashCode(), copy.hashCode());
    assertEquals(copy, copy);
    assertNotEquals(copy, copy(copy));
    assertNotEquals(secret, copy);
    assertNotEquals(copy, secret);
    for (Provider.Service service : provider.getServices()) {
      if (CHOSEN_BY_KEY.contains(service.getType())) {
        assertTrue(service.supportsParameter(copy), service::toString);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("copies")
  void whatIsAskedOfItSaysWhatItIs(KmsKey copy) {
    assertSaid(IllegalStateException.class, copy::arn);
    assertSaid(IllegalStateException.class, copy::keySpec);
    assertSaid(IllegalStateException.class, copy::keyUsage);
    assertSaid(IllegalStateException.class, () -> copy.withGrantTokens("token"));
    if (copy instanceof KmsPrivateKey privateKey) {
      assertSaid(IllegalStateException.class, privateKey::publicKey);
      assertSaid(InvalidKeyException.class, () -> KmsKeys.asRSAPrivateKey(privateKey));
    } else if (copy instanceof KmsSecretKey symmetric) {
      assertSaid(IllegalStateException.class, symmetric::encryptionContext);
      assertSaid(
          IllegalStateException.class, () -> symmetric.withEncryptionContext(Map.of("a", "b")));
    }
  }

  @Test
  void everyEngineSaysWhatItIs() throws Exception {
    PrivateKey rsa = (PrivateKey) copy(key("rsa-2048"));
    PrivateKey ec = (PrivateKey) copy(key("ecc-nist-p256"));
    SecretKey aes = (SecretKey) copy(secret);
    SecretKey hmac = (SecretKey) copy(key("mac"));
    // Found by the key, and by name.
    for (Object by : new Object[] {"search", provider}) {
      for (String name : new String[] {"SHA256withRSA", "RSASSA-PSS"}) {
        assertSaid(InvalidKeyException.class, () -> signature(name, by).initSign(rsa));
      }
      assertSaid(InvalidKeyException.class, () -> signature("SHA256withECDSA", by).initSign(ec));
      assertSaid(InvalidKeyException.class, () -> mac(by).init(hmac));
      for (int mode : new int[] {Cipher.ENCRYPT_MODE, Cipher.WRAP_MODE, Cipher.UNWRAP_MODE}) {
        assertSaid(
            InvalidKeyException.class, () -> cipher("AES/GCM/NoPadding", by).init(mode, aes));
      }
      assertSaid(
          InvalidKeyException.class,
          () -> cipher("RSA/ECB/OAEPWithSHA-256AndMGF1Padding", by).init(Cipher.DECRYPT_MODE, rsa));
      assertSaid(InvalidKeyException.class, () -> agreement(by).init(ec));
    }
  }

  @Test
  void soDoesWhatTakesKeysAsParameters() throws Exception {
    KmsSecretKey aes = (KmsSecretKey) copy(secret);
    Cipher cipher = Cipher.getInstance("AWSKMS/Envelope/NoPadding", provider);
    assertSaid(
        InvalidAlgorithmParameterException.class,
        () ->
            cipher.init(
                Cipher.ENCRYPT_MODE,
                secret,
                EnvelopeParameterSpec.builder().recipient(aes).build()));
    KeyGenerator generator = KeyGenerator.getInstance("AES", provider);
    assertSaid(
        InvalidAlgorithmParameterException.class,
        () -> generator.init(DataKeyParameterSpec.builder(aes).build()));
    KeyStore keyStore = TestKms.keyStore(provider);
    assertSaid(KeyStoreException.class, () -> keyStore.setKeyEntry("copied", aes, null, null));
    assertSaid(InvalidKeyException.class, () -> KmsReEncryption.from(aes).to(secret));
  }

  private static Signature signature(String name, Object by) throws Exception {
    return by == provider ? Signature.getInstance(name, provider) : Signature.getInstance(name);
  }

  private static Cipher cipher(String name, Object by) throws Exception {
    return by == provider ? Cipher.getInstance(name, provider) : Cipher.getInstance(name);
  }

  private static Mac mac(Object by) throws Exception {
    return by == provider ? Mac.getInstance("HmacSHA256", provider) : Mac.getInstance("HmacSHA256");
  }

  private static KeyAgreement agreement(Object by) throws Exception {
    return by == provider
        ? KeyAgreement.getInstance("ECDH", provider)
        : KeyAgreement.getInstance("ECDH");
  }

  private static void assertSaid(Class<? extends Throwable> type, ThrowingCallable use) {
    assertThatThrownBy(use).isExactlyInstanceOf(type).hasMessageContaining(SAID);
  }
}
