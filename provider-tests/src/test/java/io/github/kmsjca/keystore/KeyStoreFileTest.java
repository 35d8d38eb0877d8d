package io.github.kmsjca.keystore;

import static io.github.kmsjca.keystore.TestCertificates.FIRST_LINE;
import static io.github.kmsjca.keystore.TestCertificates.entry;
import static io.github.kmsjca.keystore.TestCertificates.load;
import static io.github.kmsjca.keystore.TestCertificates.pem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.Provider;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the keystore file may look like, and what is wrong with an entry or with all of it. */
class KeyStoreFileTest {
  private static final String ALIAS = "ecc-nist-p256";
  @RegisterExtension static final TestKms kms = TestKms.start();
  private static Provider provider;
  private static TestCertificates authority;
  private static X509Certificate leaf;
  private static X509Certificate sibling;
  private static X509Certificate stranger;

  @BeforeAll
  static void start() throws Exception {
    provider = kms.provider();
    authority = new TestCertificates();
    leaf = authority.issue(kms, ALIAS);
    sibling = authority.issue(kms, ALIAS);
    stranger = TestAuthority.root("Elsewhere").certificate();
  }

  static Stream<Arguments> goodFiles() throws Exception {
    String chain = pem(leaf, authority.ca());
    String head = "alias: " + ALIAS + "\n";
    String good = FIRST_LINE + head + chain;
    return Stream.of(
        Arguments.of("key by the entry's name", good),
        Arguments.of("key by ARN", FIRST_LINE + entry(ALIAS, kms.arn(ALIAS), leaf, authority.ca())),
        Arguments.of("CRLF", good.replace("\n", "\r\n")),
        Arguments.of("no blank line first", good.replace("\n\n", "\n")),
        Arguments.of("many blank lines", good.replace("\n\n", "\n\n \n\t\n\n") + "\n\n\n"),
        Arguments.of("no newline at the end", good.stripTrailing()),
        Arguments.of("trailing blanks", good.replace("\n", "  \n")),
        Arguments.of("comments", FIRST_LINE + "# alias: not this one\n" + head + "# x\n" + chain),
        Arguments.of(
            "text of openssl between certificates",
            FIRST_LINE
                + head
                + "subject=CN = x\nissuer=CN = y\n"
                + pem(leaf)
                + " 1 s:CN = ca\nCertificate:\n    Data:\n"
                + pem(authority.ca())),
        Arguments.of("a paragraph of comment", FIRST_LINE + "# hello\n# world\n\n" + head + chain));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("goodFiles")
  void isRead(String name, String text) throws Exception {
    KeyStore store = load(provider, text);
    assertEquals(Collections.singletonList(ALIAS), Collections.list(store.aliases()));
    assertArrayEquals(
        new X509Certificate[] {leaf, authority.ca()}, store.getCertificateChain(ALIAS));
    assertEquals(kms.arn(ALIAS), ((KmsPrivateKey) store.getKey(ALIAS, null)).arn());
  }

  static Stream<Arguments> brokenEntries() throws Exception {
    String chain = pem(leaf, authority.ca());
    String privateKey =
        "-----BEGIN PRIVATE KEY-----\nc2VjcmV0NDcxMQ==\n-----END PRIVATE KEY-----\n";
    String garbage = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
    return Stream.of(
        Arguments.of("alias: x\ncolour: red\n" + chain, "unknown directive 'colour:'"),
        Arguments.of("alias: x\nkey: a\nkey: b\n" + chain, "'key:' stands twice"),
        Arguments.of("alias: x\nkey: b*d\n" + chain, "'b*d' is not a KMS alias"),
        Arguments.of("alias: x\n" + privateKey + chain, "only certificates belong here"),
        Arguments.of("alias: x\n" + chain + privateKey, "only certificates belong here"),
        Arguments.of("alias: x\n" + garbage, "a certificate cannot be read"),
        Arguments.of(
            "alias: x\n-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n",
            "a certificate cannot be read"),
        Arguments.of("alias: x\n-----BEGIN CERTIFICATE-----\nMIIB\n", "a certificate has no end"),
        Arguments.of(
            "alias: x\n-----BEGIN CERTIFICATE-----\nMIIB\n" + pem(leaf),
            "a certificate has no end"),
        Arguments.of("alias: x\n" + pem(leaf, stranger), "does not belong to the chain"),
        Arguments.of("alias: x\n" + pem(leaf, sibling, authority.ca()), "are not one chain"),
        Arguments.of("alias: x\n" + longChain(33), "longer than 32"),
        Arguments.of("Alias: x\n" + chain, "'Alias: x' looks like a directive: write 'alias: ...'"),
        Arguments.of("alias = x\n" + chain, "'alias = x' looks like a directive"),
        Arguments.of("alias: x\n" + chain.replace("E-----", "E----"), "is damaged"),
        Arguments.of(
            "alias: x\n" + pem(leaf).replace("-----END", "AAAA\n-----END"), "cannot be read"),
        Arguments.of("alias: x\ntrusted: yes\n" + chain, "a trusted entry is"),
        Arguments.of("alias: x\ntrusted: no\n" + pem(leaf), "a trusted entry is"),
        Arguments.of("alias: x\ntrusted: yes\n", "a trusted entry is"),
        Arguments.of("alias: x\ntrusted: yes\nkey: a\n" + pem(leaf), "a trusted entry is"),
        // Twice, and neither may be picked.
        Arguments.of("alias: x\n" + chain + "\nalias: x\n" + chain, "stands twice in the file"),
        Arguments.of("alias: x\n\nalias: x\n\nalias: x\n", "stands twice in the file"));
  }

  @ParameterizedTest
  @MethodSource("brokenEntries")
  void brokenEntryTellsAndTheOthersWork(String entry, String reason) throws Exception {
    String good = entry(ALIAS, kms.arn(ALIAS), leaf);
    KeyStore store = load(kms.provider("trust", "true"), FIRST_LINE + entry + "\n" + good);

    UnrecoverableKeyException e =
        assertThrowsExactly(UnrecoverableKeyException.class, () -> store.getKey("x", null));
    assertThat(e).hasMessageContaining("'x'").hasMessageContaining(reason);
    assertThat(e.getMessage()).doesNotContain("c2VjcmV0");
    assertTrue(store.containsAlias("x"));
    assertFalse(store.isKeyEntry("x"));
    assertFalse(store.isCertificateEntry("x"));
    assertNull(store.getCertificateChain("x"));
    assertEquals(2, store.size());
    assertNotNull(store.getKey(ALIAS, null));
  }

  private static String longChain(int length) throws Exception {
    TestAuthority last = TestAuthority.root("0");
    StringBuilder chain = new StringBuilder(pem(last.certificate()));
    for (int i = 1; i < length; i++) {
      last = last.below(String.valueOf(i));
      chain.insert(0, pem(last.certificate()));
    }
    return chain.toString();
  }

  /** Behind certificates an entry begins: the one above is whole, and this one has no name. */
  @Test
  void directiveBehindCertificates() throws Exception {
    String text =
        FIRST_LINE + "alias: " + ALIAS + "\n" + pem(leaf) + "key: other\n" + pem(authority.ca());
    KeyStore store = load(provider, text);
    assertArrayEquals(new X509Certificate[] {leaf}, store.getCertificateChain(ALIAS));
    assertEquals(kms.arn(ALIAS), ((KmsPrivateKey) store.getKey(ALIAS, null)).arn());
    assertEquals(2, store.size());
    String nameless =
        Collections.list(store.aliases()).stream()
            .filter(a -> a.startsWith("line "))
            .findFirst()
            .orElseThrow();
    UnrecoverableKeyException e =
        assertThrowsExactly(UnrecoverableKeyException.class, () -> store.getKey(nameless, null));
    assertThat(e).hasMessageContaining("has no 'alias:'");
  }

  /** Whose key that is cannot be told, so neither entry may have it. */
  @Test
  void keyBetweenTwoAliases() throws Exception {
    KeyStore store = load(provider, FIRST_LINE + "alias: x\n\nkey: second\nalias: y\n");
    for (String alias : new String[] {"x", "y"}) {
      UnrecoverableKeyException e =
          assertThrowsExactly(UnrecoverableKeyException.class, () -> store.getKey(alias, null));
      assertThat(e).hasMessageContaining("may belong to either entry");
    }
  }

  /** The order of the directives is free, as long as it is clear which entry they belong to. */
  @Test
  void keyBeforeAlias() throws Exception {
    String text =
        FIRST_LINE
            + "key: "
            + kms.arn(ALIAS)
            + "\nalias: one\n"
            + pem(leaf)
            + "key: "
            + kms.arn("rsa-2048")
            + "\nalias: two\n";
    KeyStore store = load(provider, text);
    assertEquals(kms.arn(ALIAS), ((KmsPrivateKey) store.getKey("one", null)).arn());
    assertEquals(kms.arn("rsa-2048"), ((KmsPrivateKey) store.getKey("two", null)).arn());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void trustedEntriesAreThereOnlyWhenTrusted(boolean trust) throws Exception {
    String text = FIRST_LINE + "alias: ca\ntrusted: yes\n" + pem(authority.ca());
    KeyStore store = load(kms.provider("trust", String.valueOf(trust)), text);
    assertEquals(trust ? 1 : 0, store.size());
    assertEquals(trust, store.containsAlias("ca"));
    assertEquals(trust, store.isCertificateEntry("ca"));
    assertEquals(trust, store.entryInstanceOf("ca", KeyStore.TrustedCertificateEntry.class));
    assertFalse(store.isKeyEntry("ca"));
    assertNull(store.getKey("ca", null));
    assertNull(store.getCertificateChain("ca"));
    assertEquals(trust ? authority.ca() : null, store.getCertificate("ca"));
    assertEquals(trust ? "ca" : null, store.getCertificateAlias(authority.ca()));
    KeyStore.Entry got = store.getEntry("ca", null);
    assertEquals(
        trust ? authority.ca() : null,
        got == null ? null : ((KeyStore.TrustedCertificateEntry) got).getTrustedCertificate());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n# AWSKMS keystore 1\n",
        " # AWSKMS keystore 1\n",
        "# AWSKMS keystore 2\n",
        "# AWSKMS keystore 10\n",
        "alias: web\n",
        "-----BEGIN CERTIFICATE-----\n"
      })
  void fileOfAnotherKindIsRefused(String text) {
    IOException e = assertThrowsExactly(IOException.class, () -> load(provider, text));
    assertThat(e).hasMessageContaining("'# AWSKMS keystore 1'");
  }

  @Test
  void binaryGarbage() throws Exception {
    byte[] bytes = new byte[100_000];
    new Random(4711).nextBytes(bytes);
    KeyStore store = KeyStore.getInstance("AWSKMS", provider);
    assertThrowsExactly(IOException.class, () -> store.load(new ByteArrayInputStream(bytes), null));
    // After a good first line every line of it is text that does not matter, or a broken entry.
    byte[] first = FIRST_LINE.getBytes(StandardCharsets.US_ASCII);
    byte[] both = Arrays.copyOf(first, first.length + bytes.length);
    System.arraycopy(bytes, 0, both, first.length, bytes.length);
    store.load(new ByteArrayInputStream(both), null);
    assertThat(store.size()).isLessThan(100);
  }

  /** The file is not trusted: of 1.4 MiB, time that grows with the square would be minutes. */
  @Test
  @Timeout(20)
  void manyDuplicatesLoadInLinearTime() throws Exception {
    StringBuilder text = new StringBuilder(FIRST_LINE);
    for (int i = 0; i < 50_000; i++) {
      text.append("alias: a").append(i).append("\n\n");
    }
    for (int i = 0; i < 50_000; i++) {
      text.append("alias: a").append(i).append("\n\n");
    }
    KeyStore store = load(provider, text + entry(ALIAS, kms.arn(ALIAS), leaf));
    assertEquals(50_001, store.size());
    assertThat(Collections.list(store.aliases())).contains(ALIAS, "a0", "a49999");
    assertThat(store.getCertificate(ALIAS)).isEqualTo(leaf);
    UnrecoverableKeyException e =
        assertThrowsExactly(UnrecoverableKeyException.class, () -> store.getKey("a7", null));
    assertThat(e).hasMessageContaining("the alias stands twice in the file");
  }

  /** Nor may the depth of the stack, or the time, grow with the length of a line. */
  @Test
  @Timeout(20)
  void manyBlocksOnOneLine() throws Exception {
    String block = "-----BEGIN CERTIFICATE----------END CERTIFICATE-----";
    KeyStore store = load(provider, FIRST_LINE + "alias: x\n" + block.repeat(100_000));
    assertNull(store.getCertificateChain("x"));
    String begin = "-----BEGIN CERTIFICATE-----";
    store = load(provider, FIRST_LINE + "alias: x\n" + begin.repeat(200_000));
    assertNull(store.getCertificateChain("x"));
  }

  @Test
  void oversizeIsRefusedWithoutReadingOn() throws Exception {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            Arrays.fill(bytes, offset, offset + length, (byte) 'x');
            return length;
          }
        };
    InputStream first = new ByteArrayInputStream(FIRST_LINE.getBytes(StandardCharsets.US_ASCII));
    KeyStore store = KeyStore.getInstance("AWSKMS", provider);
    IOException e =
        assertThrowsExactly(
            IOException.class, () -> store.load(new SequenceInputStream(first, endless), null));
    assertThat(e).hasMessageContaining("larger than 16777216 bytes");
  }

  /** Its name would come out wherever an entry is named, in the tools as well. */
  @Test
  void aNameThatSteersATerminalIsAMistake() throws Exception {
    KeyStore store =
        load(provider, FIRST_LINE + "alias: x\u001b[2J\u0085WARNING forged\nkey: " + ALIAS + "\n");
    assertThat(Collections.list(store.aliases())).containsExactly("line 3");
    assertThatThrownBy(() -> store.getKey("line 3", null))
        .isInstanceOf(UnrecoverableKeyException.class)
        .hasMessageContaining("the name behind 'alias:' has characters that cannot be shown");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# the web server\n"})
  void aKeyThatMayBeOfEitherEntryIsGuessedForNone(String comment) throws Exception {
    KeyStore store =
        load(
            provider,
            FIRST_LINE + "alias: a\n\nkey: " + ALIAS + "\n" + comment + "alias: b\n" + pem(leaf));
    for (String name : List.of("a", "b")) {
      assertThatThrownBy(() -> store.getKey(name, null))
          .isInstanceOf(UnrecoverableKeyException.class);
    }
  }
}
