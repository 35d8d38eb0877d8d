package io.github.kmsjca.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.testkit.TestKms;
import java.io.IOException;
import java.security.InvalidKeyException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.UnrecoverableKeyException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.kms.KmsClient;

/** Who uses what a closed provider gave out is told so, in the exceptions of every engine. */
class ClosedTest {
  private static final byte[] MESSAGE = "a message".getBytes(UTF_8);
  private static final String CLOSED = "provider AWSKMS was closed";

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  private KmsProvider provider;
  private KeyStore keys;
  private PrivateKey privateKey;
  private SecretKey secretKey;

  @BeforeEach
  void use() throws Exception {
    kms.local().calls().clear();
    provider = (KmsProvider) kms.provider();
    keys = TestKms.keyStore(provider);
    privateKey = (PrivateKey) keys.getKey("ecc-nist-p256", null);
    secretKey = (SecretKey) keys.getKey("symmetric", null);
  }

  @AfterEach
  void close() {
    provider.close();
    kms.local().faults().clear();
  }

  @Test
  void aKeyIsRefused() throws Exception {
    Signature signature = Signature.getInstance("SHA256withECDSA", provider);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
    provider.close();
    assertSays(InvalidKeyException.class, () -> signature.initSign(privateKey));
    assertSays(InvalidKeyException.class, () -> cipher.init(Cipher.ENCRYPT_MODE, secretKey));
  }

  @Test
  void aMacKeyIsRefused() throws Exception {
    kms.create("closing-mac", "HMAC_256", "GENERATE_VERIFY_MAC");
    SecretKey key = (SecretKey) keys.getKey("closing-mac", null);
    Mac initialised = Mac.getInstance("HmacSHA256", provider);
    initialised.init(key);
    Mac mac = Mac.getInstance("HmacSHA256", provider);
    provider.close();
    assertSays(InvalidKeyException.class, () -> mac.init(key));
    assertTells(ProviderException.class, () -> initialised.doFinal(MESSAGE));
  }

  @Test
  void anEngineThatHasItsKeyFails() throws Exception {
    Signature signature = Signature.getInstance("SHA256withECDSA", provider);
    signature.initSign(privateKey);
    signature.update(MESSAGE);
    Cipher encrypting = cipher(Cipher.ENCRYPT_MODE);
    byte[] message = cipher(Cipher.ENCRYPT_MODE).doFinal(MESSAGE);
    Cipher decrypting = cipher(Cipher.DECRYPT_MODE);
    Cipher direct = Cipher.getInstance("AWSKMS", provider);
    direct.init(Cipher.ENCRYPT_MODE, secretKey);
    provider.close();
    assertTells(SignatureException.class, signature::sign);
    assertTells(ProviderException.class, () -> encrypting.doFinal(MESSAGE));
    assertTells(ProviderException.class, () -> decrypting.doFinal(message));
    assertTells(ProviderException.class, () -> direct.doFinal(MESSAGE));
  }

  private Cipher cipher(int mode) throws Exception {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
    cipher.init(mode, secretKey);
    return cipher;
  }

  @Test
  void aKeyStoreFails() throws Exception {
    provider.close();
    assertSays(UnrecoverableKeyException.class, () -> keys.getKey("ecc-nist-p256", null));
    assertSays(UnrecoverableKeyException.class, () -> keys.getEntry("ecc-nist-p256", null));
    assertSays(ProviderException.class, keys::aliases);
    assertSays(ProviderException.class, () -> keys.containsAlias("ecc-nist-p256"));
    assertSays(IOException.class, () -> keys.load(null, null));
    assertSays(IOException.class, () -> keys.store(null, null));
    assertSays(KeyStoreException.class, () -> keys.setKeyEntry("k", secretKey, null, null));
    assertSays(KeyStoreException.class, () -> keys.deleteEntry("k"));
    KeyStore other = KeyStore.getInstance("AWSKMS", provider);
    assertSays(IOException.class, () -> other.load(null, null));
  }

