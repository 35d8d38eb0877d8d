package io.github.kmsjca.internal.keystore;

import io.github.kmsjca.internal.configuration.Setting;
import io.github.kmsjca.internal.importing.ImportedKey;
import io.github.kmsjca.internal.importing.KeyImporter;
import io.github.kmsjca.internal.key.KeyHandle;
import io.github.kmsjca.internal.key.KeyResolver;
import io.github.kmsjca.internal.key.OtherInstance;
import io.github.kmsjca.internal.key.PrivateKeyHandle;
import io.github.kmsjca.internal.keystore.file.EntryText;
import io.github.kmsjca.internal.keystore.file.FileText;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyName;
import io.github.kmsjca.internal.kms.call.DescribeKey;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Makes entries of what programs set: looks at it, and brings software keys into KMS, under their
 * names, where that is wanted. What comes out is text, which is not yet stored.
 */
final class EntryWriter {
  private static final String SOME_NAME = "any";

  private final KeyResolver resolver;
  private final KeyImporter importer;
  private final KeyNaming naming;
  private final boolean mayImport;

  /**
   * A writer.
   *
   * @param mayImport whether software keys may go into KMS ({@code import=true})
   */
  EntryWriter(KeyResolver resolver, KeyImporter importer, KeyNaming naming, boolean mayImport) {
    this.resolver = resolver;
    this.importer = importer;
    this.naming = naming;
    this.mayImport = mayImport;
  }

  /**
   * A key entry. Of a key of KMS it is made here alone; a software key is brought into KMS.
   *
   * @param known the entry of that name, if it is known without asking KMS
   */
  EntryText key(
      String alias,
      @Nullable Key key,
      Certificate @Nullable [] certificates,
      Optional<StoreEntry> known)
      throws KeyStoreException {
    requireWritable(alias);
    List<X509Certificate> chain = chain(certificates);
    requireSound(EntryText.ofKey(alias, SOME_NAME, chain)); // before anything is done in KMS
    if (key instanceof KeyHandle ours) {
      requireChainOf(own(ours), chain);
      return EntryText.ofKey(alias, name(ours.keyArn(), known).keyId(), chain);
    }
    KeyImporter.Imported brought = imported(alias, key, chain);
    KeyHandle handle = brought.key();
    try {
      requireChainOf(handle, chain);
      KeyName name = KeyNaming.aliasOf(alias);
      if (name != null && !brought.isNamed()) {
        naming.give(name, handle.keyArn());
      }
      return EntryText.ofKey(alias, handle.arn(), chain);
    } catch (KeyStoreException | ProviderException e) {
      throw new KeyStoreException(
          "KeyStore entry '"
              + alias
              + "' was not set; its key is "
              + handle.arn()
              + ", with the imported material: "
              + e.getMessage(),
          e);
    }
  }

  /** The name that the entry has for its key, or else the key's ARN, which is always right. */
  private static KeyName name(KeyArn key, Optional<StoreEntry> known) {
    return known
        .filter(entry -> entry.isKnownToBeOf(key))
        .map(entry -> entry.text().key())
        .orElse(KeyName.of(key));
  }

  private static void requireSound(EntryText text) throws KeyStoreException {
    if (text.problem() != null) {
      throw new KeyStoreException("KeyStore entry '" + text.alias() + "': " + text.problem());
    }
  }

  /** An entry for a certificate that is to be trusted. */
  EntryText trusted(String alias, @Nullable Certificate certificate) throws KeyStoreException {
    requireWritable(alias);
    List<X509Certificate> one = chain(certificate == null ? null : new Certificate[] {certificate});
    if (one.isEmpty()) {
      throw new KeyStoreException("there is no certificate");
    }
    return new EntryText(alias, null, one, null);
  }

