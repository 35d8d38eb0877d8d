package io.github.kmsjca.keystore;

import static io.github.kmsjca.keystore.TestCertificates.FIRST_LINE;
import static io.github.kmsjca.keystore.TestCertificates.pem;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.kmsjca.testkit.TestKms;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.Provider;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Files with every accident that befalls text: each certificate in them is in some entry, or was
 * warned of. Another seed: {@code -Dkeystore.seed=}.
 */
class FileInvariantTest {
  private static final int FILES = 1500;
  private static final long SEED = Long.getLong("keystore.seed", 20261130);
  private static final Pattern WARNED =
      Pattern.compile(
          "WARNING Keystore stream, line (\\d+): entry .* \\(lines (\\d+) to (\\d+)\\)");

  /** The warnings of one certificate: the first kind says whose, the other cannot know. */
  private static final Pattern OF_ONE =
      Pattern.compile(
          "WARNING Keystore stream, line (\\d+): entry .*: "
              + "(?:the certificate of (.*) does not belong|a certificate cannot be read)");

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----");
  private static final String UNREADABLE = "unreadable";
  @RegisterExtension static final TestKms kms = TestKms.start();
  private static Provider provider;
  private static List<X509Certificate> leaves;
  private static X509Certificate issuer;
  private static X509Certificate root;
  private static X509Certificate stranger;

