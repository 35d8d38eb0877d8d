package io.github.kmsjca.keystore;

import static io.github.kmsjca.keystore.TestCertificates.FIRST_LINE;
import static io.github.kmsjca.keystore.TestCertificates.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import io.github.kmsjca.failure.Await;
import io.github.kmsjca.spec.KmsKeyStoreParameter;
import io.github.kmsjca.testkit.TestKms;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Collections;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keystore file is not there, or not yet, or not always. */
class MissingFileTest {
  private static final String ALIAS = "ecc-nist-p256";
  @RegisterExtension static final TestKms kms = TestKms.start();
  private static X509Certificate leaf;
  private static X509Certificate renewed;
  @TempDir Path dir;
  private Path file;

  @BeforeAll
  static void start() throws Exception {
    TestCertificates authority = new TestCertificates();
    leaf = authority.issue(kms, ALIAS);
    renewed = authority.issue(kms, ALIAS);
  }

  @BeforeEach
  void name() {
    file = dir.resolve("app.kms");
  }

  private KeyStore store(String... settings) throws Exception {
    String[] all = new String[settings.length + 4];
    System.arraycopy(settings, 0, all, 4, settings.length);
    all[0] = "certificates";
    all[1] = file.toString();
    all[2] = "keys";
    all[3] = ALIAS;
    return TestKms.keyStore(kms.provider(all));
  }

  @Test
  void theMessageNamesSettingFileAndWayOut() {
    NoSuchFileException e = assertThrowsExactly(NoSuchFileException.class, this::store);
    assertThat(e.getMessage())
        .contains(
            file.toAbsolutePath() + ", which certificates= (",
            "does not exist. Correct the name",
            "'# AWSKMS keystore 1'",
            "import=true");
    file = dir.resolve("no/such/app.kms");
    e = assertThrowsExactly(NoSuchFileException.class, this::store);
    assertThat(e).hasMessageContaining("does not exist, nor does its folder");
  }

  @Test
  void aRelativeNameIsShownInFull() {
    file = Path.of("no-such.kms");
    NoSuchFileException e = assertThrowsExactly(NoSuchFileException.class, this::store);
    assertThat(e).hasMessageContaining(Path.of("").toAbsolutePath().resolve(file).toString());
  }

  @Test
  void ofAParameter() throws Exception {
    KeyStore store = KeyStore.getInstance("AWSKMS", kms.provider());
    KmsKeyStoreParameter parameter = KmsKeyStoreParameter.builder().certificates(file).build();
    NoSuchFileException e =
        assertThrowsExactly(NoSuchFileException.class, () -> store.load(parameter));
    assertThat(e).hasMessageContaining(file + ", which the KmsKeyStoreParameter names");
  }

  /** The first key of a new application: there is nothing yet that could have a file. */
  @ParameterizedTest
  @CsvSource({"import,true", "generate,kms"})
  void isAnEmptyStoreWhereKeysAreMade(String setting, String value) throws Exception {
    KeyStore store = store(setting, value);
    assertThat(Collections.list(store.aliases())).containsExactly(ALIAS);
    store.setKeyEntry(ALIAS, store.getKey(ALIAS, null), null, new Certificate[] {leaf});
    assertThat(file).doesNotExist();
    store.store(null, null);
    assertThat(store().getCertificateChain(ALIAS)).containsExactly(leaf);
    Path other = Files.writeString(dir.resolve("other"), "");
    assertEquals(Files.getPosixFilePermissions(other), Files.getPosixFilePermissions(file));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .startsWith("rw-");
    assertThat(dir).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void aProgramMayStoreIntoANewFile() throws Exception {
    KeyStore store = TestKms.keyStore(kms.provider("keys", ALIAS));
    store.setKeyEntry(ALIAS, store.getKey(ALIAS, null), null, new Certificate[] {leaf});
    store.store(KmsKeyStoreParameter.builder().certificates(file).build());
    assertThat(store().getCertificateChain(ALIAS)).containsExactly(leaf);
  }

  @Test
  void aFileThatAppearsIsRead() throws Exception {
    KeyStore store = store("generate", "kms", "reload", "20ms");
    assertThat(store.getCertificateChain(ALIAS)).isNull();
    write(entry(ALIAS, kms.arn(ALIAS), leaf));
    Await.until(() -> leaf.equals(store.getCertificate(ALIAS)));
  }

  /** A renewal that is not atomic must not cost a handshake, nor a line of the log each time. */
  @ParameterizedTest
  @CsvSource({"generate,kms", "generate,spec"})
  void entriesStayWhileTheFileIsAwayOrHalfWritten(String setting, String value) throws Exception {
    write(entry(ALIAS, kms.arn(ALIAS), leaf));
    KeyStore store = store(setting, value, "reload", "20ms");
    try (LogCapture log = new LogCapture()) {
      Files.delete(file);
      Await.until(() -> touch(store) && log.contains("is not there any more"));
      for (int i = 0; i < 10; i++) {
        Thread.sleep(30);
        assertEquals(leaf, store.getCertificate(ALIAS));
      }
      assertThat(log.text().lines()).hasSize(1);
      Files.writeString(file, "<html>");
      Await.until(() -> touch(store) && log.contains("HTML"));
      for (int i = 0; i < 5; i++) {
        Thread.sleep(30);
        assertEquals(leaf, store.getCertificate(ALIAS));
      }
      assertThat(log.text().lines()).hasSize(2);
    }
    write(entry(ALIAS, kms.arn(ALIAS), renewed));
    Await.until(() -> renewed.equals(store.getCertificate(ALIAS)));
  }

  /** A mistake that stays is one, and is told. */
  @Test
  void aMistakeThatStaysIsTakenOver() throws Exception {
    String good = entry(ALIAS, kms.arn(ALIAS), leaf);
    write(good);
    KeyStore store = store("reload", "20ms");
    try (LogCapture log = new LogCapture()) {
      write(good.substring(0, good.length() - 40));
      Await.until(() -> touch(store) && log.contains("a certificate has no end"));
      Await.until(() -> store.getCertificate(ALIAS) == null);
    }
    write(good);
    Await.until(() -> leaf.equals(store.getCertificate(ALIAS)));
  }

  private static boolean touch(KeyStore store) throws Exception {
    store.containsAlias(ALIAS);
    return true;
  }

  private void write(String entries) throws Exception {
    Files.writeString(file, FIRST_LINE + entries);
  }
}
