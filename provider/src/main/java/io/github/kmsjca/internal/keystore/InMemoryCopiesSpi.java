package io.github.kmsjca.internal.keystore;

import io.github.kmsjca.internal.keystore.file.KeyStoreFile;
import io.github.kmsjca.spec.KmsKeyStoreParameter;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.KeyStoreSpi;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.security.UnrecoverableEntryException;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The KeyStore {@code AWSKMS-PKCS12}, made to be the default type of a JVM: the platform's PKCS12,
 * which reads JKS as well, and beside it, in memory, keys that have no bytes. So a library that
 * copies keys into a store of the default type can copy these. A keystore file of ours is
 * recognised, and is then what the type {@code AWSKMS} makes of it.
 *
 * <p>Nothing here needs KMS or the SDK before such a file is loaded: the trust store of every TLS
 * client, the SDK's own included, is a store of the default type.
 */
public final class InMemoryCopiesSpi extends KeyStoreSpi {
  public static final String TYPE = "AWSKMS-PKCS12";

  private static final String PLATFORM_TYPE = "PKCS12";

  /** By name: a search would come back here wherever this type has been given another name. */
  private static final List<String> PLATFORM_PROVIDERS = List.of("SUN", "SunJSSE");

  private static final int FIRST_LINE_BYTES = 8192;

  private final Supplier<KmsKeyStoreSpi> ours;
  private volatile @Nullable Loaded loaded;

  /**
   * What was loaded last.
   *
   * @param held empty for ever if the store is one of ours
   */
  private record Loaded(KeyStoreSpi store, HeldKeys held) {
    boolean holds(@Nullable Key key) {
      return !(store instanceof KmsKeyStoreSpi) && HeldKeys.areFor(key);
    }

    /** By any of its names, unless the store has an entry of that very name. */
    Optional<HeldKeys.Entry> find(@Nullable String alias) {
      Optional<HeldKeys.Entry> exact = held.find(alias);
      return exact.isPresent() || held.aliases().isEmpty() || store.engineContainsAlias(alias)
          ? exact
          : KeyManagerAlias.find(alias, held::find);
    }
  }

  /**
   * A store that is not loaded.
   *
   * @param ours makes a store of the type {@code AWSKMS}
   */
  public InMemoryCopiesSpi(Supplier<KmsKeyStoreSpi> ours) {
    this.ours = ours;
  }

  private static KeyStoreSpi platformStore() throws IOException, NoSuchAlgorithmException {
    for (String name : PLATFORM_PROVIDERS) {
      Provider provider = Security.getProvider(name);
      Provider.Service service =
          provider == null ? null : provider.getService("KeyStore", PLATFORM_TYPE);
      if (service != null) {
        return (KeyStoreSpi) service.newInstance(null);
      }
    }
    throw new IOException(
        "KeyStore "
            + TYPE
            + " needs the platform's "
            + PLATFORM_TYPE
            + ", and none of its providers is registered: "
            + PLATFORM_PROVIDERS);
  }

  private Loaded loaded() {
    Loaded now = loaded;
    if (now == null) {
      throw new IllegalStateException("the KeyStore is not loaded");
    }
    return now;
  }

  private KeyStoreSpi store() {
    return loaded().store();
  }

  private Optional<HeldKeys.Entry> held(@Nullable String alias) {
    return loaded().find(alias);
  }

  /** Without a stream the store is empty, and not the account's keys: it is somebody's new one. */
  @Override
  public void engineLoad(@Nullable InputStream in, char @Nullable [] password)
      throws IOException, NoSuchAlgorithmException, CertificateException {
    InputStream buffered = in == null ? null : new BufferedInputStream(in, FIRST_LINE_BYTES);
    KeyStoreSpi store = isOurs(buffered) ? ours.get() : platformStore();
    store.engineLoad(buffered, password);
    loaded = new Loaded(store, new HeldKeys());
  }

  private static boolean isOurs(@Nullable InputStream in) throws IOException {
    if (in == null) {
      return false;
    }
    in.mark(FIRST_LINE_BYTES);
    boolean isOurs = KeyStoreFile.probe(in);
    in.reset();
    return isOurs;
  }

  @Override
  public void engineLoad(KeyStore.@Nullable LoadStoreParameter parameter)
      throws IOException, NoSuchAlgorithmException, CertificateException {
    KeyStoreSpi store = parameter instanceof KmsKeyStoreParameter ? ours.get() : platformStore();
    store.engineLoad(parameter);
    loaded = new Loaded(store, new HeldKeys());
  }

  /** Nobody gets this type who did not name it: the JDK tries all types by their probes. */
  @Override
  public boolean engineProbe(InputStream in) {
    return false;
  }

  @Override
  public Enumeration<String> engineAliases() {
    List<String> aliases = new ArrayList<>(Collections.list(store().engineAliases()));
    aliases.addAll(loaded().held().aliases());
    return Collections.enumeration(aliases);
  }

  @Override
  public int engineSize() {
    return store().engineSize() + loaded().held().aliases().size();
  }

  @Override
  public boolean engineContainsAlias(@Nullable String alias) {
    return held(alias).isPresent() || store().engineContainsAlias(alias);
  }

  @Override
  public boolean engineIsKeyEntry(@Nullable String alias) {
    return held(alias).isPresent() || store().engineIsKeyEntry(alias);
  }

  @Override
  public boolean engineIsCertificateEntry(@Nullable String alias) {
    return held(alias).isEmpty() && store().engineIsCertificateEntry(alias);
  }

