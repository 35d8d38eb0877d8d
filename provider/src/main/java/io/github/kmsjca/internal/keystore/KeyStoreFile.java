package io.github.kmsjca.internal.keystore;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchProviderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the keystore file: a PEM bundle with a first line that names the format and, before the
 * certificates of each entry, directives at the start of a line. Entries are separated by blank
 * lines.
 *
 * <pre>
 * # AWSKMS keystore 1
 *
 * alias: web
 * key: arn:aws:kms:eu-west-1:111122223333:key/...    (else the KMS alias of the same name)
 * -----BEGIN CERTIFICATE-----
 * </pre>
 *
 * <p>A mistake in one entry breaks that entry; the others stay usable.
 */
public final class KeyStoreFile {
  static final String FIRST_LINE = "# AWSKMS keystore 1";

  private static final int MAX_BYTES = 16 * 1024 * 1024;
  private static final int MAX_CHAIN = 32;
  private static final List<String> DIRECTIVES = List.of("alias", "key", "trusted");
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String CERTIFICATE = "CERTIFICATE-----";

  private final CertificateFactory certificates;

  private KeyStoreFile() throws CertificateException {
    this.certificates = certificateFactory();
  }

  /** The platform's by name: other factories make keys with names that JSSE does not know. */
  static CertificateFactory certificateFactory() throws CertificateException {
    try {
      return CertificateFactory.getInstance("X.509", "SUN");
    } catch (NoSuchProviderException e) {
      return CertificateFactory.getInstance("X.509");
    }
  }

  /** Looks at the first line only. */
  static boolean probe(InputStream in) throws IOException {
    byte[] magic = FIRST_LINE.getBytes(StandardCharsets.US_ASCII);
    byte[] start = in.readNBytes(magic.length + 1);
    return new String(start, StandardCharsets.ISO_8859_1).stripTrailing().equals(FIRST_LINE);
  }

  /** Reads the file of that path. */
  static List<EntryText> read(Path file) throws IOException, CertificateException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return read(in);
    }
  }

  /**
   * Reads a whole file.
   *
   * @throws IOException if it is not an AWSKMS keystore at all, or too large
   */
  public static List<EntryText> read(InputStream in) throws IOException, CertificateException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new IOException("the keystore file is larger than " + MAX_BYTES + " bytes");
    }
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    if (lines.isEmpty() || !lines.get(0).stripTrailing().equals(FIRST_LINE)) {
      throw new IOException("not an AWSKMS keystore: its first line must be '" + FIRST_LINE + "'");
    }
    return new KeyStoreFile().entries(lines);
  }

  private List<EntryText> entries(List<String> lines) {
    Map<String, EntryText> entries = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); ) {
      int start = i;
      while (i < lines.size() && !lines.get(i).isBlank()) {
        i++;
      }
      EntryText entry = entry(lines.subList(start, i), start + 1);
      if (entry != null && entries.put(entry.alias(), entry) != null) {
        String twice = "the alias stands twice in the file";
        entries.put(entry.alias(), EntryText.broken(entry.alias(), twice));
      }
      i++;
    }
    return List.copyOf(entries.values());
  }

  /** What the line says that it begins; a key may follow on the same line. */
  private static String label(String line) {
    int end = line.indexOf("-----", BEGIN.length());
    return end < 0 ? BEGIN : line.substring(0, end + 5);
  }

  private @Nullable EntryText entry(List<String> lines, int lineNumber) {
    Map<String, String> directives = new HashMap<>();
    List<X509Certificate> chain = new ArrayList<>();
    StringBuilder pem = null;
    boolean beforePem = true;
    String problem = null;
    for (String line : lines) {
      if (line.startsWith(BEGIN)) {
        beforePem = false;
        problem = problem == null && pem != null ? "a certificate has no end" : problem;
        pem = new StringBuilder();
        if (!line.stripTrailing().endsWith(CERTIFICATE)) {
          problem = "only certificates belong here, not " + label(line);
        }
      }
      if (pem != null) {
        pem.append(line.stripTrailing()).append('\n');
        if (line.startsWith(END)) {
          problem = problem != null ? problem : add(pem.toString(), chain);
          pem = null;
        }
      } else if (problem == null) {
        problem = beforePem ? directive(line, directives) : misplaced(line);
      }
    }
    if (pem != null && problem == null) {
      problem = "a certificate has no end";
    }
    if (directives.isEmpty() && chain.isEmpty() && problem == null) {
      return null;
    }
    return entry(directives, chain, problem, lineNumber);
  }

  private static EntryText entry(
      Map<String, String> directives,
      List<X509Certificate> chain,
      @Nullable String problem,
      int lineNumber) {
    String alias = directives.get("alias");
    if (alias == null || alias.isEmpty()) {
      return EntryText.broken(
          "line " + lineNumber, problem != null ? problem : "the entry has no 'alias:'");
    }
    if (problem != null) {
      return EntryText.broken(alias, problem);
    }
    String trusted = directives.get("trusted");
    if (trusted == null) {
      return EntryText.ofKey(alias, directives.getOrDefault("key", alias), chain);
    }
    if (!trusted.equals("yes") || directives.containsKey("key") || chain.size() != 1) {
      return EntryText.broken(
          alias, "a trusted entry is 'trusted: yes', no 'key:', and one certificate");
    }
    return new EntryText(alias, null, List.copyOf(chain), null);
  }

  /** Takes in one line before the certificates; answers what is wrong with it, if anything. */
  private static @Nullable String directive(String line, Map<String, String> directives) {
    String name = directiveName(line);
    if (!name.matches("[a-z]+")) {
      return null; // a comment, or text that tools write beside certificates
    }
    if (!DIRECTIVES.contains(name)) {
      return "unknown directive '" + name + ":'";
    }
    return directives.put(name, line.substring(name.length() + 1).strip()) == null
        ? null
        : "'" + name + ":' stands twice";
  }

  private static String directiveName(String line) {
    return line.substring(0, Math.max(0, line.indexOf(':')));
  }

  /**
   * A directive behind the certificates would be lost, and is likely to be meant for a new entry.
   */
  private static @Nullable String misplaced(String line) {
    String name = directiveName(line);
    return DIRECTIVES.contains(name)
        ? "'" + name + ":' stands behind the certificates; entries are separated by blank lines"
        : null;
  }

  private @Nullable String add(String pem, List<X509Certificate> chain) {
    if (chain.size() == MAX_CHAIN) {
      return "the chain is longer than " + MAX_CHAIN + " certificates";
    }
    try (InputStream in = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))) {
      chain.add((X509Certificate) certificates.generateCertificate(in));
      return null;
    } catch (CertificateException | IOException e) {
      return "a certificate cannot be read: " + e.getMessage();
    }
  }
}
