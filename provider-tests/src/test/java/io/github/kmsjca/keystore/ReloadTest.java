package io.github.kmsjca.keystore;

import static io.github.kmsjca.keystore.TestCertificates.FIRST_LINE;
import static io.github.kmsjca.keystore.TestCertificates.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.failure.Await;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Signature;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;

/** The file changes, or an alias moves: the store follows, handles stay what they were. */
class ReloadTest {
  private static final byte[] MESSAGE = {1, 2, 3};

  private final TestKms kms = TestKms.start();
  private final String first = kms.create("moving", "ECC_NIST_P256", "SIGN_VERIFY");
  private final String second = kms.create("target", "ECC_NIST_P256", "SIGN_VERIFY");

  @TempDir Path dir;
  private Path file;
  private X509Certificate certificate;
  private X509Certificate renewed;

  @BeforeEach
  void issue() throws Exception {
    file = dir.resolve("keys.pem");
    TestCertificates authority = new TestCertificates();
    certificate = authority.issue(kms, "moving");
    renewed = authority.issue(kms, "moving");
  }

  @AfterEach
  void stop() {
    kms.close();
  }

  @Test
  void changedFileIsReadAnew() throws Exception {
    replace(entry("web", first, certificate));
    KeyStore store = store("reload", "20ms");
    KmsPrivateKey before = (KmsPrivateKey) store.getKey("web", null);
    assertEquals(certificate, store.getCertificate("web"));

    replace(entry("web", first, renewed) + entry("added", second));
    Await.until(() -> renewed.equals(store.getCertificate("web")));

    assertTrue(store.containsAlias("added"));
    assertEquals(before, store.getKey("web", null));
    replace(entry("added", second));
    Await.until(() -> !store.isKeyEntry("web") || store.getCertificate("web") == null);
  }

  @Test
  void failedReloadKeepsTheEntries() throws Exception {
    replace(entry("web", first, certificate));
    KeyStore store = store("reload", "20ms");
    try (LogCapture log = new LogCapture()) {
      Files.writeString(file, "not a keystore\n");
      Await.until(() -> touch(store) && log.contains("keeps its entries"));
      assertEquals(certificate, store.getCertificate("web"));
      assertNotNull(store.getKey("web", null));
      Files.delete(file);
      Await.until(() -> touch(store) && log.contains("not there any more"));
      assertEquals(certificate, store.getCertificate("web"));
    }
    replace(entry("web", first, renewed));
    Await.until(() -> renewed.equals(store.getCertificate("web")));
  }

  /** Also while aliases are asked for anew at each look: what is half written is not believed. */
  @Test
  void halfWrittenFileIsBelievedOnceItStays() throws Exception {
    String whole = entry("web", first, certificate);
    replace(whole);
    KeyStore store = store("reload", "50ms");
    assertNotNull(store.getKey("moving", null));
    try (LogCapture log = new LogCapture()) {
      for (int more = 1; more <= 4; more++) {
        replace(whole.substring(0, whole.length() / 2 + more));
        kms.local().calls().clear();
        Thread.sleep(150); // the next read sets one look off
        assertEquals(certificate, store.getCertificate("web"), "written so far: " + more);
        Await.until(() -> kms.local().calls().count("GetPublicKey") > 0); // it goes on after that
      }
      assertFalse(log.contains("TLS, keytool and jarsigner pass this entry over"), log::text);
      Await.until(() -> store.getCertificate("web") == null);
      Await.until(() -> log.contains("TLS, keytool and jarsigner pass this entry over"));
    }
    replace(whole);
    Await.until(() -> certificate.equals(store.getCertificate("web")));
  }

