package io.github.kmsjca.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.kmsjca.spec.KmsSecretKey;
import io.github.kmsjca.testkit.TestKms;
import java.security.Provider;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The handle of a symmetric key: what it tells, and what it does not. */
class SecretKeyHandleTest {
  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();
  private static Provider provider;
  private static KmsSecretKey key;

  @BeforeAll
  static void start() throws Exception {
    provider = kms.provider();
    key = (KmsSecretKey) TestKms.keyStore(provider).getKey(TestKms.SYMMETRIC, null);
  }

  @Test
  void hasNoEncoding() {
    assertNull(key.getEncoded());
    assertNull(key.getFormat());
    assertFalse(key.isDestroyed());
  }

  @Test
  void tellsWhatItIs() {
    assertEquals("AES", key.getAlgorithm());
    assertEquals("SYMMETRIC_DEFAULT", key.keySpec());
    assertEquals("ENCRYPT_DECRYPT", key.keyUsage());
    assertEquals(kms.arn(TestKms.SYMMETRIC), key.arn());
    assertEquals(Map.of(), key.encryptionContext());
    assertThat(key.toString()).contains(key.arn(), "SYMMETRIC_DEFAULT");
  }

  @Test
  void contextMakesAnotherHandle() {
    kms.local().calls().clear();
    KmsSecretKey with = key.withEncryptionContext(Map.of("tenant", "Zwiebel"));
    assertEquals(Map.of("tenant", "Zwiebel"), with.encryptionContext());
    assertEquals(Map.of(), key.encryptionContext(), "unchanged");
    assertThat(with.toString()).contains(key.arn()).doesNotContain("Zwiebel");
    assertThat(with.encryptionContext()).isUnmodifiable();
    assertEquals(0, kms.local().calls().count());
  }

  @Test
  void contextReplacesTheOneBefore() {
    KmsSecretKey one = key.withEncryptionContext(Map.of("a", "1"));
    assertEquals(Map.of("b", "2"), one.withEncryptionContext(Map.of("b", "2")).encryptionContext());
    assertEquals(key, one.withEncryptionContext(Map.of()));
  }

  @Test
  void contextIsChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> key.withEncryptionContext(Map.of("aws-crypto-x", "Zwiebel")))
        .withMessageContaining("'aws-crypto-x'");
  }

  @Test
  void equalityIsOfKeyContextAndInstance() throws Exception {
    KmsSecretKey again = (KmsSecretKey) TestKms.keyStore(provider).getKey(key.arn(), null);
    assertEquals(key, again);
    assertEquals(key.hashCode(), again.hashCode());
    KmsSecretKey one = key.withEncryptionContext(Map.of("a", "1", "b", "2"));
    KmsSecretKey same = again.withEncryptionContext(Map.of("b", "2", "a", "1"));
    assertEquals(one, same);
    assertEquals(one.hashCode(), same.hashCode());
    assertNotEquals(key, one);
    assertNotEquals(one, key.withEncryptionContext(Map.of("a", "1", "b", "3")));
    assertNotEquals(
        key, TestKms.keyStore(kms.provider()).getKey(TestKms.SYMMETRIC, null), "their ways differ");
  }
}
