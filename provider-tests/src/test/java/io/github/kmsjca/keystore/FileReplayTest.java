package io.github.kmsjca.keystore;

import static io.github.kmsjca.keystore.TestCertificates.pem;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kmsjca.testkit.TestKms;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The files that ACME clients, openssl, editors and shells write, pasted below an alias. */
class FileReplayTest {
  private static final String HEAD = "# AWSKMS keystore 1\n\nalias: web\nkey: alias/shop\n";
  @RegisterExtension static final TestKms kms = TestKms.start();
  private static TestAuthority root;
  private static TestAuthority authority;
  private static X509Certificate leaf;

  @TempDir static Path dir;

  @BeforeAll
  static void start() throws Exception {
    root = TestAuthority.root("Root");
    authority = root.below("Issuing CA");
    leaf = authority.leaf("shop.example.org");
  }

  private static String intermediate() throws Exception {
    return pem(authority.certificate());
  }

  static Stream<Arguments> files() throws Exception {
    String plain = HEAD + pem(leaf) + intermediate();
    return Stream.of(
        // What the authority answers, with its blank line: acme.sh and dehydrated keep it as it is.
        Arguments.of("acme.sh and dehydrated", HEAD + pem(leaf) + "\n" + intermediate()),
        Arguments.of("certbot of today", plain),
        Arguments.of("certbot of 2018", HEAD + pem(leaf) + "\n" + intermediate() + "\n"),
        Arguments.of(
            "dehydrated with ACME 1",
            HEAD + pem(leaf) + "\nhttp://cert.ca.example.org/\n" + intermediate()),
        Arguments.of("a blank line below the key", HEAD + "\n" + pem(leaf) + intermediate()),
        Arguments.of("a line of blanks", HEAD + pem(leaf) + " \t \n" + intermediate()),
        Arguments.of(
            "comments", HEAD + "# leaf\n" + pem(leaf) + "\n# issuer: renewed\n" + intermediate()),
        Arguments.of("issuer first", HEAD + intermediate() + pem(leaf)),
        Arguments.of("leaf twice", HEAD + pem(leaf) + pem(leaf) + intermediate()),
        Arguments.of("indented", HEAD + (pem(leaf) + intermediate()).indent(4)),
        Arguments.of("all of it indented", "# AWSKMS keystore 1\n" + below(plain).indent(2)),
        Arguments.of("tabs", HEAD + "\t" + (pem(leaf) + intermediate()).replace("\n", "\t\n\t")),
        Arguments.of("CRLF", plain.replace("\n", "\r\n")),
        Arguments.of("CR", plain.replace('\n', '\r')),
        Arguments.of(
            "cat of files without a last line end",
            HEAD + pem(leaf).stripTrailing() + intermediate().stripTrailing()),
        Arguments.of("a certificate on one line", HEAD + oneLine(leaf) + intermediate()),
        Arguments.of("directives apart", plain.replace("\nkey:", "\n\n# the key\n\nkey:")),
        Arguments.of("byte order mark", "\ufeff" + plain),
        Arguments.of("byte order mark and CRLF", "\ufeff" + plain.replace("\n", "\r\n")));
  }

  private static String below(String text) {
    return text.substring(text.indexOf('\n') + 1);
  }