  @Test
  void whatNeedsNoKmsGoesOn() throws Exception {
    SecureRandom random = SecureRandom.getInstance("AWSKMS", provider);
    random.nextBytes(new byte[8]);
    provider.close();
    kms.local().calls().clear();
    random.reseed();
    random.nextBytes(new byte[8]);
    SecureRandom.getInstance("AWSKMS", provider).nextBytes(new byte[8]);
    assertThat(privateKey.toString()).contains(kms.arn("ecc-nist-p256"));
    assertThat(kms.local().calls().all()).isEmpty();
  }

  @Test
  void aCallUnderWayEndsAtOnce() throws Exception {
    kms.local().faults().next("Sign", Fault.hang());
    Signature signature = Signature.getInstance("SHA256withECDSA", provider);
    signature.initSign(privateKey);
    CompletableFuture<byte[]> signed =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return signature.sign();
              } catch (SignatureException e) {
                throw new IllegalStateException(e);
              }
            });
    while (kms.local().calls().count("Sign") == 0) {
      Thread.onSpinWait();
    }
    provider.close();
    assertThatThrownBy(() -> signed.get(3, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseInstanceOf(Exception.class)
        .hasStackTraceContaining("java.security.SignatureException: KMS Sign")
        .hasStackTraceContaining("the provider was closed");
  }

  @Test
  void aLoadUnderWayEndsAtOnce() throws Exception {
    kms.local().faults().next("GenerateDataKey", Fault.hang());
    Cipher cipher = cipher(Cipher.ENCRYPT_MODE);
    CompletableFuture<Throwable> failure =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                cipher.doFinal(MESSAGE);
                return new AssertionError("no failure");
              } catch (Exception e) {
                return e;
              }
            });
    while (kms.local().calls().count("GenerateDataKey") == 0) {
      Thread.onSpinWait();
    }
    provider.close();
    assertThat(failure.get(3, TimeUnit.SECONDS))
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("the provider was closed");
  }

  @Test
  void closingAgainDoesNothing() {
    provider.close();
    provider.close();
    assertThat(provider.getServices()).isNotEmpty();
  }

  @Test
  void anUnusedProviderCloses() {
    KmsProvider unused = (KmsProvider) kms.provider();
    unused.close();
    assertSays(IOException.class, () -> TestKms.keyStore(unused));
  }

  /** Whose the client is, closes it. */
  @Test
  void anApplicationsClientStaysOpen() throws Exception {
    try (KmsClient client = kms.sdk()) {
      KmsProvider own = KmsProvider.builder().kmsClient(() -> client).build();
      PrivateKey key = TestKms.key(own, "ecc-nist-p256");
      own.close();
      assertThat(client.listKeys().keys()).isNotEmpty();
      Signature signature = Signature.getInstance("SHA256withECDSA", own);
      assertSays(InvalidKeyException.class, () -> signature.initSign(key));
    }
  }

  /** Other instances know nothing of it. */
  @Test
  void anotherInstanceGoesOn() throws Exception {
    KmsProvider other = (KmsProvider) kms.provider();
    PrivateKey key = TestKms.key(other, "ecc-nist-p256");
    provider.close();
    Signature signature = Signature.getInstance("SHA256withECDSA", other);
    signature.initSign(key);
    assertThat(signature.sign()).isNotEmpty();
    assertSays(InvalidKeyException.class, () -> signature.initSign(privateKey));
    other.close();
  }

  /** A failure that is known without a call. */
  private static void assertSays(Class<? extends Exception> type, ThrowingCallable call) {
    assertThatThrownBy(call).isExactlyInstanceOf(type).hasMessageContaining(CLOSED);
  }

  /** The failure of a call. */
  private static void assertTells(Class<? extends Exception> type, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isExactlyInstanceOf(type)
        .hasMessageContaining("failed: the provider was closed (AWSKMS)");
  }
}
