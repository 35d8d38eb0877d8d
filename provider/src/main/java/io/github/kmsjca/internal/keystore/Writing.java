package io.github.kmsjca.internal.keystore;

import io.github.kmsjca.internal.keystore.file.EntryText;
import io.github.kmsjca.internal.keystore.file.FileStamp;
import io.github.kmsjca.internal.keystore.file.FileText;
import io.github.kmsjca.internal.keystore.file.KeyStoreFile;
import io.github.kmsjca.internal.keystore.file.KeyStoreFileWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The writing side of one loaded KeyStore. Changes show at once in this KeyStore, and are in its
 * file once it is stored. Until then nothing is done in KMS, but for the import of a software key.
 */
final class Writing {
  /**
   * One writer at a time: else the later of two would write what it read before the earlier did.
   */
  private static final Object FILES = new Object();

  private static final int MOST_ATTEMPTS = 10;

  private final Contents contents;
  private final Reloader reloader;
  private final EntryWriter writer;
  private final KeyNaming naming;

  Writing(Contents contents, Reloader reloader, EntryWriter writer, KeyNaming naming) {
    this.contents = contents;
    this.reloader = reloader;
    this.writer = writer;
    this.naming = naming;
  }

  void setKey(String alias, @Nullable Key key, Certificate @Nullable [] chain)
      throws KeyStoreException {
    requireNotHidden(alias);
    EntryText text = writer.key(alias, key, chain, reloader.current().known(alias));
    edit(edits -> edits.with(text));
  }

  void setTrusted(String alias, @Nullable Certificate certificate) throws KeyStoreException {
    if (!contents.trusts()) {
      throw new KeyStoreException(
          "trusted certificates are of no effect here without trust=true: set it, or use another"
              + " KeyStore as the trust store; where one type is for both stores, the type "
              + InMemoryCopiesSpi.TYPE);
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
    requireNotHidden(alias);
    synchronized (FILES) {
      if (isOfFile(alias)) {
        edit(edits -> edits.without(alias));
        return;
      }
      if (reloader.current().edits().contains(alias)) {
        edit(edits -> edits.undone(alias));
        return;
      }
    }
    if (reloader.current().entry(alias).isPresent()) {
      throw new KeyStoreException(
          "KeyStore entry '"
              + alias
              + "' is in no file: it is a key of KMS or one of keys=, and this KeyStore deletes"
              + " neither keys nor KMS aliases: do that with the AWS CLI, or take it out of keys=");
    }
  }

  private boolean isOfFile(String alias) throws KeyStoreException {
    try {
      return contents.isOfFile(alias);
    } catch (IOException | CertificateException e) {
      throw unreadable(e);
    }
  }

  /** Whoever does not trust it does not see it, and shall not destroy it for those who do. */
  private void requireNotHidden(String alias) throws KeyStoreException {
    try {
      for (EntryText text : contents.written(reloader.current().edits())) {
        if (text.alias().equals(alias) && text.isTrusted() && !contents.trusts()) {
          throw new KeyStoreException(
              "KeyStore entry '"
                  + alias
                  + "' is a trusted certificate, which is hidden without trust=true");
        }
      }
    } catch (IOException | CertificateException e) {
      throw unreadable(e);
    }
  }

  private void edit(UnaryOperator<Edits> change) throws KeyStoreException {
    try {
      reloader.edit(change);
    } catch (IOException | CertificateException e) {
      throw unreadable(e);
    }
  }

  private static KeyStoreException unreadable(Exception e) {
    return new KeyStoreException("the keystore file cannot be read: " + e.getMessage(), e);
  }

  /** All entries but the account's other keys, as a keystore file. */
  void store(OutputStream out) throws IOException, CertificateException {
    Edits edits = reloader.current().edits();
    byte[] content = KeyStoreFileWriter.bytes(contents.written(edits));
    name(edits);
    out.write(content);
  }

  private void name(Edits edits) throws IOException {
    try {
      naming.beforeFile(edits);
    } catch (KeyStoreException e) {
      throw notStored(e);
    }
  }

  private static IOException notStored(KeyStoreException e) {
    return new IOException("the KeyStore was not stored: " + e.getMessage(), e);
  }

  /**
   * Into the file that this KeyStore was loaded from.
   *
   * @throws IOException also if there is none, and something would be lost
   */
  void store() throws IOException, CertificateException {
    Path file = contents.file().orElse(null);
    if (file != null) {
      synchronized (FILES) {
        Edits edits = reloader.current().edits();
        change(file, edits);
        reloader.edit(current -> current.minus(edits));
      }
      return;
    }
    try {
      naming.insteadOfFile(reloader.current().edits());
    } catch (KeyStoreException e) {
      throw notStored(e);
    }
  }

  /** Another program may have changed the file since it was read, and then it is read again. */
  private void change(Path file, Edits edits) throws IOException, CertificateException {
    for (int attempt = 1; ; attempt++) {
      FileStamp before = FileStamp.of(file);
      byte[] content = KeyStoreFileWriter.bytes(edits.applied(contents.read().texts()));
      name(edits);
      if (FileStamp.of(file).equals(before)) {
        KeyStoreFileWriter.replace(file, content);
        return;
      }
      if (attempt == MOST_ATTEMPTS) {
        throw new IOException(file + " changes all the time: it was not written");
      }
    }
  }

  /**
   * All entries into a file, which is made if it is not there.
   *
   * @throws IOException also if it has entries that would be lost
   */
  void storeTo(Path file) throws IOException, CertificateException {
    if (isOwn(file)) {
      store();
      return;
    }
    synchronized (FILES) {
      Edits edits = reloader.current().edits();
      List<EntryText> entries = contents.written(edits);
      Set<String> names = new HashSet<>();
      entries.forEach(entry -> names.add(entry.alias()));
      List<EntryText> replaced = Files.exists(file) ? KeyStoreFile.read(file).texts() : List.of();
      for (EntryText there : replaced) {
        if (!names.contains(there.alias())) {
          throw new IOException(
              file + " has an entry '" + FileText.of(there.alias()) + "', which would be lost");
        }
      }
      byte[] content = KeyStoreFileWriter.bytes(entries);
      name(edits);
      KeyStoreFileWriter.replace(file, content);
    }
  }

  private boolean isOwn(Path file) throws IOException {
    Path own = contents.file().orElse(null);
    return own != null
        && (own.toAbsolutePath().equals(file.toAbsolutePath())
            || (Files.exists(own) && Files.exists(file) && Files.isSameFile(own, file)));
  }
}