  private static String oneLine(X509Certificate certificate) throws Exception {
    return pem(certificate).replace("\n", "") + "\n";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void isReadWhole(String name, String text) throws Exception {
    isWhole(text.getBytes(UTF_8));
  }

  private static void isWhole(byte[] file, X509Certificate... rest) throws Exception {
    try (LogCapture log = new LogCapture()) {
      KeyStore store = load(file);
      assertThat(Collections.list(store.aliases())).containsExactly("web");
      X509Certificate[] chain = {leaf, authority.certificate()};
      if (rest.length > 0) {
        chain = new X509Certificate[] {leaf, authority.certificate(), rest[0]};
      }
      assertArrayEquals(chain, store.getCertificateChain("web"));
      assertThat(log.text()).isEmpty();
    }
  }

  private static KeyStore load(byte[] file) throws Exception {
    KeyStore store = KeyStore.getInstance("AWSKMS", kms.provider());
    store.load(new ByteArrayInputStream(file), null);
    return store;
  }

  @Test
  void aRootAtTheEndStays() throws Exception {
    isWhole(
        (HEAD + pem(root.certificate(), leaf, authority.certificate())).getBytes(UTF_8),
        root.certificate());
  }

  /** With an entry below, which must get its own certificates and no others. */
  @Test
  void theNextEntryBeginsWithItsAlias() throws Exception {
    X509Certificate other = root.leaf("other");
    String text =
        HEAD
            + pem(leaf)
            + "\n"
            + intermediate()
            + "\nalias: vault\n\nalias: other\n\n"
            + pem(other)
            + "alias: last\nkey: alias/z\n";
    KeyStore store = load(text.getBytes(UTF_8));
    assertThat(Collections.list(store.aliases())).containsExactly("web", "vault", "other", "last");
    assertThat(store.getCertificateChain("web")).containsExactly(leaf, authority.certificate());
    assertThat(store.getCertificateChain("other")).containsExactly(other);
  }

  /**
   * A PKCS12 file with a certificate chain, as openssl shows it: bag attributes, subject, issuer.
   */
  @Test
  void opensslPkcs12() throws Exception {
    KeyStore pkcs12 = KeyStore.getInstance("PKCS12");
    pkcs12.load(null, null);
    pkcs12.setCertificateEntry("shop.example.org", leaf);
    pkcs12.setCertificateEntry("issuer", authority.certificate());
    Path file = dir.resolve("certificates.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      pkcs12.store(out, "changeit".toCharArray());
    }
    String shown = openssl("pkcs12", "-in", file.toString(), "-nokeys", "-passin", "pass:changeit");
    assertThat(shown).contains("Bag Attributes", "friendlyName: ", "issuer=");
    isWhole((HEAD + shown).getBytes(UTF_8));
  }

  @Test
  void opensslText() throws Exception {
    StringBuilder text = new StringBuilder(HEAD);
    for (X509Certificate certificate : new X509Certificate[] {leaf, authority.certificate()}) {
      Path file = Files.writeString(dir.resolve("one.pem"), pem(certificate));
      text.append(openssl("x509", "-text", "-in", file.toString())).append('\n');
    }
    assertThat(text).contains("Public-Key", "pub:", "Signature Algorithm");
    isWhole(text.toString().getBytes(UTF_8));
  }

  /** What {@code openssl s_client -showcerts} prints around the certificates of a server. */
  @Test
  void opensslShowcerts() throws Exception {
    String shown =
        """
        CONNECTED(00000003)
        depth=1 CN = Issuing CA
        verify error:num=20:unable to get local issuer certificate
        verify return:1
        ---
        Certificate chain
         0 s:CN = shop.example.org
           i:CN = Issuing CA
           a:PKEY: id-ecPublicKey, 256 (bit); sigalg: ecdsa-with-SHA256
           v:NotBefore: Nov  1 00:00:00 2026 GMT; NotAfter: Nov  1 00:00:00 2036 GMT
        %s 1 s:CN = Issuing CA
           i:CN = Root
        %s---
        Server certificate
        subject=CN = shop.example.org

        issuer=CN = Issuing CA

        ---
        No client certificate CA names sent
        Peer signing digest: SHA256
        SSL handshake has read 1337 bytes and written 373 bytes
        Verification error: unable to get local issuer certificate
        ---
        New, TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384
        Server public key is 256 bit
        Verify return code: 20 (unable to get local issuer certificate)
        ---
        DONE
        """
            .formatted(pem(leaf), intermediate());
    isWhole((HEAD + shown).getBytes(UTF_8));
  }

  /** PowerShell's {@code >} writes UTF-16 with a byte order mark, and editors offer both orders. */
  @Test
  void utf16IsNamed() throws Exception {
    for (Charset order : new Charset[] {UTF_16LE, UTF_16BE}) {
      for (String mark : new String[] {"\ufeff", ""}) {
        byte[] file = (mark + HEAD + pem(leaf)).getBytes(order);
        IOException e = assertThrows(IOException.class, () -> load(file));
        assertThat(e).hasMessageContaining("UTF-16").hasMessageContaining("as UTF-8");
      }
    }
  }

  /** A comment may be in any encoding; a name that cannot be read must not become another name. */
  @Test
  void ansi() throws Exception {
    Charset ansi = Charset.forName("windows-1252");
    isWhole((HEAD + "# f\u00fcr den Laden\n" + pem(leaf) + intermediate()).getBytes(ansi));
    String text = HEAD.replace("web", "B\u00e4cker") + pem(leaf);
    try (LogCapture log = new LogCapture()) {
      load(text.getBytes(ansi));
      assertThat(log.text()).contains("WARNING", "line 3", "UTF-8");
    }
    KeyStore store = load(text.getBytes(UTF_8));
    assertThat(store.getCertificateChain("B\u00e4cker")).containsExactly(leaf);
  }

  /** What is read can be written, and is then read as the same. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void roundTrip(String name, String text) throws Exception {
    KeyStore store = load(text.getBytes(UTF_8));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.store(out, null);
    assertThat(out.toString(UTF_8)).isEqualTo(HEAD + pem(leaf) + intermediate());
    assertArrayEquals(
        store.getCertificateChain("web"), load(out.toByteArray()).getCertificateChain("web"));
  }

  private static String openssl(String... arguments) throws IOException, InterruptedException {
    String[] command = new String[arguments.length + 1];
    command[0] = "openssl";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }
}
