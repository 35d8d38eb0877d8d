package io.github.kmsjca.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import io.github.kmsjca.testkit.Verifiers;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import java.security.SignatureException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code verify=kms}: the answer is KMS's, for keys that the provider has resolved. */
class VerifyInKmsTest {
  private static final byte[] MESSAGE = "the message".getBytes(StandardCharsets.UTF_8);
  @RegisterExtension static final TestKms kms = TestKms.start();
  private static Provider provider;

  @BeforeAll
  static void start() {
    provider = kms.provider("verify", "kms");
  }

  @BeforeEach
  void clear() {
    kms.local().faults().clear();
    kms.local().calls().clear();
  }

  @ParameterizedTest
  @EnumSource
  void everyRow(SignatureAlgorithm row) throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, TestKms.aliasFor(row));
    Signature signature = Signature.getInstance(row.jcaName(), provider);
    if (Verifiers.needsParameters(row)) {
      signature.setParameter(Verifiers.pssSha256());
    }
    byte[] input = Verifiers.input(row, MESSAGE);
    signature.initSign(key);
    signature.update(input);
    byte[] made = signature.sign();
    kms.local().calls().clear();

    signature.initVerify(key.publicKey());
    signature.update(input);
    assertTrue(signature.verify(made));
    signature.update(Verifiers.input(row, new byte[] {1}));
    assertFalse(signature.verify(made), "another message");
    signature.update(input);
    assertTrue(signature.verify(made), "and the object still works");
    kms.assertCalls(3, "Verify");
    assertEquals(3, kms.local().calls().count());
  }

  @Test
  void keysThatWereNeverResolvedAreRefused() throws Exception {
    KeyPair software = KeyPairGenerator.getInstance("EC").generateKeyPair();
    Signature signature = Signature.getInstance("SHA256withECDSA", provider);
    InvalidKeyException e =
        assertThrowsExactly(
            InvalidKeyException.class, () -> signature.initVerify(software.getPublic()));
    assertTrue(e.getMessage().contains("verify=kms"), e.getMessage());
    assertEquals(0, kms.local().calls().count());
  }

  @Test
  void nobodyKnowsIsNotFalse() throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, "ecc-nist-p256");
    kms.local().faults().next("Verify", Fault.accessDenied());
    Signature signature = Signature.getInstance("SHA256withECDSA", provider);
    signature.initVerify(key.publicKey());
    signature.update(MESSAGE);
    SignatureException e =
        assertThrowsExactly(SignatureException.class, () -> signature.verify(new byte[70]));
    assertTrue(e.getMessage().contains(key.arn()), e.getMessage());
  }
}
