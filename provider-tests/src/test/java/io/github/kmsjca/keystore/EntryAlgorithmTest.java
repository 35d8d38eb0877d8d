package io.github.kmsjca.keystore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.KeyStoreText;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TestCa;
import io.github.kmsjca.testkit.TestKms;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.util.Arrays;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Entries while Bouncy Castle stands before the platform's providers, and so makes the public keys
 * of certificates, with its own names for algorithms. An entry wants one name for both keys.
 */
@ResourceLock(ProviderPlace.LOCK)
class EntryAlgorithmTest {
  @RegisterExtension static final TestKms kms = TestKms.start();

  /** Made while the platform's providers are first, which it works by. */
  private static final TestCa CA = new TestCa();

  private final Provider castle = new BouncyCastleProvider();
  @TempDir Path folder;

  @BeforeEach
  void install() {
    Security.insertProviderAt(castle, 1);
  }

  @AfterEach
  void remove() {
    Security.removeProvider(castle.getName());
  }

  private static SignatureAlgorithm algorithm(KeySpec spec) {
    return Arrays.stream(SignatureAlgorithm.values())
        .filter(row -> row.suits(spec))
        .findFirst()
        .orElseThrow();
  }

  private static String alias(KeySpec spec) {
    return String.valueOf(TestKms.ALIAS_BY_SPEC.get(spec.name()));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "^(RSA|ECC|SM2|ML_DSA).*")
  void ofAKeyWithACertificate(KeySpec spec) throws Exception {
    String alias = alias(spec);
    Provider provider = kms.provider();
    KmsPrivateKey bare = (KmsPrivateKey) TestKms.key(provider, alias);
    Path file =
        new KeyStoreText()
            .key(alias, CA.issue("Somebody", bare.publicKey()))
            .write(folder.resolve("keystore.pem"));
    for (ProviderPlace place : ProviderPlace.values()) {
      place.with(provider, () -> signs(KeyStoreText.load(file), spec));
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "^(RSA|ECC).*")
  void ofAKeyWithASelfSignedCertificate(KeySpec spec) throws Exception {
    Provider provider = kms.provider("selfSigned", "true");
    for (ProviderPlace place : ProviderPlace.values()) {
      place.with(provider, () -> signs(TestKms.keyStore(provider), spec));
    }
  }

  private static void signs(KeyStore keyStore, KeySpec spec) throws Exception {
    KeyStore.PrivateKeyEntry entry =
        (KeyStore.PrivateKeyEntry) keyStore.getEntry(alias(spec), null);
    assertEquals(
        entry.getCertificate().getPublicKey().getAlgorithm(), entry.getPrivateKey().getAlgorithm());
    String algorithm = algorithm(spec).jcaName();
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(entry.getPrivateKey());
    signature.update(new byte[32]);
    byte[] made = signature.sign();
    Signature check = Signature.getInstance(algorithm, "AWSKMS");
    check.initVerify(((KmsPrivateKey) entry.getPrivateKey()).publicKey());
    check.update(new byte[32]);
    assertTrue(check.verify(made));
  }

  /** The handle of getKey is the entry's, and what is made of it keeps the name. */
  @Test
  void grantTokensKeepTheName() throws Exception {
    String alias = alias(KeySpec.ECC_NIST_EDWARDS25519);
    Provider provider = kms.provider();
    KmsPrivateKey bare = (KmsPrivateKey) TestKms.key(provider, alias);
    assertEquals("EdDSA", bare.getAlgorithm());
    Path file =
        new KeyStoreText()
            .key(alias, CA.issue("Somebody", bare.publicKey()))
            .write(folder.resolve("keystore.pem"));
    ProviderPlace.FIRST.with(
        provider,
        () -> {
          KmsPrivateKey key = (KmsPrivateKey) KeyStoreText.load(file).getKey(alias, null);
          assertEquals("Ed25519", key.getAlgorithm());
          assertEquals("Ed25519", key.withGrantTokens("token").getAlgorithm());
        });
  }
}
