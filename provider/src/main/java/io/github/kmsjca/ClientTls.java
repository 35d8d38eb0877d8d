package io.github.kmsjca;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.ConfigurationArgument;
import io.github.kmsjca.internal.configuration.ConfigurationException;
import io.github.kmsjca.internal.configuration.Setting;
import io.github.kmsjca.internal.keystore.KmsKeyStoreSpi;
import io.github.kmsjca.internal.registration.Instance;
import io.github.kmsjca.spec.KmsKeyStoreParameter;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * What the factories of one argument share: an {@code SSLContext}, and with it TLS sessions and
 * what KMS said about the key. PostgreSQL's driver makes a factory for each connection.
 */
final class ClientTls {
  private static final int BOUND = 100;

  /** By argument; the one used last is last. */
  private static final Map<String, ClientTls> SHARED = new LinkedHashMap<>(16, 0.75f, true);

  private final String argument;
  private @Nullable Made made;

  /** What was made, and what it was made of. */
  private record Made(
      SSLContext context, KmsProvider provider, KeyStore keys, Set<Certificate> anchors) {
    /**
     * JSSE finds the engine for the key in the list of providers. The key managers see a renewed
     * file by themselves, and trust managers do not.
     */
    boolean isOfUse() throws KeyStoreException {
      return !provider.isClosed()
          && Registration.has(provider)
          && anchors.equals(ClientTls.anchors(keys));
    }
  }

  private ClientTls(String argument) {
    this.argument = argument;
  }

  /**
   * The context of an argument.
   *
   * @throws SSLException if it cannot be made; the next call tries again
   */
  static SSLContext context(String argument) throws SSLException {
    ClientTls shared;
    synchronized (SHARED) {
      shared = SHARED.computeIfAbsent(argument, ClientTls::new);
      if (SHARED.size() > BOUND) { // arguments without end are to fill no heap
        SHARED.remove(SHARED.keySet().iterator().next());
      }
    }
    return shared.context();
  }

  private synchronized SSLContext context() throws SSLException {
    Made now = made;
    try {
      if (now == null || !now.isOfUse()) {
        now = make();
        made = now;
      }
      return now.context();
    } catch (IOException
        | GeneralSecurityException
        | ConfigurationException
        | InvalidPathException
        | IllegalStateException e) {
      throw new SSLException(
          "KmsSslSocketFactory has no key for a client certificate. "
              + (e.getMessage() == null ? e : e.getMessage()),
          e);
    }
  }

  private Made make() throws IOException, GeneralSecurityException, ConfigurationException {
    ConfigurationArgument given = parsed();
    KmsProvider provider = Registration.register(settingsOfInstance(given));
    Path file = file(given, provider);
    KeyStore keys = keyStore(provider, file);
    // PKIX looks into the KeyStore at each handshake, and so finds a renewed certificate.
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, new char[0]);
    Set<Certificate> anchors = anchors(keys);
    if (anchors.isEmpty() && settings(provider).isOn(Setting.TRUST)) {
      throw new IllegalStateException(
          "Keystore file "
              + file.toAbsolutePath()
              + " has no entry with 'trusted: yes' that can be used, and the setting trust=true says"
              + " that only such servers are trusted. Add one, or leave out trust=true.");
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        managers.getKeyManagers(), anchors.isEmpty() ? null : trustManagers(anchors), null);
    return new Made(context, provider, keys, anchors);
  }

  private static Configuration settings(KmsProvider provider) throws ConfigurationException {
    return Instance.of(provider).orElseThrow().settings().get();
  }

  private ConfigurationArgument parsed() {
    if (argument.isEmpty()) {
      return ConfigurationArgument.none();
    }
    return argument.indexOf('=') >= 0
        ? ConfigurationArgument.parse(argument)
        : new ConfigurationArgument(
            Map.of(Setting.CERTIFICATES.key(), argument), "argument", List.of());
  }

  /** All but the file: instances need not differ for that. */
  private static ConfigurationArgument settingsOfInstance(ConfigurationArgument given) {
    Map<String, String> values = new LinkedHashMap<>(given.values());
    values.remove(Setting.CERTIFICATES.key());
    return new ConfigurationArgument(values, given.source(), given.problems());
  }

  private static Path file(ConfigurationArgument given, KmsProvider provider)
      throws ConfigurationException {
    String file = given.values().get(Setting.CERTIFICATES.key());
    if (file != null) {
      return Path.of(file);
    }
    return settings(provider)
        .path(Setting.CERTIFICATES)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Name its keystore file: as the argument of the factory (PostgreSQL:"
                        + " sslfactoryarg), or by the setting certificates of provider "
                        + provider.getName()
                        + "."));
  }

  private static KeyStore keyStore(KmsProvider provider, Path file)
      throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance(KmsKeyStoreSpi.TYPE, provider);
    try {
      keys.load(KmsKeyStoreParameter.builder().certificates(file).build());
    } catch (IOException e) {
      throw new IOException("Keystore file " + file.toAbsolutePath() + ": " + e, e);
    }
    return keys;
  }

  /** The certificates that are to be trusted: there are none unless the setting trust is on. */
  private static Set<Certificate> anchors(KeyStore keys) throws KeyStoreException {
    Set<Certificate> anchors = new LinkedHashSet<>();
    for (String alias : Collections.list(keys.aliases())) {
      if (keys.isCertificateEntry(alias)) {
        anchors.add(keys.getCertificate(alias));
      }
    }
    return anchors;
  }

  private static TrustManager[] trustManagers(Set<Certificate> anchors)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    for (Certificate anchor : anchors) {
      trusted.setCertificateEntry("anchor " + trusted.size(), anchor);
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    return managers.getTrustManagers();
  }
}
