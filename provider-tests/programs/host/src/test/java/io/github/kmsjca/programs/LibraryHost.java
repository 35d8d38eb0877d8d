package io.github.kmsjca.programs;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.testkit.Action;
import io.github.kmsjca.testkit.KeyStoreText;
import io.github.kmsjca.testkit.KmsIdentities;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TestKms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.util.Map;
import javax.crypto.SecretKey;

/**
 * For libraries, which are called in the JVM of the tests: the provider is registered in it, in the
 * way of {@link Installation} that its JDK tries, with one KMS for all tests of the JVM. A soak
 * runs the tests a second time, in a JVM with the other way.
 *
 * <p>The module's POM says whether the JVM starts with {@code kms.security}, which registers the
 * provider as the last; else the first use of this class is the one line of code.
 */
public final class LibraryHost {
  /** The specification of each key that agrees, by its alias. */
  private static final Map<String, String> AGREEMENT_KEYS =
      Map.of("ecdh-p256", "ECC_NIST_P256", "ecdh-p384", "ECC_NIST_P384");

  private static final String MAC = "hmac-256";

  private static final KmsIdentities IDENTITIES = start();

  private LibraryHost() {}

  private static KmsIdentities start() {
    KmsIdentities identities = new KmsIdentities();
    TestKms kms = identities.kms().withEncryptionKeys();
    AGREEMENT_KEYS.forEach((alias, spec) -> kms.create(alias, spec, "KEY_AGREEMENT"));
    kms.create(MAC, "HMAC_256", "GENERATE_VERIFY_MAC");
    System.setProperty("awskms.endpoint", kms.endpoint().toString());
    System.setProperty("awskms.region", TestKms.REGION);
    Provider[] providers = Security.getProviders();
    if (!providers[providers.length - 1].getName().equals("AWSKMS")) {
      KmsProvider.install();
    }
    return identities;
  }

  /** Where the provider is in this JVM. */
  public static ProviderPlace place() {
    return Security.getProviders()[0].getName().equals("AWSKMS")
        ? ProviderPlace.FIRST
        : ProviderPlace.LAST;
  }

  /**
   * Whether the JDK's own provider takes EC keys that {@code KmsKeys} adapted for its own, and
   * fails with them: on JDK 17, if it is asked before this one.
   */
  public static boolean isBehindOneThatTakesAdaptedKeys() {
    return place() == ProviderPlace.LAST && Runtime.version().feature() <= 17;
  }

  /** The KMS, and an authority for certificates. */
  public static KmsIdentities identities() {
    return IDENTITIES;
  }

  /**
   * A key that signs or agrees, by its alias: {@code rsa-2048}, {@code ecc-nist-p256} and so on.
   */
  public static PrivateKey privateKey(String alias) throws GeneralSecurityException, IOException {
    return (PrivateKey) account().getKey(alias, null);
  }

  /** A symmetric or a MAC key by its alias. */
  public static SecretKey secretKey(String alias) throws GeneralSecurityException, IOException {
    return (SecretKey) account().getKey(alias, null);
  }

  private static KeyStore account() throws GeneralSecurityException, IOException {
    KeyStore keys = KeyStore.getInstance("AWSKMS");
    keys.load(null, null);
    return keys;
  }

  /** A new certificate of the test authority for a key. */
  public static X509Certificate certificate(String alias) throws GeneralSecurityException {
    return IDENTITIES.certify("Test", alias).get(0);
  }

  /** A keystore file with entries of these aliases, each with a chain. */
  public static Path keyStoreFile(Path folder, String... aliases)
      throws GeneralSecurityException, IOException {
    KeyStoreText text = new KeyStoreText();
    for (String alias : aliases) {
      text.key(alias, IDENTITIES.certify("Test", alias));
    }
    return text.write(Files.createTempFile(folder, "app", ".kms"));
  }

  /** What an action asks of KMS. */
  public static Calls calls(Action action) throws Exception {
    IDENTITIES.kms().local().calls().clear();
    action.run();
    return Calls.madeTo(IDENTITIES.kms());
  }

  /** Does something while a key, by its alias, is disabled in KMS. */
  public static void whileDisabled(String alias, Action action) throws Exception {
    IDENTITIES.whileDisabled(alias, action);
  }
}