  @BeforeAll
  static void start() throws Exception {
    provider = kms.provider("trust", "true");
    TestAuthority top = TestAuthority.root("Root");
    TestAuthority authority = top.below("Issuing");
    leaves = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      leaves.add(authority.leaf("leaf" + i));
    }
    issuer = authority.certificate();
    root = top.certificate();
    stranger = TestAuthority.root("Elsewhere").certificate();
  }

  @Test
  void everyCertificateIsInAnEntryOrWarnedOf() throws Exception {
    Random seeds = new Random(SEED);
    int whole = 0;
    Set<String> ofOne = new HashSet<>();
    for (int i = 0; i < FILES; i++) {
      long seed = seeds.nextLong();
      String text = text(new Random(seed), i);
      try (LogCapture log = new LogCapture()) {
        KeyStore store = KeyStore.getInstance("AWSKMS", provider);
        store.load(new ByteArrayInputStream(text.getBytes(UTF_8)), null);
        ofOne.addAll(checkLines(text, log.text()));
        whole += log.text().contains("WARNING") ? 0 : 1;
        String lost = lost(text, store, log.text());
        assertThat(lost).as("seed %d of %d, file%n%s%n%s", seed, SEED, text, log.text()).isEmpty();
      }
    }
    // Else the mutations would have left nothing to look at, or changed nothing.
    assertThat(whole).isBetween(FILES / 20, FILES * 19 / 20);
    assertThat(ofOne).contains(UNREADABLE, stranger.getSubjectX500Principal().getName());
  }

  /** A warning of one certificate has the line in which that one begins. Returns whose they are. */
  private static List<String> checkLines(String text, String log) {
    List<String> subjects = new ArrayList<>();
    Matcher warned = OF_ONE.matcher(log);
    while (warned.find()) {
      List<String> rest = text.lines().skip(Integer.parseInt(warned.group(1)) - 1L).toList();
      Matcher block = BLOCK.matcher(String.join("", rest.stream().map(String::strip).toList()));
      String described = warned.group() + "\n" + text;
      assertThat(block.find()).as(described).isTrue();
      assertThat(block.start()).as(described).isLessThan(rest.get(0).length());
      String subject = Objects.requireNonNullElse(warned.group(2), UNREADABLE);
      assertThat(subject(block.group(1))).as(described).isEqualTo(subject);
      subjects.add(subject);
    }
    return subjects;
  }

  private static String subject(String base64) {
    try {
      byte[] encoded = Base64.getDecoder().decode(base64);
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(encoded));
      boolean isAll = certificate.getEncoded().length == encoded.length;
      return isAll ? certificate.getSubjectX500Principal().getName() : UNREADABLE;
    } catch (CertificateException | IllegalArgumentException e) {
      return UNREADABLE;
    }
  }

  /** The first certificate that is nowhere. */
  private static String lost(String text, KeyStore store, String log) throws Exception {
    Set<Certificate> read = new HashSet<>();
    for (String alias : Collections.list(store.aliases())) {
      Certificate[] chain = store.getCertificateChain(alias);
      read.addAll(chain == null ? List.of() : Arrays.asList(chain));
      Certificate one = store.getCertificate(alias);
      if (one != null) {
        read.add(one);
      }
    }
    String found = pem(read.toArray(new X509Certificate[0]));
    for (X509Certificate certificate : certificates()) {
      // By a part of its Base64: with another letter in it, it may be a certificate all the same.
      String part = pem(certificate).lines().skip(4).findFirst().orElseThrow();
      List<String> lines = text.lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        boolean comment = lines.get(i).strip().startsWith("#");
        if (lines.get(i).contains(part)
            && !comment
            && !found.contains(part)
            && !isWarned(i + 1, log)) {
          return "line " + (i + 1) + ": " + certificate.getSubjectX500Principal();
        }
      }
    }
    return "";
  }

  private static List<X509Certificate> certificates() {
    List<X509Certificate> all = new ArrayList<>(leaves);
    all.addAll(List.of(issuer, root, stranger));
    return all;
  }

  private static boolean isWarned(int line, String log) {
    Matcher warned = WARNED.matcher(log);
    while (warned.find()) {
      if (Integer.parseInt(warned.group(2)) <= line && line <= Integer.parseInt(warned.group(3))) {
        return true;
      }
    }
    return false;
  }

  private static String text(Random random, int number) throws Exception {
    List<String> lines = new ArrayList<>();
    lines.add("# file " + number); // each its own content: what was said is not repeated
    int entries = 1 + random.nextInt(4);
    for (int i = 0; i < entries; i++) {
      lines.add("");
      lines.add("alias: name" + i);
      if (random.nextInt(8) == 0) {
        lines.add("trusted: yes");
        lines.addAll(pem(root).lines().toList());
        continue;
      }
      if (random.nextBoolean()) {
        lines.add("key: alias/k" + i);
      }
      List<X509Certificate> chain = new ArrayList<>(List.of(leaves.get(i), issuer, root));
      chain.subList(1 + random.nextInt(3), 3).clear();
      if (random.nextInt(3) == 0) {
        Collections.shuffle(chain, random);
      }
      if (random.nextInt(12) == 0) {
        chain.add(random.nextInt(chain.size() + 1), stranger);
      }
      lines.addAll(pem(chain.toArray(new X509Certificate[0])).lines().toList());
    }
    for (int mutations = random.nextInt(4); mutations > 0; mutations--) {
      mutate(lines, random);
    }
    String end = List.of("\n", "\n", "\r\n", "\r").get(random.nextInt(4));
    return (random.nextInt(4) == 0 ? "\ufeff" : "")
        + FIRST_LINE.strip()
        + end
        + String.join(end, lines)
        + (random.nextBoolean() ? end : "");
  }

  private static void mutate(List<String> lines, Random random) {
    int at = random.nextInt(lines.size());
    String line = lines.get(at);
    switch (random.nextInt(13)) {
      case 0 -> lines.add(at, "");
      case 1 -> lines.add(at, "# a comment");
      case 2 -> lines.add(at, "subject=CN = x");
      case 3 -> lines.add(at, "http://ca.example.org/");
      case 4 -> lines.remove(at);
      case 5 -> lines.add(at, line);
      case 6 -> lines.set(at, "  \t" + line);
      case 7 -> lines.set(at, typo(line, random));
      case 8 -> removeNext(lines, at, "-----END");
      case 9 -> removeNext(lines, at, "alias:");
      case 10 -> lines.replaceAll(l -> "    " + l);
      case 11 -> Collections.swap(lines, at, random.nextInt(lines.size()));
      default -> {
        if (at + 1 < lines.size()) {
          lines.set(at, line + lines.remove(at + 1));
        }
      }
    }
  }

  private static String typo(String line, Random random) {
    if (line.isEmpty()) {
      return "x";
    }
    int at = random.nextInt(line.length());
    String other = List.of("", "x", "-", "=", "A", " ").get(random.nextInt(6));
    return line.substring(0, at) + other + line.substring(at + 1);
  }

  private static void removeNext(List<String> lines, int from, String start) {
    for (int i = from; i < lines.size(); i++) {
      if (lines.get(i).startsWith(start)) {
        lines.remove(i);
        return;
      }
    }
  }

  /** Whatever the bytes are, a program hears of it by the one exception that it has to expect. */
  @Test
  void fuzz() throws Exception {
    Random random = new Random(SEED);
    byte[] good = (FIRST_LINE + "alias: web\n" + pem(leaves.get(0), issuer, root)).getBytes(UTF_8);
    byte[] der = leaves.get(0).getEncoded();
    for (int i = 0; i < 20_000; i++) {
      load(
          switch (i % 4) {
            case 0 -> noise(random, random.nextInt(300));
            case 1 -> damaged(good, random);
            case 2 -> (FIRST_LINE + new String(noise(random, 200), ISO_8859_1)).getBytes(UTF_8);
            default -> // a certificate that is none, as DER in a sound PEM block
                (FIRST_LINE
                        + "alias: web\n-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder().encodeToString(damaged(der, random))
                        + "\n-----END CERTIFICATE-----\n")
                    .getBytes(UTF_8);
          });
    }
  }

  private static void load(byte[] bytes) throws Exception {
    KeyStore store = KeyStore.getInstance("AWSKMS", provider);
    try {
      store.load(new ByteArrayInputStream(bytes), null);
      Collections.list(store.aliases()).forEach(alias -> touch(store, alias));
    } catch (IOException e) {
      assertThat(e).hasMessageStartingWith("the keystore stream is not an AWSKMS keystore: ");
    } catch (RuntimeException | Error e) {
      fail("seed " + SEED + ": " + HexFormat.of().formatHex(bytes), e);
    }
  }

  private static void touch(KeyStore store, String alias) {
    try {
      store.getCertificateChain(alias);
      store.isCertificateEntry(alias);
    } catch (KeyStoreException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] noise(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] damaged(byte[] good, Random random) {
    byte[] bytes = good.clone();
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }
}
