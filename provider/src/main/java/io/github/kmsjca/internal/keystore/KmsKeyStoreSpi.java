package io.github.kmsjca.internal.keystore;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.ConfigurationException;
import io.github.kmsjca.internal.configuration.Setting;
import io.github.kmsjca.internal.configuration.Settings;
import io.github.kmsjca.internal.key.KeyHandle;
import io.github.kmsjca.internal.key.KeyResolver;
import io.github.kmsjca.internal.key.PrivateKeyHandle;
import io.github.kmsjca.internal.key.SecretKeyHandle;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.spec.KmsKeyStoreParameter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.KeyStoreSpi;
import java.security.ProviderException;
import java.security.UnrecoverableEntryException;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Date;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The KeyStore {@code AWSKMS}, its reading side: a file of certificates, and KMS keys. Passwords
 * are ignored, since there is no secret here. Loading calls nobody; {@code getKey} makes one
 * GetPublicKey per entry, once, and one DescribeKey if that key is symmetric; only {@code aliases}
 * and {@code size} may list.
 */
public final class KmsKeyStoreSpi extends KeyStoreSpi {
  public static final String TYPE = "AWSKMS";

  private static final String READ_ONLY =
      "The KeyStore AWSKMS is read-only: edit the keystore file, which is text, and create keys and"
          + " aliases in KMS";

  private final KeyResolver resolver;
  private final Settings settings;
  private final InstantSource clock = Clock.systemUTC();
  private final Instant created = clock.instant();
  private volatile @Nullable Reloader reloader;

  public KmsKeyStoreSpi(KeyResolver resolver, Settings settings) {
    this.resolver = resolver;
    this.settings = settings;
  }

  @Override
  public void engineLoad(@Nullable InputStream in, char @Nullable [] password)
      throws IOException, CertificateException {
    Configuration configuration = configuration();
    load(
        in == null
            ? Contents.ofConfiguration(resolver, configuration, clock)
            : Contents.ofStream(resolver, configuration, clock, in),
        configuration);
  }

  /** Protection parameters are accepted and ignored, as passwords are. */
  @Override
  public void engineLoad(KeyStore.@Nullable LoadStoreParameter parameter)
      throws IOException, CertificateException {
    Configuration configuration = configuration();
    load(
        parameter instanceof KmsKeyStoreParameter ours
            ? Contents.ofParameter(resolver, configuration, clock, ours)
            : Contents.ofConfiguration(resolver, configuration, clock),
        configuration);
  }

