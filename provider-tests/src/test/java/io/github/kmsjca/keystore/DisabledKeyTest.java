package io.github.kmsjca.keystore;

import static io.github.kmsjca.keystore.TestCertificates.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.testkit.TestKms;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.SignatureException;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * An entry whose key is disabled. AWS may or may not answer GetPublicKey then: sources differ, and
 * either way whoever needs the key must be told that it is disabled.
 */
class DisabledKeyTest {
  @RegisterExtension final TestKms kms = TestKms.start();
  private Provider provider;
  private KeyStore store;
  private String arn;

  @BeforeEach
  void disable() throws Exception {
    arn = kms.create("disabled", "ECC_NIST_P256", "SIGN_VERIFY");
    X509Certificate leaf = new TestCertificates().issue(kms, "disabled");
    try (KmsClient admin = kms.sdk()) {
      admin.disableKey(r -> r.keyId(arn));
    }
    provider = kms.provider();
    store = TestCertificates.load(provider, TestCertificates.FIRST_LINE + entry("web", arn, leaf));
  }

  @Test
  void theEntryIsBrokenIfKmsRefusesThePublicKey() throws Exception {
    kms.local()
        .faults()
        .always("GetPublicKey", Fault.error(400, "DisabledException", arn + " is disabled."));
    assertThat(store.isKeyEntry("web")).isFalse();
    assertThatThrownBy(() -> store.getKey("web", null))
        .isInstanceOf(UnrecoverableKeyException.class)
        .hasMessageContainingAll("'web'", "the key is disabled");
  }

  @Test
  void theSignatureFailsIfKmsAnswersThePublicKey() throws Exception {
    assertThat(store.isKeyEntry("web")).isTrue();
    PrivateKey key = (PrivateKey) store.getKey("web", null);
    Signature signature = Signature.getInstance("SHA256withECDSA", provider);
    signature.initSign(key);
    signature.update(new byte[1]);
    assertThatThrownBy(signature::sign)
        .isInstanceOf(SignatureException.class)
        .hasMessageContainingAll(arn, "the key is disabled", "Enable it");
    try (KmsClient admin = kms.sdk()) {
      admin.enableKey(r -> r.keyId(arn));
    }
    signature.update(new byte[1]);
    assertThat(signature.sign()).isNotEmpty();
  }
}
