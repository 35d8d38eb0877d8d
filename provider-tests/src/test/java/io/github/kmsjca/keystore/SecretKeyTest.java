package io.github.kmsjca.keystore;

import static io.github.kmsjca.keystore.TestCertificates.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.spec.KmsSecretKey;
import io.github.kmsjca.testkit.TestKms;
import java.security.KeyStore;
import java.security.Provider;
import java.security.UnrecoverableKeyException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Symmetric keys as entries of the KeyStore, and private keys that encrypt. */
class SecretKeyTest {
  private static final String ALIAS = TestKms.SYMMETRIC;
  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  @BeforeEach
  void forgetCalls() {
    kms.local().calls().clear();
  }

  @Test
  void isAnEntryWithASecretKey() throws Exception {
    KeyStore store = TestKms.keyStore(kms.provider());
    assertTrue(store.isKeyEntry(ALIAS));
    assertTrue(store.containsAlias(ALIAS));
    assertFalse(store.isCertificateEntry(ALIAS));
    assertNull(store.getCertificateChain(ALIAS));
    assertNull(store.getCertificate(ALIAS));
    assertThat(store.getCreationDate(ALIAS)).isNotNull();
    assertThat(Collections.list(store.aliases())).contains(ALIAS);
    KmsSecretKey key = (KmsSecretKey) store.getKey(ALIAS, null);
    assertEquals(kms.arn(ALIAS), key.arn());
    // All of that by one look at the key.
    kms.assertCalls(1, "GetPublicKey");
    kms.assertCalls(1, "DescribeKey");
  }

  @Test
  void entryIsASecretKeyEntry() throws Exception {
    KeyStore store = TestKms.keyStore(kms.provider());
    assertTrue(store.entryInstanceOf(ALIAS, KeyStore.SecretKeyEntry.class));
    assertFalse(store.entryInstanceOf(ALIAS, KeyStore.PrivateKeyEntry.class));
    assertFalse(store.entryInstanceOf(ALIAS, KeyStore.TrustedCertificateEntry.class));
    assertFalse(store.entryInstanceOf("rsa-2048", KeyStore.SecretKeyEntry.class));
    assertFalse(store.entryInstanceOf("no-such-key", KeyStore.SecretKeyEntry.class));
    KeyStore.SecretKeyEntry entry =
        (KeyStore.SecretKeyEntry)
            store.getEntry(ALIAS, new KeyStore.PasswordProtection("x".toCharArray()));
    assertEquals(store.getKey(ALIAS, null), entry.getSecretKey());
    assertEquals(
        Map.of(
            "aws.kms.arn", kms.arn(ALIAS),
            "aws.kms.keySpec", "SYMMETRIC_DEFAULT",
            "aws.kms.keyUsage", "ENCRYPT_DECRYPT"),
        attributes(entry));
  }

  private static Map<String, String> attributes(KeyStore.Entry entry) {
    return entry.getAttributes().stream()
        .collect(Collectors.toMap(KeyStore.Entry.Attribute::getName, a -> a.getValue()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "arn", "aliasArn"})
  void isFoundByEveryName(String kind) throws Exception {
    String arn = kms.arn(ALIAS);
    String name =
        switch (kind) {
          case "id" -> arn.substring(arn.indexOf('/') + 1);
          case "arn" -> arn;
          default -> arn.substring(0, arn.indexOf("key/")) + "alias/" + ALIAS;
        };
    KeyStore store = TestKms.keyStore(kms.provider());
    assertEquals(arn, ((KmsSecretKey) store.getKey(name, null)).arn());
  }

  @Test
  void fileNamesIt() throws Exception {
    KeyStore store =
        TestCertificates.load(
            kms.provider(), TestCertificates.FIRST_LINE + entry("vault", kms.arn(ALIAS)));
    assertEquals(List.of("vault"), Collections.list(store.aliases()));
    assertEquals(kms.arn(ALIAS), ((KmsSecretKey) store.getKey("vault", null)).arn());
    assertTrue(store.entryInstanceOf("vault", KeyStore.SecretKeyEntry.class));
  }

  /** There is nothing to certify, and so the entry is in error, not silently one thing or both. */
  @Test
  void certificateForItIsAnError() throws Exception {
    TestCertificates authority = new TestCertificates();
    KeyStore store =
        TestCertificates.load(
            kms.provider(),
            TestCertificates.FIRST_LINE
                + entry("vault", kms.arn(ALIAS), authority.issue(kms, "ecc-nist-p256"))
                + entry("good", kms.arn(ALIAS)));
    assertFalse(store.isKeyEntry("vault"));
    assertFalse(store.entryInstanceOf("vault", KeyStore.SecretKeyEntry.class));
    assertFalse(store.entryInstanceOf("vault", KeyStore.PrivateKeyEntry.class));
    UnrecoverableKeyException e =
        assertThrowsExactly(UnrecoverableKeyException.class, () -> store.getKey("vault", null));
    assertThat(e).hasMessageContainingAll("'vault'", kms.arn(ALIAS), "is symmetric", "chain");
    assertTrue(store.isKeyEntry("good"));
  }

  /** Neither has a use for a certificate made from nothing: one cannot, the other does not sign. */
  @ParameterizedTest
  @ValueSource(strings = {TestKms.SYMMETRIC, TestKms.RSA_ENCRYPTION, TestKms.SM2_ENCRYPTION})
  void selfSigningPassesItOver(String alias) throws Exception {
    KeyStore store = TestKms.keyStore(kms.provider("selfSigned", "true"));
    assertNull(store.getCertificateChain(alias));
    assertFalse(store.entryInstanceOf(alias, KeyStore.PrivateKeyEntry.class));
    kms.assertCalls(0, "Sign");
  }

  @ParameterizedTest
  @ValueSource(strings = {TestKms.RSA_ENCRYPTION, TestKms.SM2_ENCRYPTION})
  void privateKeyThatEncryptsIsAKeyEntry(String alias) throws Exception {
    KeyStore store = TestKms.keyStore(kms.provider());
    assertTrue(store.isKeyEntry(alias));
    KmsPrivateKey key = (KmsPrivateKey) store.getKey(alias, null);
    assertEquals(kms.arn(alias), key.arn());
    assertEquals("ENCRYPT_DECRYPT", key.keyUsage());
    kms.assertCalls(1, "GetPublicKey");
    kms.assertCalls(0, "DescribeKey");
  }

  @Test
  void listedKeysAreItsEntries() throws Exception {
    Provider provider = kms.provider("keys", "alias/" + ALIAS + ",rsa-2048");
    KeyStore store = TestKms.keyStore(provider);
    assertEquals(List.of(ALIAS, "rsa-2048"), Collections.list(store.aliases()));
    assertThat(store.getKey(ALIAS, null)).isInstanceOf(KmsSecretKey.class);
    kms.assertCalls(0, "ListAliases");
  }
}