  private Configuration configuration() throws IOException {
    try {
      return settings.get();
    } catch (ConfigurationException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private void load(Contents contents, Configuration configuration)
      throws IOException, CertificateException {
    reloader = new Reloader(contents, clock, configuration.duration(Setting.RELOAD));
  }

  @Override
  public boolean engineProbe(InputStream in) throws IOException {
    return KeyStoreFile.probe(in);
  }

  private Snapshot snapshot() {
    Reloader loaded = reloader;
    if (loaded == null) {
      throw new IllegalStateException("the KeyStore is not loaded");
    }
    return loaded.current();
  }

  private List<String> aliases() {
    try {
      return snapshot().aliases();
    } catch (KmsCallException e) {
      throw new ProviderException(
          e.getMessage() + " To need no list, name the keys: keys=, or a keystore file.", e);
    }
  }

  private Optional<StoreEntry> entry(@Nullable String alias) {
    return snapshot().entry(alias);
  }

  @Override
  public Enumeration<String> engineAliases() {
    return Collections.enumeration(aliases());
  }

  @Override
  public int engineSize() {
    return aliases().size();
  }

  @Override
  public boolean engineContainsAlias(@Nullable String alias) {
    return entry(alias).isPresent();
  }

  @Override
  public boolean engineIsKeyEntry(@Nullable String alias) {
    return entry(alias).map(StoreEntry::isKey).orElse(false);
  }

  @Override
  public boolean engineIsCertificateEntry(@Nullable String alias) {
    return entry(alias).map(e -> e.text().isTrusted()).orElse(false);
  }

  @Override
  public @Nullable Key engineGetKey(@Nullable String alias, char @Nullable [] password)
      throws UnrecoverableKeyException {
    StoreEntry entry = entry(alias).orElse(null);
    return entry == null || entry.text().isTrusted() ? null : entry.key();
  }

  @Override
  public Certificate @Nullable [] engineGetCertificateChain(@Nullable String alias) {
    List<X509Certificate> chain =
        entry(alias).filter(e -> !e.text().isTrusted()).map(StoreEntry::chain).orElse(List.of());
    return chain.isEmpty() ? null : chain.toArray(Certificate[]::new);
  }

  @Override
  public @Nullable Certificate engineGetCertificate(@Nullable String alias) {
    return entry(alias).map(StoreEntry::chain).flatMap(c -> c.stream().findFirst()).orElse(null);
  }

  @Override
  public @Nullable String engineGetCertificateAlias(Certificate certificate) {
    for (StoreEntry entry : snapshot().written()) {
      List<X509Certificate> chain = entry.text().chain();
      if (!chain.isEmpty() && chain.get(0).equals(certificate)) {
        return entry.text().alias();
      }
    }
    return null;
  }

  /** Of the certificate, or else when this KeyStore was made: KMS is not asked for this. */
  @Override
  public @Nullable Date engineGetCreationDate(@Nullable String alias) {
    StoreEntry entry = entry(alias).orElse(null);
    if (entry == null) {
      return null;
    }
    List<X509Certificate> chain = entry.text().chain();
    return chain.isEmpty() ? Date.from(created) : chain.get(0).getNotBefore();
  }

  /** As the default does, but for any protection parameter, or none. */
  @Override
  public KeyStore.@Nullable Entry engineGetEntry(
      @Nullable String alias, KeyStore.@Nullable ProtectionParameter ignored)
      throws KeyStoreException, UnrecoverableEntryException {
    StoreEntry entry = entry(alias).orElse(null);
    if (entry == null) {
      return null;
    }
    if (entry.text().isTrusted()) {
      return new KeyStore.TrustedCertificateEntry(entry.chain().get(0));
    }
    KeyHandle key = entry.key();
    return key instanceof SecretKeyHandle secretKey
        ? new KeyStore.SecretKeyEntry(secretKey, KeyAttribute.of(secretKey))
        : privateKeyEntry(entry, (PrivateKeyHandle) key);
  }

  private static KeyStore.Entry privateKeyEntry(StoreEntry entry, PrivateKeyHandle key)
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
      return new KeyStore.PrivateKeyEntry(key, chain, KeyAttribute.of(key));
    } catch (IllegalArgumentException e) {
      // On a platform that does not know the key's algorithm, the certificate has another name for
      // it.
      throw new KeyStoreException(what + ": " + e.getMessage(), e);
    }
  }

  @Override
  public boolean engineEntryInstanceOf(
      @Nullable String alias, Class<? extends KeyStore.Entry> entryClass) {
    StoreEntry entry = entry(alias).orElse(null);
    if (entry == null) {
      return false;
    }
    if (entry.text().isTrusted()) {
      return entryClass == KeyStore.TrustedCertificateEntry.class;
    }
    return entryClass == KeyStore.SecretKeyEntry.class
        ? entry.isSecretKey()
        : entryClass == KeyStore.PrivateKeyEntry.class && entry.isKey() && !entry.chain().isEmpty();
  }

  @Override
  public void engineSetKeyEntry(
      String alias, Key key, char @Nullable [] password, Certificate @Nullable [] chain)
      throws KeyStoreException {
    throw new KeyStoreException(READ_ONLY);
  }

  @Override
  public void engineSetKeyEntry(String alias, byte[] key, Certificate @Nullable [] chain)
      throws KeyStoreException {
    throw new KeyStoreException(READ_ONLY);
  }

  @Override
  public void engineSetCertificateEntry(String alias, Certificate certificate)
      throws KeyStoreException {
    throw new KeyStoreException(READ_ONLY);
  }

  @Override
  public void engineDeleteEntry(String alias) throws KeyStoreException {
    throw new KeyStoreException(READ_ONLY);
  }

  @Override
  public void engineStore(OutputStream out, char @Nullable [] password) throws IOException {
    throw new IOException(READ_ONLY);
  }

  @Override
  public void engineStore(KeyStore.@Nullable LoadStoreParameter parameter) throws IOException {
    throw new IOException(READ_ONLY);
  }
}