  @Override
  @SuppressWarnings("NullAway") // null as JCA has it
  public Key engineGetKey(@Nullable String alias, char @Nullable [] password)
      throws NoSuchAlgorithmException, UnrecoverableKeyException {
    HeldKeys.Entry entry = held(alias).orElse(null);
    return entry != null ? entry.key() : store().engineGetKey(alias, password);
  }

  @Override
  public Certificate @Nullable [] engineGetCertificateChain(@Nullable String alias) {
    HeldKeys.Entry entry = held(alias).orElse(null);
    return entry != null ? entry.chainOrNull() : store().engineGetCertificateChain(alias);
  }

  @Override
  public @Nullable Certificate engineGetCertificate(@Nullable String alias) {
    HeldKeys.Entry entry = held(alias).orElse(null);
    return entry != null ? entry.certificate() : store().engineGetCertificate(alias);
  }

  @Override
  public @Nullable String engineGetCertificateAlias(Certificate certificate) {
    String alias = store().engineGetCertificateAlias(certificate);
    return alias != null ? alias : loaded().held().aliasOf(certificate);
  }

  @Override
  public @Nullable Date engineGetCreationDate(@Nullable String alias) {
    HeldKeys.Entry entry = held(alias).orElse(null);
    return entry != null ? Date.from(entry.created()) : store().engineGetCreationDate(alias);
  }

  /** A key that is held needs no password: there is nothing to decrypt. */
  @Override
  public KeyStore.@Nullable Entry engineGetEntry(
      String alias, KeyStore.@Nullable ProtectionParameter protection)
      throws KeyStoreException, NoSuchAlgorithmException, UnrecoverableEntryException {
    HeldKeys.Entry entry = held(alias).orElse(null);
    return entry != null ? entry.toEntry(alias) : store().engineGetEntry(alias, protection);
  }

  @Override
  public boolean engineEntryInstanceOf(String alias, Class<? extends KeyStore.Entry> entryClass) {
    return held(alias)
        .map(entry -> entry.isOf(entryClass))
        .orElseGet(() -> store().engineEntryInstanceOf(alias, entryClass));
  }

  /** What {@code KeyStore.getAttributes} asks for, which there is since JDK 18. */
  @SuppressWarnings({"MissingOverride", "unchecked"}) // compiled for 17
  public Set<KeyStore.Entry.Attribute> engineGetAttributes(String alias) {
    HeldKeys.Entry entry = held(alias).orElse(null);
    if (entry != null) {
      return entry.attributes();
    }
    try {
      Method method = KeyStoreSpi.class.getMethod("engineGetAttributes", String.class);
      return (Set<KeyStore.Entry.Attribute>) method.invoke(store(), alias);
    } catch (ReflectiveOperationException e) {
      return Set.of();
    }
  }

  @Override
  public void engineSetKeyEntry(
      String alias, Key key, char @Nullable [] password, Certificate @Nullable [] chain)
      throws KeyStoreException {
    if (loaded().holds(key)) {
      hold(alias, key, chain, Set.of());
    } else {
      store().engineSetKeyEntry(alias, key, password, chain);
      loaded().held().remove(alias);
    }
  }

  @Override
  public void engineSetKeyEntry(String alias, byte[] key, Certificate @Nullable [] chain)
      throws KeyStoreException {
    store().engineSetKeyEntry(alias, key, chain);
    loaded().held().remove(alias);
  }

  @Override
  public void engineSetEntry(
      String alias, KeyStore.Entry entry, KeyStore.@Nullable ProtectionParameter protection)
      throws KeyStoreException {
    if (entry instanceof KeyStore.PrivateKeyEntry e && loaded().holds(e.getPrivateKey())) {
      hold(alias, e.getPrivateKey(), e.getCertificateChain(), e.getAttributes());
    } else if (entry instanceof KeyStore.SecretKeyEntry e && loaded().holds(e.getSecretKey())) {
      hold(alias, e.getSecretKey(), null, e.getAttributes());
    } else {
      if (entry instanceof KeyStore.TrustedCertificateEntry) {
        requireNoKey(alias);
      }
      store().engineSetEntry(alias, entry, protection);
      loaded().held().remove(alias);
    }
  }

  private void hold(
      String alias,
      Key key,
      Certificate @Nullable [] chain,
      Set<KeyStore.Entry.Attribute> attributes)
      throws KeyStoreException {
    loaded().held().put(alias, key, chain, attributes);
    if (store().engineContainsAlias(alias)) {
      store().engineDeleteEntry(alias);
    }
  }

  @Override
  public void engineSetCertificateEntry(String alias, Certificate certificate)
      throws KeyStoreException {
    requireNoKey(alias);
    store().engineSetCertificateEntry(alias, certificate);
  }

  /** A certificate never takes a key's place: so says the contract. */
  private void requireNoKey(String alias) throws KeyStoreException {
    if (loaded().held().find(alias).isPresent()) {
      throw new KeyStoreException("an entry of that name is the entry of a key");
    }
  }

  @Override
  public void engineDeleteEntry(String alias) throws KeyStoreException {
    if (!loaded().held().remove(alias)) {
      store().engineDeleteEntry(alias);
    }
  }

  @Override
  public void engineStore(OutputStream out, char @Nullable [] password)
      throws IOException, NoSuchAlgorithmException, CertificateException {
    loaded().held().requireNone();
    store().engineStore(out, password);
  }

  @Override
  public void engineStore(KeyStore.@Nullable LoadStoreParameter parameter)
      throws IOException, NoSuchAlgorithmException, CertificateException {
    loaded().held().requireNone();
    store().engineStore(parameter);
  }
}
