package io.github.kmsjca.internal.keystore.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;
import java.util.List;

/**
 * A keystore file as it was read: a PEM bundle with a first line that names the format and, before
 * the certificates of each entry, directives.
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
 *
 * @param source what messages call the file
 * @param digest equal for equal files
 */
public record KeyStoreFile(String source, String digest, List<FileEntry> entries) {
  static final String ALIAS = "alias";
  static final String KEY = "key";
  static final String TRUSTED = "trusted";
  static final List<String> DIRECTIVES = List.of(ALIAS, KEY, TRUSTED);
  public static final String STREAM = "keystore stream";

  /** What is read where there is no file. */
  public static final KeyStoreFile NONE = new KeyStoreFile("keystore file", "", List.of());

  private static final int MAX_BYTES = 16 * 1024 * 1024;

  /** The platform's by name: other factories make keys with names that JSSE does not know. */
  public static CertificateFactory certificateFactory() throws CertificateException {
    try {
      return CertificateFactory.getInstance("X.509", "SUN");
    } catch (NoSuchProviderException e) {
      return CertificateFactory.getInstance("X.509");
    }
  }

  /** Looks at the first line only. */
  public static boolean probe(InputStream in) throws IOException {
    return FileKind.isKeyStore(in.readNBytes(FileKind.PROBED_BYTES));
  }

  /** Reads the file of that path. */
  public static KeyStoreFile read(Path file) throws IOException, CertificateException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return read(in, "keystore file " + FileText.of(file.toString()));
    }
  }

  /**
   * Reads a whole file.
   *
   * @param source what messages shall call it
   * @throws IOException if it is not an AWSKMS keystore at all, or too large
   */
  public static KeyStoreFile read(InputStream in, String source)
      throws IOException, CertificateException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new IOException("the " + source + " is larger than " + MAX_BYTES + " bytes");
    }
    if (!FileKind.isKeyStore(bytes)) {
      throw new IOException(
          "the " + source + " is not an AWSKMS keystore: " + FileKind.otherKind(bytes) + ".");
    }
    List<String> lines = FileKind.text(bytes).lines().toList();
    List<FileEntry> entries = EntryReader.entries(lines, certificateFactory());
    return new KeyStoreFile(
        source, digest(bytes), entries.stream().map(entry -> entry.in(source)).toList());
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /** What the entries say. */
  public List<EntryText> texts() {
    return entries.stream().map(FileEntry::text).toList();
  }
}
