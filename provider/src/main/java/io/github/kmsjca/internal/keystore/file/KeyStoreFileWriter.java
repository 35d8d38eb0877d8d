package io.github.kmsjca.internal.keystore.file;

import io.github.kmsjca.internal.kms.KeyName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * Writes what {@link KeyStoreFile} reads, and nothing else: comments and other text of an earlier
 * file are not kept.
 */
public final class KeyStoreFileWriter {
  private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private KeyStoreFileWriter() {}

  /**
   * A whole file.
   *
   * @throws IOException if an entry is broken: what it says cannot be told, and would be lost
   */
  public static byte[] bytes(List<EntryText> entries) throws IOException {
    StringBuilder text = new StringBuilder(FileKind.FIRST_LINE).append('\n');
    for (EntryText entry : entries) {
      append(entry, text);
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    requireSame(entries, bytes);
    return bytes;
  }

  /** Names that break out of their line, chains too long: what would be read is to be the same. */
  private static void requireSame(List<EntryText> entries, byte[] bytes) throws IOException {
    try {
      List<EntryText> read =
          KeyStoreFile.read(new ByteArrayInputStream(bytes), KeyStoreFile.STREAM).texts();
      for (int i = 0; i < Math.max(entries.size(), read.size()); i++) {
        if (i >= entries.size() || i >= read.size() || !entries.get(i).equals(read.get(i))) {
          throw new IOException(
              "the keystore was not written, since it would not be read as it is: see entry "
                  + (i + 1)
                  + (i < entries.size() ? ", '" + FileText.of(entries.get(i).alias()) + "'" : ""));
        }
      }
    } catch (CertificateException e) {
      throw new IOException("the keystore was not written: " + e.getMessage(), e);
    }
  }

  private static void append(EntryText entry, StringBuilder text) throws IOException {
    if (entry.problem() != null) {
      throw new IOException(
          "KeyStore entry '"
              + FileText.of(entry.alias())
              + "' would be lost, since it cannot be read: "
              + entry.problem()
              + ". Correct or remove it, then store again");
    }
    text.append("\nalias: ").append(entry.alias()).append('\n');
    KeyName key = entry.key();
    if (key == null) {
      text.append("trusted: yes\n");
    } else if (!key.keyId().equals("alias/" + entry.alias())) {
      text.append("key: ").append(key.keyId()).append('\n');
    }
    for (X509Certificate certificate : entry.chain()) {
      try {
        text.append("-----BEGIN CERTIFICATE-----\n")
            .append(PEM.encodeToString(certificate.getEncoded()))
            .append("\n-----END CERTIFICATE-----\n");
      } catch (CertificateEncodingException e) {
        throw new IOException(
            "a certificate of KeyStore entry '" + entry.alias() + "' cannot be encoded", e);
      }
    }
  }

  /**
   * Makes a file, or replaces it as a whole: who reads it meanwhile reads the old one or the new
   * one. A new file gets the permissions that this user gives new files: it holds no secret, and
   * the server that reads it may run as another user than the tool that made it.
   */
  public static void replace(Path file, byte[] content) throws IOException {
    boolean exists = Files.exists(file);
    Path target = exists ? file.toRealPath() : file.toAbsolutePath();
    Path directory = target.getParent();
    if (directory == null) {
      throw new IOException(target + " is no file");
    }
    Path temporary = directory.resolve(".awskms" + UUID.randomUUID() + ".tmp");
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      if (exists) {
        keepAttributes(target, temporary);
      }
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** The keystore file may have other readers than new files have. */
  private static void keepAttributes(Path from, Path to) throws IOException {
    PosixFileAttributeView old = Files.getFileAttributeView(from, PosixFileAttributeView.class);
    PosixFileAttributeView made = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (old == null || made == null) {
      return;
    }
    PosixFileAttributes wanted = old.readAttributes();
    PosixFileAttributes own = made.readAttributes();
    if (!own.owner().equals(wanted.owner())) {
      made.setOwner(wanted.owner());
    }
    if (!own.group().equals(wanted.group())) {
      made.setGroup(wanted.group());
    }
    made.setPermissions(wanted.permissions());
  }
}