  @Test
  void editDoesNotBelieveAHalfWrittenFile() throws Exception {
    String whole = entry("web", first, certificate);
    replace(whole);
    KeyStore store = store("reload", "1h");
    replace(whole.substring(0, whole.length() / 2) + "\n\n" + entry("added", second));
    store.setKeyEntry("mine", store.getKey(first, null), null, new X509Certificate[] {certificate});
    assertEquals(certificate, store.getCertificate("web"));
    assertEquals(certificate, store.getCertificate("mine"));
    // Without a new mistake an edit shows what others wrote meanwhile.
    replace(whole + entry("added", second));
    store.deleteEntry("mine");
    assertTrue(store.containsAlias("added"));
  }

  @Test
  void movedAliasLeadsToTheNewKey() throws Exception {
    Provider provider = kms.provider("reload", "20ms");
    KeyStore store = TestKms.keyStore(provider);
    KmsPrivateKey before = (KmsPrivateKey) store.getKey("moving", null);
    assertEquals(first, before.arn());
    try (LogCapture log = new LogCapture()) {
      move();
      Await.until(() -> second.equals(((KmsPrivateKey) store.getKey("moving", null)).arn()));
      assertTrue(
          log.contains("WARNING KMS alias alias/moving moved from " + first + " to " + second),
          log::text);
    }
    // The old handle is what it was, and signs with the old key.
    assertEquals(first, before.arn());
    Signature signature = Signature.getInstance("SHA256withECDSA", provider);
    signature.initSign(before);
    signature.update(MESSAGE);
    byte[] made = signature.sign();
    Signature verifier = Signature.getInstance("SHA256withECDSA", "SunEC");
    verifier.initVerify(before.publicKey());
    verifier.update(MESSAGE);
    assertTrue(verifier.verify(made));
  }

  /** The certificate is then of another key: that must show, not sign with the wrong key. */
  @Test
  void movedAliasWithACertificateBreaksTheEntry() throws Exception {
    replace(entry("web", "alias/moving", certificate));
    KeyStore store = store("reload", "20ms");
    assertTrue(store.isKeyEntry("web"));
    move();
    Await.until(() -> !store.isKeyEntry("web"));
    UnrecoverableKeyException e =
        assertThrowsExactly(UnrecoverableKeyException.class, () -> store.getKey("web", null));
    assertThat(e)
        .hasMessageContaining("certificate is of another key")
        .hasMessageContaining(second);
  }

  /** KMS out of reach is no reason to lose a key. */
  @Test
  void unreachableKmsKeepsTheKeys() throws Exception {
    KeyStore store = TestKms.keyStore(kms.provider("reload", "20ms", "maxAttempts", "1"));
    KmsPrivateKey before = (KmsPrivateKey) store.getKey("moving", null);
    kms.local().faults().always("GetPublicKey", Fault.internalError());
    kms.local().calls().clear();
    Await.until(() -> touch(store) && kms.local().calls().count("GetPublicKey") >= 3);
    assertEquals(before, store.getKey("moving", null));
    assertTrue(store.isKeyEntry("moving"));
  }

  @Test
  void withoutTheSettingAnAliasStaysWhatItWas() throws Exception {
    KeyStore store = TestKms.keyStore(kms.provider());
    Object before = store.getKey("moving", null);
    move();
    assertSame(before, store.getKey("moving", null));
    store.load(null, null);
    assertEquals(second, ((KmsPrivateKey) store.getKey("moving", null)).arn());
  }

  private KeyStore store(String... settings) throws Exception {
    String[] all = Arrays.copyOf(settings, settings.length + 4);
    all[settings.length] = "certificates";
    all[settings.length + 1] = file.toString();
    all[settings.length + 2] = "keys";
    all[settings.length + 3] = first + "," + second + ",alias/moving";
    return TestKms.keyStore(kms.provider(all));
  }

  /** Reading is what sets the look at the file off. */
  private static boolean touch(KeyStore store) throws Exception {
    store.containsAlias("moving");
    return true;
  }

  private void move() {
    try (KmsClient admin = kms.sdk()) {
      admin.updateAlias(r -> r.aliasName("alias/moving").targetKeyId(second));
    }
  }

  private void replace(String entries) throws Exception {
    Path fresh = Files.writeString(dir.resolve("fresh"), FIRST_LINE + entries);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
