package io.github.kmsjca.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.localkms.Call;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import io.github.kmsjca.testkit.Verifiers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code verifySigned=true}: a signature that is not one never leaves the provider. */
@ResourceLock("java.security.Security.providers")
class VerifySignedTest {
  private static final String NAME = "VERIFYSIGNED";
  private static final byte[] MESSAGE = "the message".getBytes(UTF_8);
  @RegisterExtension static final TestKms kms = TestKms.start();
  private static Provider provider;

  @BeforeAll
  static void start() {
    provider = kms.provider("name", NAME, "verifySigned", "true");
  }

  @BeforeEach
  @AfterEach
  void heal() {
    kms.local().faults().clear();
    kms.local().calls().clear();
    Security.removeProvider(NAME);
  }

  private static Signature signing(Provider of, SignatureAlgorithm row, KmsPrivateKey key)
      throws Exception {
    Signature signature = Signature.getInstance(row.jcaName(), of);
    if (Verifiers.needsParameters(row)) {
      signature.setParameter(Verifiers.pssSha256());
    }
    signature.initSign(key);
    signature.update(Verifiers.input(row, MESSAGE));
    return signature;
  }

  @ParameterizedTest
  @EnumSource
  void wrongSignatureIsNotHandedOut(SignatureAlgorithm row) throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, TestKms.aliasFor(row));
    Signature signature = signing(provider, row, key);
    kms.local().calls().clear();
    kms.local().faults().next("Sign", Fault.flipSignature());

    SignatureException e = assertThrowsExactly(SignatureException.class, signature::sign);

    List<Call> calls = kms.local().calls().all();
    assertThat(e)
        .hasMessageContainingAll(
            "the signature that KMS answered is not one of this message and key",
            key.arn(),
            "request id " + calls.get(calls.size() - 1).requestId());
    assertTrue(Verifiers.verifies(row, key.publicKey(), MESSAGE, signature.sign()), "once more");
    kms.assertCalls(2, "Sign");
    assertEquals(2, kms.local().calls().count(), "the check makes no call");
  }

  /** Each size and curve has its own arithmetic. */
  @ParameterizedTest
  @CsvSource({
    "SHA512_WITH_RSA, rsa-4096",
    "SHA512_WITH_RSA_AND_MGF1, rsa-3072",
    "SHA256_WITH_ECDSA, ecc-nist-p384",
    "SHA512_WITH_ECDSA, ecc-nist-p256",
    "SHA384_WITH_ECDSA_P1363, ecc-nist-p521",
    "SHA256_WITH_ECDSA, ecc-secg-p256k1",
    "ML_DSA, ml-dsa-87"
  })
  void everySize(SignatureAlgorithm row, String alias) throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, alias);
    assertTrue(
        Verifiers.verifies(row, key.publicKey(), MESSAGE, signing(provider, row, key).sign()));
    kms.local().faults().next("Sign", Fault.flipSignature());
    assertThrowsExactly(SignatureException.class, signing(provider, row, key)::sign);
  }

  @Test
  void unsetItIsTheVerifiersAffair() throws Exception {
    Provider trusting = kms.provider();
    SignatureAlgorithm row = SignatureAlgorithm.SHA256_WITH_RSA;
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(trusting, "rsa-2048");
    kms.local().faults().next("Sign", Fault.flipSignature());
    byte[] made = signing(trusting, row, key).sign();
    assertFalse(Verifiers.verifies(row, key.publicKey(), MESSAGE, made));
  }

  /** The public key of a handle that travelled is asked for, once. */
  @Test
  void publicKeyThatIsNotAtHand() throws Exception {
    Security.addProvider(provider);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(written)) {
      out.writeObject(TestKms.key(provider, "rsa-2048"));
    }
    Security.removeProvider(NAME);
    Provider elsewhere = kms.provider("name", NAME, "verifySigned", "true");
    Security.addProvider(elsewhere);
    KmsPrivateKey copy;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(written.toByteArray()))) {
      copy = (KmsPrivateKey) in.readObject();
    }
    Signature signature = signing(elsewhere, SignatureAlgorithm.SHA256_WITH_RSA, copy);
    kms.local().calls().clear();
    kms.local().faults().always("GetPublicKey", Fault.accessDenied());
    kms.local().faults().always("DescribeKey", Fault.accessDenied());
    SignatureException e = assertThrowsExactly(SignatureException.class, signature::sign);
    assertThat(e).hasMessageContaining("GetPublicKey").hasMessageContaining("access was denied");
    kms.assertCalls(0, "Sign");
    kms.local().faults().clear();
    assertThat(signature.sign()).hasSize(256);
    signature.update(MESSAGE);
    assertThat(signature.sign()).hasSize(256);
    kms.assertCalls(2, "GetPublicKey");
    kms.assertCalls(2, "Sign");
  }
}
