package io.github.kmsjca.internal.keystore;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The writing side of one loaded KeyStore. Changes show at once in this KeyStore, and are in its
 * file once it is stored; what concerns KMS, which is keys and aliases, is done when a method
 * returns.
 */
final class Writing {
  private final Contents contents;
  private final Reloader reloader;
  private final EntryWriter writer;

  Writing(Contents contents, Reloader reloader, EntryWriter writer) {
    this.contents = contents;
    this.reloader = reloader;
    this.writer = writer;
  }

  void setKey(String alias, @Nullable Key key, Certificate @Nullable [] chain)
      throws KeyStoreException {
    EntryText text = writer.key(alias, key, chain, reloader.current().entry(alias));
    edit(edits -> edits.with(text));
  }

  void setTrusted(String alias, @Nullable Certificate certificate) throws KeyStoreException {
    if (!contents.trusts()) {
      throw new KeyStoreException(
          "trusted certificates are of no effect here without trust=true: set it, or use another"
              + " KeyStore as the trust store");
    }
    EntryText text = writer.trusted(alias, certificate);
    Optional<StoreEntry> existing = reloader.current().entry(alias);
    if (existing.isPresent() && !existing.get().text().isTrusted()) {
      throw new KeyStoreException("KeyStore entry '" + alias + "' is the entry of a key");
    }
    edit(edits -> edits.with(text));
  }

  /** Never touches a KMS key, nor its alias. */
  void delete(String alias) throws KeyStoreException {
    Snapshot now = reloader.current();
    boolean inFile;
    try {
      inFile = contents.isOfFile(alias);
    } catch (IOException | CertificateException e) {
      throw new KeyStoreException("the keystore file cannot be read: " + e.getMessage(), e);
    }
    if (inFile) {
      edit(edits -> edits.without(alias));
    } else if (now.edits().contains(alias)) {
      edit(edits -> edits.undone(alias));
    } else if (now.entry(alias).isPresent()) {
      throw new KeyStoreException(
          "KeyStore entry '"
              + alias
              + "' is in no file: it is a key of KMS or one of keys=, and this KeyStore deletes"
              + " neither keys nor KMS aliases");
    }
  }

  private void edit(UnaryOperator<Edits> change) throws KeyStoreException {
    try {
      reloader.edit(change);
    } catch (IOException | CertificateException e) {
      throw new KeyStoreException("the keystore file cannot be read: " + e.getMessage(), e);
    }
  }

  /** All entries but the account's other keys, as a keystore file. */
  void store(OutputStream out) throws IOException, CertificateException {
    out.write(KeyStoreFileWriter.bytes(contents.written(reloader.current().edits())));
  }

  /**
   * Into the file that this KeyStore was loaded from.
   *
   * @throws IOException also if there is none, and something would be lost
   */
  void store() throws IOException, CertificateException {
    Edits edits = reloader.current().edits();
    Path file = contents.file().orElse(null);
    if (file != null) {
      store(file, edits);
      reloader.edit(current -> current.minus(edits));
    } else if (edits.haveCertificates()) {
      throw new IOException(
          "there is no keystore file to keep the certificates in, and KMS keeps none: name one by"
              + " certificates=, or store to a stream");
    }
  }

  private void store(Path file, Edits edits) throws IOException, CertificateException {
    // One at a time: else the later of two would write what it read before the earlier one did.
    synchronized (Writing.class) {
      KeyStoreFileWriter.replace(
          file, KeyStoreFileWriter.bytes(edits.applied(KeyStoreFile.read(file))));
    }
  }

  /** The same into another file, which must exist. */
  void storeTo(Path file) throws IOException, CertificateException {
    synchronized (Writing.class) {
      KeyStoreFileWriter.replace(
          file, KeyStoreFileWriter.bytes(contents.written(reloader.current().edits())));
    }
  }
}
