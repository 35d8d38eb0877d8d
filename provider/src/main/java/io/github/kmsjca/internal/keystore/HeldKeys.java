package io.github.kmsjca.internal.keystore;

import io.github.kmsjca.internal.keystore.file.FileText;
import io.github.kmsjca.spec.KmsKey;
import java.io.IOException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one KeyStore whose keys have no bytes, kept as the objects that they are. Upper
 * and lower case are alike in their names, as in the platform's stores. Thread-safe.
 */
final class HeldKeys {
  private final Map<String, Entry> entries = Collections.synchronizedMap(new LinkedHashMap<>());

  /** One entry. */
  record Entry(
      Key key, List<Certificate> chain, Set<KeyStore.Entry.Attribute> attributes, Instant created) {

    Certificate @Nullable [] chainOrNull() {
      return chain.isEmpty() ? null : chain.toArray(Certificate[]::new);
    }

    @Nullable Certificate certificate() {
      return chain.isEmpty() ? null : chain.get(0);
    }

    boolean isOf(Class<? extends KeyStore.Entry> entryClass) {
      return entryClass == KeyStore.SecretKeyEntry.class
          ? key instanceof SecretKey
          : entryClass == KeyStore.PrivateKeyEntry.class && key instanceof PrivateKey;
    }

    KeyStore.Entry toEntry(String alias) throws KeyStoreException {
      try {
        return key instanceof PrivateKey privateKey
            ? new KeyStore.PrivateKeyEntry(
                privateKey, chain.toArray(Certificate[]::new), attributes)
            : new KeyStore.SecretKeyEntry((SecretKey) key, attributes);
      } catch (IllegalArgumentException e) { // such as a certificate of another kind of key
        throw new KeyStoreException(
            "KeyStore entry '" + FileText.of(alias) + "': " + e.getMessage(), e);
      }
    }
  }

  /**
   * True of a key that the platform's stores cannot keep, since it says that it has no encoding:
   * keys of KMS, of any provider instance and class loader, and those of other devices alike.
   */
  static boolean areFor(@Nullable Key key) {
    return (key instanceof PrivateKey || key instanceof SecretKey) && key.getFormat() == null;
  }

  private static String name(String alias) {
    return alias.toLowerCase(Locale.ENGLISH);
  }

  void put(
      String alias,
      Key key,
      Certificate @Nullable [] chain,
      Set<KeyStore.Entry.Attribute> attributes) {
    List<Certificate> certificates = chain == null ? List.of() : List.of(chain);
    entries.put(name(alias), new Entry(key, certificates, attributes, Instant.now()));
  }

  Optional<Entry> find(@Nullable String alias) {
    return alias == null ? Optional.empty() : Optional.ofNullable(entries.get(name(alias)));
  }

  boolean remove(String alias) {
    return entries.remove(name(alias)) != null;
  }

  List<String> aliases() {
    synchronized (entries) {
      return List.copyOf(entries.keySet());
    }
  }

  @Nullable String aliasOf(Certificate certificate) {
    for (String alias : aliases()) {
      if (find(alias).map(Entry::certificate).filter(certificate::equals).isPresent()) {
        return alias;
      }
    }
    return null;
  }

  /**
   * Who stores a KeyStore wants it all back.
   *
   * @throws IOException if there is an entry, none of which a file of the platform's can have
   */
  void requireNone() throws IOException {
    for (String alias : aliases()) {
      Key key = find(alias).map(Entry::key).orElse(null);
      throw new IOException(
          "nothing was stored: KeyStore entry '"
              + FileText.of(alias)
              + "' is a key without bytes"
              + (key instanceof KmsKey ours ? ", " + ours.arn() : "")
              + ", which a PKCS12 file cannot hold. Delete the entry first; a KeyStore of the type "
              + KmsKeyStoreSpi.TYPE
              + " stores keys of KMS by their names");
    }
  }
}
