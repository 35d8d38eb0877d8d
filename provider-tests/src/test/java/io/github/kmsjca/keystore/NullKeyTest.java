package io.github.kmsjca.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.testkit.TestKms;
import java.security.InvalidKeyException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.util.Collections;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A misspelt name is a null at first, and later a message that says so. */
class NullKeyTest {
  @RegisterExtension static final TestKms kms = TestKms.start();

  @BeforeEach
  void forgetCalls() {
    kms.local().calls().clear();
  }

  private static Signature signature(Provider provider) throws Exception {
    return Signature.getInstance("SHA256withECDSA", provider);
  }

  @Test
  void itIsLoggedOnceWithRegionAndAccount() throws Exception {
    Provider provider = kms.provider();
    KeyStore store = TestKms.keyStore(provider);
    try (LogCapture log = new LogCapture()) {
      for (int i = 0; i < 3; i++) {
        assertThat(store.getKey("ecc-nist-p265", null)).isNull();
      }
      assertThat(log.text())
          .containsOnlyOnce(
              "WARNING KeyStore.getKey(\"ecc-nist-p265\") found no alias/ecc-nist-p265 in us-east-1"
                  + " (account 000000000000).");
      kms.assertCalls(0, "ListAliases");
      Collections.list(store.aliases());
      assertThat(store.getEntry("ECC-NIST-P256", null)).isNull();
      assertThat(log.text())
          .contains(
              "KeyStore.getEntry(\"ECC-NIST-P256\") found no alias/ECC-NIST-P256 in us-east-1")
          .contains("Did you mean \"ecc-nist-p256\"? There are: ecc-nist-p256, ")
          .contains(" and 4 more");
    }
  }

  /** Whatever KMS said of another name before. */
  @Test
  void aNameThatKmsCannotHaveIsNotSaidToBeMissingInARegion() throws Exception {
    KeyStore store = TestKms.keyStore(kms.provider());
    try (LogCapture log = new LogCapture()) {
      assertThat(store.getKey("absent", null)).isNull();
      assertThat(store.getKey("a b", null)).isNull();
      assertThat(log.text())
          .contains("getKey(\"absent\") found no alias/absent in us-east-1 (account 000000000000).")
          .contains("getKey(\"a b\") found nothing: no key in KMS can have that name.");
    }
    kms.assertCalls(1, "GetPublicKey");
  }

  @Test
  void itIsToldToWhoeverHasNoKey() throws Exception {
    Provider provider = kms.provider();
    KeyStore store = TestKms.keyStore(provider);
    assertNothingLost(() -> signature(provider).initSign(null));
    assertThat(store.getKey("wbe", null)).isNull();
    String text =
        "the key is null. This lookup found nothing in the last 10 minutes:"
            + " KeyStore.getKey(\"wbe\") found no alias/wbe in us-east-1";
    PrivateKey none = null;
    assertRefused(text, () -> signature(provider).initSign(none));
    assertRefused(text, () -> Mac.getInstance("HmacSHA256", provider).init(null));
    assertRefused(text, () -> KeyAgreement.getInstance("ECDH", provider).init(null));
    for (String cipher :
        new String[] {"AES/GCM/NoPadding", "AWSKMS", "RSA/ECB/OAEPWithSHA-256AndMGF1Padding"}) {
      assertRefused(
          text,
          () ->
              Cipher.getInstance(cipher, provider)
                  .init(Cipher.DECRYPT_MODE, (java.security.Key) null));
    }
    assertThat(store.getKey("vualt", null)).isNull();
    assertRefused(
        "the key is null. These lookups found nothing in the last 10 minutes:"
            + " KeyStore.getKey(\"wbe",
        () -> signature(provider).initSign(none));
    // A provider tells of its own KeyStores only.
    assertNothingLost(() -> signature(kms.provider("name", "Another")).initSign(none));
  }

  /** By no provider's name, as a program does. */
  @Test
  @ResourceLock("java.security.Security.providers")
  void atTheFirstPosition() throws Exception {
    Provider provider = kms.provider();
    Security.insertProviderAt(provider, 1);
    try {
      assertThat(TestKms.keyStore(provider).getKey("wbe", null)).isNull();
      assertRefused(
          "KeyStore.getKey(\"wbe\")",
          () -> Signature.getInstance("SHA256withECDSA").initSign(null));
    } finally {
      Security.removeProvider(provider.getName());
    }
  }

  private static void assertRefused(String text, ThrowingCallable init) {
    assertThatThrownBy(init)
        .isExactlyInstanceOf(InvalidKeyException.class)
        .hasMessageContaining(text);
  }

  private static void assertNothingLost(ThrowingCallable init) {
    assertThatThrownBy(init)
        .isInstanceOf(InvalidKeyException.class)
        .hasMessageNotContaining("KeyStore");
  }

  @Test
  void outOfScope() throws Exception {
    Provider provider = kms.provider("keys", "ecc-nist-p256,rsa-2048");
    KeyStore store = TestKms.keyStore(provider);
    assertThat(store.getKey("rsa-2084", null)).isNull();
    assertRefused(
        "KeyStore.getKey(\"rsa-2084\") found nothing: that name is outside the scope, since keys="
            + " does not name it. Did you mean \"rsa-2048\"? There are: ",
        () -> signature(provider).initSign(null));
    assertThat(kms.local().calls().count()).isZero();
  }

  @Test
  void ofAFile() throws Exception {
    Provider provider = kms.provider();
    KeyStore store =
        TestCertificates.load(
            provider,
            TestCertificates.FIRST_LINE + TestCertificates.entry("web", kms.arn("ecc-nist-p256")));
    assertThat(store.getCertificateChain("Web")).isNull();
    assertRefused(
        "KeyStore.getCertificateChain(\"Web\") found no entry of that name. Did you mean \"web\"?"
            + " There are: web",
        () -> signature(provider).initSign(null));
  }

  /** Names may be what others chose: no second line, no end of memory. */
  @Test
  void hostileNames() throws Exception {
    Provider provider = kms.provider();
    KeyStore store = TestKms.keyStore(provider);
    try (LogCapture log = new LogCapture()) {
      store.getKey("x\nWARNING all is lost", null);
      store.getKey("y".repeat(10_000), null);
      assertThat(log.text().lines()).hasSize(2).allMatch(line -> line.length() < 500);
      assertThat(log.text()).contains("no key in KMS can have that name");
      for (int i = 0; i < 300; i++) {
        store.getKey("no such name " + i, null);
      }
      assertThat(log.text().lines()).hasSizeLessThanOrEqualTo(200);
    }
    assertThatThrownBy(() -> signature(provider).initSign(null))
        .hasMessageContaining("no such name 299")
        .hasMessageContaining("no such name 297")
        .hasMessageNotContaining("no such name 296");
  }
}
