package io.github.kmsjca.internal.keystore.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells a keystore file from what people take for one: a program that loads another kind of file
 * with this type hears which kind it is, and what to do. Nothing of the file is repeated, since it
 * may be a secret.
 */
final class FileKind {
  static final String FIRST_LINE = "# AWSKMS keystore 1";

  /** Where the first line must have ended. */
  static final int PROBED_BYTES = 256;

  private static final String ANY_VERSION = "# AWSKMS keystore ";
  private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final int BKS_SALT_BYTES = 20;

  private FileKind() {}

  /** True if that is how a keystore file begins, with or without a byte order mark. */
  static boolean isKeyStore(byte[] start) {
    int from = markLength(start);
    int to = from;
    while (to < start.length && start[to] != '\n' && start[to] != '\r') {
      to++;
    }
    return new String(start, from, to - from, UTF_8).stripTrailing().equals(FIRST_LINE);
  }

  /** The text without the byte order mark. What is not UTF-8 becomes U+FFFD. */
  static String text(byte[] file) {
    int from = markLength(file);
    return new String(file, from, file.length - from, UTF_8);
  }

  private static int markLength(byte[] start) {
    return startsWith(start, UTF_8_MARK) ? UTF_8_MARK.length : 0;
  }

  private static boolean startsWith(byte[] file, byte... start) {
    return file.length >= start.length
        && Arrays.equals(file, 0, start.length, start, 0, start.length);
  }

  /** What a file that is not a keystore is instead, and what to do: two or three sentences. */
  static String otherKind(byte[] file) {
    String binary = binaryKind(file);
    if (binary != null) {
      return "it is " + binary;
    }
    String text = text(Arrays.copyOf(file, Math.min(file.length, 64 * 1024)));
    String start = text.stripLeading().toLowerCase(Locale.ROOT);
    if (start.isEmpty()) {
      return "it is empty. Write '" + FIRST_LINE + "' into its first line";
    }
    if (start.startsWith("<")) {
      return "it is an HTML or XML page, such as an error page of a proxy. Fetch the file anew";
    }
    String version = version(text);
    if (version != null) {
      return version;
    }
    if (text.lines().skip(1).anyMatch(line -> line.strip().equals(FIRST_LINE))) {
      return "the line '" + FIRST_LINE + "' must be the first. Remove what stands above it";
    }
    return "its first line must be '" + FIRST_LINE + "'" + pemAdvice(text);
  }

  private static String pemAdvice(String text) {
    if (text.contains("PRIVATE KEY-----")) {
      return ". It is a PEM file with a private key, which does not belong in a keystore file: the"
          + " key is in KMS. Add that line, and 'alias: <name>' below it, to the certificates alone";
    }
    if (text.contains("-----BEGIN ")) {
      return ". It is a plain PEM file: write that line above it, and 'alias: <name>' below that"
          + " line. If it holds the certificates to trust, the program uses the type of its key"
          + " store for its trust store too: set the trust store's type to PEM, PKCS12 or JKS";
    }
    return text.contains("alias:") ? ", and is missing. Add it" : "";
  }

  private static @Nullable String version(String text) {
    String first = text.lines().findFirst().orElse("").stripTrailing();
    if (!first.startsWith(ANY_VERSION)) {
      return null;
    }
    String version = first.substring(ANY_VERSION.length());
    return version.matches("[0-9]{1,9}")
        ? "it is of version "
            + version
            + ", and this provider reads version 1: '"
            + FIRST_LINE
            + "'. Update the provider"
        : null;
  }

  private static @Nullable String binaryKind(byte[] file) {
    if (startsWith(file, (byte) 0xFE, (byte) 0xFF)
        || startsWith(file, (byte) 0xFF, (byte) 0xFE)
        || startsWith(file, FIRST_LINE.substring(0, 4).getBytes(StandardCharsets.UTF_16BE))
        || startsWith(file, FIRST_LINE.substring(0, 4).getBytes(StandardCharsets.UTF_16LE))) {
      return "text in UTF-16, as '>' in PowerShell and some editors write it. Save it as UTF-8; in"
          + " PowerShell: Set-Content -Encoding utf8";
    }
    if (startsWith(file, (byte) 0xFE, (byte) 0xED, (byte) 0xFE, (byte) 0xED)) {
      return "a JKS keystore" + otherType("JKS");
    }
    if (startsWith(file, (byte) 0xCE, (byte) 0xCE, (byte) 0xCE, (byte) 0xCE)) {
      return "a JCEKS keystore" + otherType("JCEKS");
    }
    if (isBks(file)) {
      return "a BKS keystore of Bouncy Castle" + otherType("BKS");
    }
    if (startsWith(file, (byte) 0x30) && isSequenceWithVersion3(file)) {
      return "a PKCS12 keystore" + otherType("PKCS12");
    }
    if (startsWith(file, (byte) 0x30, (byte) 0x82)) {
      return "binary (DER), perhaps a certificate. Certificates go into a keystore file as text:"
          + " openssl x509 -inform DER makes it";
    }
    return null;
  }

  private static String otherType(String type) {
    return ". If it is the trust store, the program uses the type of its key store for its trust"
        + " store too: set the trust store's type to "
        + type
        + ". If it holds the private key, keytool -importkeystore with -providerarg import=true"
        + " moves that into KMS";
  }

  /** Version 1 or 2, and the length of a salt. */
  private static boolean isBks(byte[] file) {
    return startsWith(file, (byte) 0, (byte) 0, (byte) 0)
        && file.length > 7
        && (file[3] == 1 || file[3] == 2)
        && startsWith(Arrays.copyOfRange(file, 4, 8), (byte) 0, (byte) 0, (byte) 0)
        && file[7] == BKS_SALT_BYTES;
  }

  /** A PFX (RFC 7292, section 4) is a SEQUENCE that begins with the version, 3. */
  private static boolean isSequenceWithVersion3(byte[] file) {
    if (file.length < 2) {
      return false;
    }
    int lengthBytes = file[1] < 0 ? file[1] & 0x7F : 0;
    int content = 2 + lengthBytes;
    return file.length >= content + 3
        && startsWith(Arrays.copyOfRange(file, content, content + 3), (byte) 2, (byte) 1, (byte) 3);
  }
}
