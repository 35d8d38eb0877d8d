package io.github.kmsjca.internal.keystore;

import io.github.kmsjca.internal.key.KeyHandle;
import io.github.kmsjca.internal.key.PrivateKeyHandle;
import io.github.kmsjca.internal.key.SecretKeyHandle;
import io.github.kmsjca.internal.telemetry.Log;
import java.lang.System.Logger.Level;
import java.security.InvalidKeyException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Entries as objects of the JCA, with the attributes of their keys. */
final class KeyStoreEntries {
  private final EntryAttributes attributes;
  private final AtomicBoolean saidOfNoChain = new AtomicBoolean();

  KeyStoreEntries(EntryAttributes attributes) {
    this.attributes = attributes;
  }

  /** True if {@link #of} gives an object of that class. */
  boolean isOfKind(StoreEntry entry, Class<? extends KeyStore.Entry> entryClass) {
    if (entry.text().isTrusted()) {
      return entryClass == KeyStore.TrustedCertificateEntry.class;
    }
    if (entryClass == KeyStore.SecretKeyEntry.class) {
      return entry.isSecretKey();
    }
    if (entryClass != KeyStore.PrivateKeyEntry.class || entry.isPrivateKey()) {
      return entryClass == KeyStore.PrivateKeyEntry.class;
    }
    if (entry.isMeant() && entry.isKey()) {
      sayOfNoChain(entry);
    }
    return false;
  }

  /** Once, for keytool's user: its importcert does nothing with such an entry, and says nothing. */
  private void sayOfNoChain(StoreEntry entry) {
    if (!entry.isSecretKey() && !saidOfNoChain.getAndSet(true)) {
      Log.logger()
          .log(
              Level.WARNING,
              "KeyStore entry ''{0}'' has no certificate chain, so it is no PrivateKeyEntry:"
                  + " keytool -importcert does nothing to it. With the setting selfSigned=true it is"
                  + " one, and takes a chain.",
              entry.text().alias());
    }
  }

  KeyStore.Entry of(StoreEntry entry) throws KeyStoreException, UnrecoverableKeyException {
    if (entry.text().isTrusted()) {
      return new KeyStore.TrustedCertificateEntry(entry.chain().get(0));
    }
    KeyHandle key = entry.key();
    return key instanceof SecretKeyHandle secretKey
        ? new KeyStore.SecretKeyEntry(secretKey, attributes.of(secretKey))
        : privateKeyEntry(entry, (PrivateKeyHandle) key);
  }

  private KeyStore.Entry privateKeyEntry(StoreEntry entry, PrivateKeyHandle key)
      throws KeyStoreException {
    String what = "KeyStore entry '" + entry.text().alias() + "' (" + key.arn() + ")";
    Certificate[] chain = entry.chain().toArray(Certificate[]::new);
    if (chain.length == 0) {
      throw new KeyStoreException(
          what
              + " has no certificate chain, which an entry of this kind needs: write one under"
              + " 'alias: "
              + entry.text().alias()
              + "' in the keystore file, or set selfSigned=true");
    }
    try {
      // Which makes it the certificate's, if that is a self-signed one: the two have one name.
      PrivateKeyHandle certified = key.withCertificateKey(chain[0].getPublicKey());
      return new KeyStore.PrivateKeyEntry(certified, chain, attributes.of(key));
    } catch (InvalidKeyException | IllegalArgumentException e) {
      // On a platform that does not know the key's algorithm, the certificate has another name for
      // it.
      throw new KeyStoreException(what + ": " + e.getMessage(), e);
    }
  }

  /** Of an entry whose key can be had; nothing of others. */
  Set<KeyStore.Entry.Attribute> attributes(StoreEntry entry) {
    try {
      return entry.text().isTrusted() ? Set.of() : attributes.of(entry.key());
    } catch (UnrecoverableKeyException e) {
      return Set.of();
    }
  }
}
