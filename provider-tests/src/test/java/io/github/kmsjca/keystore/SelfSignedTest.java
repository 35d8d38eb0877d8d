package io.github.kmsjca.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.Provider;
import java.security.Security;
import java.security.cert.X509Certificate;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From a bare key to a certificate request, with selfSigned=true; and nothing without it. */
class SelfSignedTest {
  @RegisterExtension static final TestKms kms = TestKms.start();
  private static Provider provider;

  @BeforeAll
  static void start() {
    provider = kms.provider("selfSigned", "true");
  }

  @BeforeEach
  void nothingGoesWrong() {
    kms.local().faults().clear();
    kms.local().calls().clear();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "^(RSA|ECC|SM2|ML_DSA).*")
  void everySpecThatThePlatformKnowsGetsACertificate(KeySpec spec) throws Exception {
    Assumptions.assumeTrue(isKnown(spec), () -> "no certificates of " + spec + " on this Java");
    String alias = TestKms.ALIAS_BY_SPEC.get(spec.name());
    KeyStore store = TestKms.keyStore(provider);
    KmsPrivateKey key = (KmsPrivateKey) store.getKey(alias, null);

    X509Certificate certificate = (X509Certificate) store.getCertificate(alias);

    certificate.verify(key.publicKey());
    certificate.checkValidity();
    assertEquals(key.publicKey(), certificate.getPublicKey());
    assertEquals("CN=" + alias, certificate.getSubjectX500Principal().getName());
    assertEquals(certificate.getIssuerX500Principal(), certificate.getSubjectX500Principal());
    assertTrue(certificate.getSerialNumber().signum() > 0);
    assertArrayEquals(new X509Certificate[] {certificate}, store.getCertificateChain(alias));
    assertTrue(store.entryInstanceOf(alias, KeyStore.PrivateKeyEntry.class));
    KeyStore.PrivateKeyEntry entry = (KeyStore.PrivateKeyEntry) store.getEntry(alias, null);
    assertEquals(key, entry.getPrivateKey());
    assertSame(certificate, store.getCertificate(alias), "made once");
    kms.assertCalls(1, "Sign");
  }

  private static boolean isKnown(KeySpec spec) {
    return switch (spec) {
      case ECC_SECG_P256K1, SM2 -> false;
      case ML_DSA_44, ML_DSA_65, ML_DSA_87 -> Runtime.version().feature() >= 24;
      default -> true;
    };
  }

  @ParameterizedTest
  @EnumSource(names = {"SM2", "ML_DSA_44"})
  void otherKeysStayWithoutOne(KeySpec spec) throws Exception {
    Assumptions.assumeFalse(isKnown(spec));
    String alias = TestKms.ALIAS_BY_SPEC.get(spec.name());
    KeyStore store = TestKms.keyStore(provider);
    assertNull(store.getCertificateChain(alias));
    assertTrue(store.isKeyEntry(alias));
    assertThrowsExactly(KeyStoreException.class, () -> store.getEntry(alias, null));
  }

  /** What keytool -certreq does, by another library. */
  @ParameterizedTest
  @EnumSource(names = {"RSA_2048", "ECC_NIST_P384", "ECC_NIST_EDWARDS25519"})
  @ResourceLock("java.security.Security.providers")
  void certificateRequest(KeySpec spec) throws Exception {
    String alias = TestKms.ALIAS_BY_SPEC.get(spec.name());
    Security.addProvider(provider);
    try {
      KeyStore store = TestKms.keyStore(provider);
      X509Certificate certificate = (X509Certificate) store.getCertificate(alias);
      KmsPrivateKey key = (KmsPrivateKey) store.getKey(alias, null);
      PKCS10CertificationRequest request =
          new JcaPKCS10CertificationRequestBuilder(
                  certificate.getSubjectX500Principal(), certificate.getPublicKey())
              .build(new JcaContentSignerBuilder(certificate.getSigAlgName()).build(key));
      assertTrue(
          request.isSignatureValid(
              new JcaContentVerifierProviderBuilder().build(certificate.getPublicKey())));
    } finally {
      Security.removeProvider(provider.getName());
    }
  }

  /** JSSE must not come to offer such a certificate by surprise. */
  @Test
  void noneWithoutTheSetting() throws Exception {
    KeyStore store = TestKms.keyStore(kms.provider());
    assertNull(store.getCertificate("rsa-2048"));
    assertNull(store.getCertificateChain("rsa-2048"));
    kms.assertCalls(0, "Sign");
  }

  /** A chain from the file is not replaced. */
  @Test
  void chainOfTheFileStays() throws Exception {
    X509Certificate leaf = new TestCertificates().issue(kms, "rsa-2048");
    KeyStore store =
        TestCertificates.load(
            provider,
            TestCertificates.FIRST_LINE + TestCertificates.entry("web", kms.arn("rsa-2048"), leaf));
    assertArrayEquals(new X509Certificate[] {leaf}, store.getCertificateChain("web"));
    kms.assertCalls(0, "Sign");
  }

  /** A handshake asks for every chain again: it must not ask KMS each time. */
  @Test
  void failureIsKeptForAWhile() throws Exception {
    KeyStore store = TestKms.keyStore(provider);
    kms.local().faults().next("Sign", Fault.accessDenied());
    for (int i = 0; i < 5; i++) {
      assertNull(store.getCertificateChain("ecc-nist-p256"));
    }
    kms.assertCalls(1, "Sign");
    assertThat(store.getKey("ecc-nist-p256", null)).isNotNull();
    store.load(null, null);
    assertThat(store.getCertificateChain("ecc-nist-p256")).hasSize(1);
  }

  /** A key that may not sign has none, and is no less a key. */
  @Test
  void keyThatDoesNotSign() throws Exception {
    kms.create("agrees", "ECC_NIST_P256", "KEY_AGREEMENT");
    KeyStore store = TestKms.keyStore(provider);
    assertNull(store.getCertificateChain("agrees"));
    assertTrue(store.isKeyEntry("agrees"));
    kms.assertCalls(0, "Sign");
  }
}
