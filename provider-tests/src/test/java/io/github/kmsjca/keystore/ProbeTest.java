package io.github.kmsjca.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.Provider;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Others recognise the file: the JDK by its type, openssl as the PEM that it is. */
@ResourceLock("java.security.Security.providers")
class ProbeTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  @RegisterExtension static final TestKms kms = TestKms.start();
  private static TestCertificates authority;
  private static X509Certificate leaf;

  @TempDir static Path dir;

  @BeforeAll
  static void start() throws Exception {
    authority = new TestCertificates();
    leaf = authority.issue(kms, "ecc-nist-p256");
  }

  /** Also in front, where our probe is the first to see every file. */
  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void theTypeIsFound(int position) throws Exception {
    Provider provider = kms.provider();
    Security.insertProviderAt(provider, position);
    try {
      File ours = file().toFile();
      KeyStore store = KeyStore.getInstance(ours, PASSWORD);
      assertEquals("AWSKMS", store.getType());
      assertEquals(kms.arn("ecc-nist-p256"), ((KmsPrivateKey) store.getKey("web", PASSWORD)).arn());
      for (String type : new String[] {"PKCS12", "JKS"}) {
        Path other = dir.resolve("other." + type + position);
        KeyStore software = KeyStore.getInstance(type);
        software.load(null, null);
        software.setCertificateEntry("ca", authority.ca());
        try (OutputStream out = Files.newOutputStream(other)) {
          software.store(out, PASSWORD);
        }
        kms.local().calls().clear();
        KeyStore found = KeyStore.getInstance(other.toFile(), PASSWORD);
        assertThat(found.getProvider()).isNotSameAs(provider);
        assertEquals(authority.ca(), found.getCertificate("ca"));
        assertEquals(0, kms.local().calls().count());
      }
    } finally {
      Security.removeProvider(provider.getName());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "#", "# AWSKMS keystore 1x", "# AWSKMS keystore 2\n", "alias: web\n"})
  void isNotOurs(String text) throws Exception {
    Provider provider = kms.provider();
    Security.insertProviderAt(provider, 1);
    try {
      Path other = Files.writeString(dir.resolve("not-ours"), text);
      assertThrows(KeyStoreException.class, () -> KeyStore.getInstance(other.toFile(), PASSWORD));
    } finally {
      Security.removeProvider(provider.getName());
    }
  }

  @Test
  void opensslReadsIt() throws Exception {
    String file = file().toString();
    String all = openssl("storeutl", "-certs", "-noout", "-text", file);
    assertThat(all).contains("CN = ecc-nist-p256", "CN = Test CA", "Total found: 2");
    String first = openssl("x509", "-noout", "-subject", "-in", file);
    assertThat(first).contains("CN = ecc-nist-p256");
    String bundle = openssl("crl2pkcs7", "-nocrl", "-certfile", file);
    assertThat(bundle).contains("BEGIN PKCS7");
  }

  private static Path file() throws Exception {
    return Files.writeString(
        dir.resolve("keystore.pem"),
        TestCertificates.FIRST_LINE
            + TestCertificates.entry("web", kms.arn("ecc-nist-p256"), leaf, authority.ca()));
  }

  private static String openssl(String... arguments) throws IOException, InterruptedException {
    String[] command = new String[arguments.length + 1];
    command[0] = "openssl";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertEquals(0, process.exitValue(), output);
    // OpenSSL 3.2 and later write "CN=x".
    return output.replaceAll("CN ?= ?", "CN = ");
  }
}
