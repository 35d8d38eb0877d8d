package io.github.kmsjca.failure;

import static io.github.kmsjca.failure.Serialized.read;
import static io.github.kmsjca.failure.Serialized.replace;
import static io.github.kmsjca.failure.Serialized.write;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import io.github.kmsjca.spec.KmsKey;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.spec.KmsSecretKey;
import io.github.kmsjca.testkit.TestKms;
import java.io.InvalidObjectException;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Handles of symmetric keys that travel, with their context. */
@ResourceLock("java.security.Security.providers")
class SecretSerializationTest {
  private static final String NAME = "TRAVEL";
  private static final Map<String, String> CONTEXT = Map.of("tenant", "one", "purpose", "mail");
  private final TestKms kms = TestKms.start().withEncryptionKeys();
  private final Provider provider = kms.provider("name", NAME);

  @BeforeEach
  void register() {
    Security.addProvider(provider);
  }

  @AfterEach
  void unregister() {
    Security.removeProvider(NAME);
    kms.close();
  }

  private KmsSecretKey key() throws Exception {
    return (KmsSecretKey) TestKms.keyStore(provider).getKey(TestKms.SYMMETRIC, null);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void roundTrip(boolean withContext) throws Exception {
    KmsSecretKey key = withContext ? key().withEncryptionContext(CONTEXT) : key();
    byte[] written = write(key);
    kms.local().calls().clear();

    KmsSecretKey copy = (KmsSecretKey) read(written);

    assertEquals(0, kms.local().calls().count(), "reading calls nobody");
    assertEquals(key, copy);
    assertEquals(key.hashCode(), copy.hashCode());
    assertEquals(key.toString(), copy.toString());
    assertEquals(key.getAlgorithm(), copy.getAlgorithm());
    assertEquals(key.keySpec(), copy.keySpec());
    assertEquals(key.keyUsage(), copy.keyUsage());
    assertEquals(key.encryptionContext(), copy.encryptionContext());
    assertThat(copy.encryptionContext()).isUnmodifiable();
    assertArrayEquals(written, write(copy), "equal handles are written as equal bytes");
  }

  @Test
  void nothingButNamesIsWritten() throws Exception {
    byte[] written = write(key().withEncryptionContext(CONTEXT));
    String text = new String(written, ISO_8859_1);
    assertThat(written).hasSizeLessThan(700);
    assertThat(text).contains(kms.arn(TestKms.SYMMETRIC), NAME, "SYMMETRIC_DEFAULT");
    assertThat(text).doesNotContain("java.util.", "software/amazon", "127.0.0.1");
  }

  /** The same rules as for whoever makes a handle. */
  @ParameterizedTest
  @CsvSource({
    "tenant, aws-crypto-public-key",
    "tenant, jca-aad-sha384",
    "tenant, ''",
    "one, ''",
    "tenant, purpose", // twice
    "arn:aws:kms:, arn:aws:s3::",
    "ENCRYPT_DECRYPT, SIGN_VERIFY",
    "SYMMETRIC_DEFAULT, NO_SUCH_SPEC"
  })
  void tamperedIsRefused(String text, String other) throws Exception {
    byte[] tampered = replace(write(key().withEncryptionContext(CONTEXT)), text, other);
    assertThrowsExactly(InvalidObjectException.class, () -> read(tampered));
  }

  @Test
  void messageTellsNoValue() throws Exception {
    byte[] written = write(key().withEncryptionContext(Map.of("tenant", "Zwiebel")));
    InvalidObjectException e =
        assertThrowsExactly(
            InvalidObjectException.class, () -> read(replace(written, "tenant", "aws-crypto-x")));
    for (Throwable t = e; t != null; t = t.getCause()) {
      assertThat(t.toString()).doesNotContain("Zwiebel");
    }
  }

  /** Spec and context belong together. */
  @Test
  void privateKeyWithAContextIsRefused() throws Exception {
    byte[] tampered =
        replace(write(key().withEncryptionContext(CONTEXT)), "SYMMETRIC_DEFAULT", "RSA_2048");
    assertThrowsExactly(InvalidObjectException.class, () -> read(tampered));
  }

  /** The spec is believed until KMS is asked, which has no public key to give. */
  @Test
  void symmetricKeyIsNoPrivateKey() throws Exception {
    byte[] tampered = replace(write(key()), "SYMMETRIC_DEFAULT", "RSA_2048");
    KmsPrivateKey copy = (KmsPrivateKey) read(tampered);
    ProviderException e = assertThrows(ProviderException.class, copy::publicKey);
    assertThat(e)
        .hasMessageContainingAll(
            copy.arn(), "is SYMMETRIC_DEFAULT, and its handle says that it is RSA_2048");
  }

  @Test
  void unknownProviderTellsWhatToDo() throws Exception {
    KmsKey key = key();
    byte[] written = write(key);
    Security.removeProvider(NAME);
    assertThat(assertThrowsExactly(InvalidObjectException.class, () -> read(written)))
        .hasMessageContainingAll(key.arn(), "'" + NAME + "'", "KmsProvider.install()");
  }
}
