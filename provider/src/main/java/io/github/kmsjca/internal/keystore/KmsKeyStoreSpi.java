package io.github.kmsjca.internal.keystore;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.ConfigurationException;
import io.github.kmsjca.internal.configuration.Settings;
import io.github.kmsjca.internal.key.KeyResolver;
import io.github.kmsjca.internal.keystore.file.KeyStoreFile;
import io.github.kmsjca.internal.kms.ClassPathFailure;
import io.github.kmsjca.internal.kms.Gateway;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.lifecycle.Lifecycle;
import io.github.kmsjca.spec.KmsKeyStoreParameter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The KeyStore {@code AWSKMS}: a file of certificates, and KMS keys. Passwords are ignored, since
 * there is no secret here. Loading calls nobody; {@code getKey} makes one GetPublicKey per entry,
 * once, and one DescribeKey if that key is symmetric; only {@code aliases} and {@code size} may
 * list, and to go through what they list costs nothing more. What is set shows at once, and is in
 * the file once it is stored.
 */
public final class KmsKeyStoreSpi extends KeyStoreSpi {
  public static final String TYPE = "AWSKMS";

  private final KeyResolver resolver;
  private final Settings settings;
  private final Gateway gateway;
  private final InstantSource clock = Clock.systemUTC();
  private final Instant created = clock.instant();
  private volatile @Nullable LoadedStore loaded;

