package io.github.kmsjca.keystore;

import static io.github.kmsjca.keystore.TestCertificates.FIRST_LINE;
import static io.github.kmsjca.keystore.TestCertificates.pem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import io.github.kmsjca.testkit.TestKms;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.Provider;
import java.security.Security;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A file that is no keystore file is called what it is, with what to do about it. */
@ResourceLock("java.security.Security.providers")
class OtherFileKindTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  @RegisterExtension static final TestKms kms = TestKms.start();
  private static TestAuthority root;
  @TempDir static Path dir;

  @BeforeAll
  static void start() throws Exception {
    root = TestAuthority.root("Root");
  }

  static Stream<Arguments> files() throws Exception {
    String secret = "-----BEGIN PRIVATE KEY-----\nc2VjcmV0NDcxMQ==\n-----END PRIVATE KEY-----\n";
    return Stream.of(
        Arguments.of(keyStore("PKCS12"), "it is a PKCS12 keystore", "set the trust store's type"),
        Arguments.of(keyStore("JKS"), "it is a JKS keystore", "import=true"),
        Arguments.of(keyStore("JCEKS"), "it is a JCEKS keystore", "set the trust store's type"),
        Arguments.of(keyStore("BKS"), "it is a BKS keystore", "set the trust store's type"),
        Arguments.of(root.certificate().getEncoded(), "binary (DER)", "openssl x509 -inform DER"),
        Arguments.of(text(pem(root.certificate())), "plain PEM file", "set the trust store's type"),
        Arguments.of(text(secret), "a private key", "does not belong"),
        Arguments.of(text("# AWSKMS keystore 2\nalias: x\n"), "of version 2", "Update"),
        Arguments.of(text(""), "it is empty", "'# AWSKMS keystore 1'"),
        Arguments.of(text("\n \n"), "it is empty", "'# AWSKMS keystore 1'"),
        Arguments.of(text("\ufeff"), "it is empty", "'# AWSKMS keystore 1'"),
        Arguments.of(text("<!DOCTYPE html>\n<html>"), "HTML", "Fetch"),
        Arguments.of(text("\n" + FIRST_LINE), "must be the first", "above it"),
        Arguments.of(text("# my keys\n" + FIRST_LINE), "must be the first", "above it"),
        Arguments.of(text("alias: web\n"), "its first line must be", "is missing. Add it"),
        Arguments.of(text("password=hunter2\n"), "its first line must be", "keystore 1'."));
  }

  private static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] keyStore(String type) throws Exception {
    KeyStore store =
        type.equals("BKS")
            ? KeyStore.getInstance(type, new BouncyCastleProvider())
            : KeyStore.getInstance(type);
    store.load(null, null);
    store.setCertificateEntry("ca", root.certificate());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.store(out, PASSWORD);
    return out.toByteArray();
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("files")
  void isNamed(byte[] content, String what, String advice) throws Exception {
    KeyStore store = KeyStore.getInstance("AWSKMS", kms.provider());
    IOException ofStream =
        assertThrowsExactly(
            IOException.class, () -> store.load(new ByteArrayInputStream(content), null));
    assertThat(ofStream.getMessage())
        .startsWith("the keystore stream is not an AWSKMS keystore: ")
        .contains(what, advice)
        .doesNotContain("hunter2", "c2VjcmV0");
    Path file = Files.write(dir.resolve("some.file"), content);
    Provider configured = kms.provider("certificates", file.toString());
    IOException ofFile = assertThrowsExactly(IOException.class, () -> TestKms.keyStore(configured));
    assertThat(ofFile.getMessage())
        .startsWith("the keystore file " + file + " is not an AWSKMS keystore: ")
        .contains(what, advice);
  }

  /** The trust store by system properties, with the type of the key store: a cacerts as ours. */
  @ParameterizedTest(name = "{1}")
  @MethodSource("files")
  void isNotProbed(byte[] content, String what, String advice) throws Exception {
    Path file = Files.write(dir.resolve("probed"), content);
    Provider provider = kms.provider();
    Security.insertProviderAt(provider, 1);
    try {
      KeyStore found = KeyStore.getInstance(file.toFile(), PASSWORD);
      assertThat(found.getProvider()).isNotSameAs(provider);
    } catch (KeyStoreException | IOException e) {
      assertThat(e.getMessage()).doesNotContain("AWSKMS");
    } finally {
      Security.removeProvider(provider.getName());
    }
  }

  @Test
  void aByteOrderMarkIsProbed() throws Exception {
    Path file =
        Files.writeString(dir.resolve("marked"), "\ufeff" + FIRST_LINE.replace("\n", "\r\n"));
    Provider provider = kms.provider();
    Security.insertProviderAt(provider, 1);
    try {
      assertEquals("AWSKMS", KeyStore.getInstance(file.toFile(), PASSWORD).getType());
      Path more = Files.writeString(dir.resolve("more"), "\ufeff# AWSKMS keystore 1  x\n");
      assertThrows(KeyStoreException.class, () -> KeyStore.getInstance(more.toFile(), PASSWORD));
    } finally {
      Security.removeProvider(provider.getName());
    }
  }
}