  /** Names are lines of the file. */
  private static void requireWritable(@Nullable String alias) throws KeyStoreException {
    boolean writable =
        alias != null
            && !alias.isEmpty()
            && alias.equals(alias.strip())
            && FileText.isPrintable(alias)
            && StandardCharsets.UTF_8.newEncoder().canEncode(alias);
    if (!writable) {
      throw new KeyStoreException(
          "an entry's name must be one line of text that can be shown, without spaces around it");
    }
  }

  private static List<X509Certificate> chain(Certificate @Nullable [] certificates)
      throws KeyStoreException {
    List<X509Certificate> chain = new ArrayList<>();
    if (certificates != null) {
      for (Certificate certificate : certificates) {
        if (!(certificate instanceof X509Certificate x509)) {
          throw new KeyStoreException("only X.509 certificates can be kept");
        }
        chain.add(x509);
      }
    }
    return chain;
  }

  private KeyHandle own(KeyHandle key) throws KeyStoreException {
    try {
      OtherInstance.requireUsable(key);
    } catch (InvalidKeyException e) {
      throw new KeyStoreException(e.getMessage(), e);
    }
    if (!key.belongsTo(resolver)) {
      throw new KeyStoreException(
          key.arn()
              + " is a key of another provider instance, "
              + key.providerName()
              + ": take the key from this one");
    }
    return key;
  }

  private static void requireChainOf(KeyHandle key, List<X509Certificate> chain)
      throws KeyStoreException {
    if (chain.isEmpty()) {
      return;
    }
    if (!(key instanceof PrivateKeyHandle privateKey)) {
      throw new KeyStoreException(key.arn() + " is symmetric: it can have no certificate");
    }
    try {
      privateKey.withCertificateKey(chain.get(0).getPublicKey());
    } catch (InvalidKeyException | ProviderException e) {
      throw new KeyStoreException(e.getMessage(), e);
    }
  }

  private KeyImporter.Imported imported(
      String alias, @Nullable Key key, List<X509Certificate> chain) throws KeyStoreException {
    if (!mayImport) {
      throw new KeyStoreException(
          "KeyStore entry '"
              + alias
              + "': this is not a key of KMS. With "
              + Setting.IMPORT.key()
              + "=true its material would be imported into KMS; a key that is made there"
              + " needs no import");
    }
    ImportedKey software;
    try {
      if (key instanceof PrivateKey privateKey && !chain.isEmpty()) {
        software = ImportedKey.of(privateKey, chain.get(0));
      } else if (key instanceof SecretKey secretKey && chain.isEmpty()) {
        software = ImportedKey.of(secretKey);
      } else {
        throw new KeyStoreException(
            "a private key comes with its certificate chain, and a secret key without one");
      }
    } catch (InvalidKeyException e) {
      throw new KeyStoreException("KeyStore entry '" + alias + "': " + e.getMessage(), e);
    }
    KeyName name = KeyNaming.aliasOf(alias);
    Optional<DescribeKey.Description> holder =
        name == null ? Optional.empty() : naming.holder(name);
    if (name == null || holder.isEmpty()) {
      return importer.intoNewKey(
          software, alias, name, made -> name != null && naming.giveFree(name, made));
    }
    DescribeKey.Description there = holder.get();
    if (isOfImportedKind(there, software)) {
      try {
        return new KeyImporter.Imported(importer.into(there.arn(), software), true);
      } catch (KeyStoreException e) {
        if (!naming.mayMove() || !KeyImporter.isOtherMaterial(e)) {
          throw e;
        }
      }
    }
    if (!naming.mayMove()) {
      throw KeyNaming.taken(name, there.arn());
    }
    // The name stays with the key that works until another does.
    return importer.intoNewKey(software, alias, name, made -> false);
  }

  /**
   * True if the alias names a key that has, or once had, imported material of this kind. The same
   * material may come again, and makes no second key.
   */
  private static boolean isOfImportedKind(DescribeKey.Description there, ImportedKey software) {
    return there.origin().equals("EXTERNAL")
        && there.spec().equals(software.spec().name())
        && there.usage().equals(software.usage().name());
  }
}