  public KmsKeyStoreSpi(KeyResolver resolver, Settings settings, Gateway gateway) {
    this.resolver = resolver;
    this.settings = settings;
    this.gateway = gateway;
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
    requireOpen(IOException::new);
    try {
      return settings.get();
    } catch (ConfigurationException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private void load(Contents contents, Configuration configuration)
      throws IOException, CertificateException {
    try {
      loaded = LoadedStore.create(contents, resolver, gateway, configuration, clock);
    } catch (LinkageError e) {
      throw new IOException(ClassPathFailure.text(e), e);
    }
  }

  @Override
  public boolean engineProbe(InputStream in) throws IOException {
    return KeyStoreFile.probe(in);
  }

  /** What is thrown depends on what a method may throw. */
  private <E extends Exception> void requireOpen(Function<String, E> exception) throws E {
    Lifecycle lifecycle = gateway.lifecycle();
    if (lifecycle.isClosed()) {
      throw exception.apply("KeyStore AWSKMS: " + lifecycle.closedText() + ".");
    }
  }

  private LoadedStore loaded() {
    requireOpen(ProviderException::new);
    LoadedStore now = loaded;
    if (now == null) {
      throw new IllegalStateException("the KeyStore is not loaded");
    }
    return now;
  }

  private Snapshot snapshot() {
    return loaded().reloader().current();
  }

  private Writing writing() {
    return loaded().writing();
  }

  private List<String> aliases() {
    try {
      return snapshot().aliases();
    } catch (KmsCallException e) {
      throw new ProviderException(
          e.getMessage() + " To need no list, name the keys: keys=, or a keystore file.", e);
    }
  }

  /** The entry of that name, which is meant unless the caller goes through all that there are. */
  private Optional<StoreEntry> entry(@Nullable String alias) {
    return entry(alias, place -> {});
  }

  private Optional<StoreEntry> entry(@Nullable String alias, Consumer<String> absence) {
    Snapshot now = snapshot();
    Optional<StoreEntry> entry = KeyManagerAlias.find(alias, name -> now.entry(name, absence));
    return now.isWalk(alias) ? entry : entry.map(StoreEntry::mean);
  }

  /**
   * The entry of that name, and its key along with it. Who goes through all entries shall not fail
   * by a key that this role may not use: that is passed over, and the log has the reason.
   */
  private Optional<StoreEntry> fetched(@Nullable String alias, String method) {
    boolean isWalk = snapshot().isWalk(alias);
    return wanted(alias, method).filter(e -> !(isWalk && e.isBroken())).map(StoreEntry::mean);
  }

  /** The entry of that name; that there is none is worth a line in the log. */
  private Optional<StoreEntry> wanted(@Nullable String alias, String method) {
    AtomicReference<String> place = new AtomicReference<>("");
    Optional<StoreEntry> entry = entry(alias, place::set);
    if (entry.isEmpty() && alias != null) {
      loaded().noSuchEntry().note(method, alias, Objects.requireNonNull(place.get()));
    }
    return entry;
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
    requireOpen(UnrecoverableKeyException::new);
    StoreEntry entry = fetched(alias, "getKey").orElse(null);
    return entry == null || entry.text().isTrusted() ? null : entry.key();
  }

  @Override
  public Certificate @Nullable [] engineGetCertificateChain(@Nullable String alias) {
    List<X509Certificate> chain =
        wanted(alias, "getCertificateChain")
            .filter(e -> !e.text().isTrusted())
            .map(StoreEntry::chain)
            .orElse(List.of());
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
    requireOpen(UnrecoverableKeyException::new);
    StoreEntry entry = fetched(alias, "getEntry").orElse(null);
    return entry == null ? null : loaded().entries().of(entry);
  }

  /** What {@code KeyStore.getAttributes} asks for, which there is since JDK 18. */
  @SuppressWarnings("MissingOverride") // compiled for 17
  public Set<KeyStore.Entry.Attribute> engineGetAttributes(@Nullable String alias) {
    return entry(alias).map(loaded().entries()::attributes).orElse(Set.of());
  }

  @Override
  public boolean engineEntryInstanceOf(
      @Nullable String alias, Class<? extends KeyStore.Entry> entryClass) {
    StoreEntry entry = entry(alias).orElse(null);
    return entry != null && loaded().entries().isOfKind(entry, entryClass);
  }

  @Override
  public void engineSetKeyEntry(
      String alias, @Nullable Key key, char @Nullable [] ignored, Certificate @Nullable [] chain)
      throws KeyStoreException {
    requireOpen(KeyStoreException::new);
    writing().setKey(alias, key, chain);
  }

  @Override
  public void engineSetKeyEntry(String alias, byte[] key, Certificate @Nullable [] chain)
      throws KeyStoreException {
    throw new KeyStoreException(
        "a KeyStore AWSKMS keeps no key material, encrypted or not: set the key itself, with"
            + " import=true");
  }

  @Override
  public void engineSetCertificateEntry(String alias, @Nullable Certificate certificate)
      throws KeyStoreException {
    requireOpen(KeyStoreException::new);
    writing().setTrusted(alias, certificate);
  }

  @Override
  public void engineDeleteEntry(String alias) throws KeyStoreException {
    requireOpen(KeyStoreException::new);
    writing().delete(alias);
  }

  /** As the default does, but for any protection parameter, or none. */
  @Override
  public void engineSetEntry(
      String alias, KeyStore.Entry entry, KeyStore.@Nullable ProtectionParameter ignored)
      throws KeyStoreException {
    requireOpen(KeyStoreException::new);
    if (entry instanceof KeyStore.PrivateKeyEntry e) {
      writing().setKey(alias, e.getPrivateKey(), e.getCertificateChain());
    } else if (entry instanceof KeyStore.SecretKeyEntry e) {
      writing().setKey(alias, e.getSecretKey(), null);
    } else if (entry instanceof KeyStore.TrustedCertificateEntry e) {
      writing().setTrusted(alias, e.getTrustedCertificate());
    } else {
      throw new KeyStoreException("entries of this kind cannot be kept: " + entry.getClass());
    }
  }

  /** Without a stream, as keytool has it for {@code -keystore NONE}: into the file it came from. */
  @Override
  public void engineStore(@Nullable OutputStream out, char @Nullable [] password)
      throws IOException, CertificateException {
    requireOpen(IOException::new);
    if (out == null) {
      writing().store();
    } else {
      writing().store(out);
    }
  }

  @Override
  public void engineStore(KeyStore.@Nullable LoadStoreParameter parameter)
      throws IOException, CertificateException {
    requireOpen(IOException::new);
    Path file =
        parameter instanceof KmsKeyStoreParameter ours ? ours.certificates().orElse(null) : null;
    if (file == null) {
      writing().store();
    } else {
      writing().storeTo(file);
    }
  }
}
