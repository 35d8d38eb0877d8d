package io.github.kmsjca.failure;

import static io.github.kmsjca.failure.Serialized.read;
import static io.github.kmsjca.failure.Serialized.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import io.github.kmsjca.testkit.Verifiers;
import java.nio.ByteBuffer;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A sign or a verification that fails on its way can be asked for again: it is about the same
 * message then, never about none. What is handed in after the failure is a new message.
 */
@ResourceLock("java.security.Security.providers")
class SecondSignTest {
  private static final String NAME = "SECONDSIGN";
  private static final byte[] MESSAGE = "the message that failed".getBytes(UTF_8);
  private static final byte[] NEXT = "the next one".getBytes(UTF_8);
  @RegisterExtension static final TestKms kms = TestKms.start();
  private static Provider provider;

  @BeforeAll
  static void start() {
    provider = kms.provider("name", NAME);
  }

  @BeforeEach
  @AfterEach
  void heal() {
    kms.local().faults().clear();
    Security.removeProvider(NAME);
  }

  private static KmsPrivateKey key(Provider of, SignatureAlgorithm row) throws Exception {
    return (KmsPrivateKey) TestKms.key(of, TestKms.aliasFor(row));
  }

  private static Signature signature(Provider of, SignatureAlgorithm row) throws Exception {
    Signature signature = Signature.getInstance(row.jcaName(), of);
    if (Verifiers.needsParameters(row)) {
      signature.setParameter(Verifiers.pssSha256());
    }
    return signature;
  }

  private static void assertSigned(SignatureAlgorithm row, byte[] message, byte[] made)
      throws Exception {
    assertTrue(Verifiers.verifies(row, key(provider, row).publicKey(), message, made));
  }

  @ParameterizedTest
  @EnumSource
  void signsTheSameMessage(SignatureAlgorithm row) throws Exception {
    Signature signature = signature(provider, row);
    signature.initSign(key(provider, row));
    signature.update(Verifiers.input(row, MESSAGE));
    kms.local().faults().always("Sign", Fault.accessDenied());
    assertThrowsExactly(SignatureException.class, signature::sign);
    assertThrowsExactly(SignatureException.class, signature::sign);
    kms.local().faults().clear();

    assertSigned(row, MESSAGE, signature.sign());

    signature.update(Verifiers.input(row, NEXT));
    assertSigned(row, NEXT, signature.sign());
  }

  @ParameterizedTest
  @EnumSource
  void updateBeginsANewMessage(SignatureAlgorithm row) throws Exception {
    Signature signature = signature(provider, row);
    signature.initSign(key(provider, row));
    kms.local().faults().always("Sign", Fault.accessDenied());
    signature.update(Verifiers.input(row, MESSAGE));
    assertThrowsExactly(SignatureException.class, signature::sign);
    kms.local().faults().clear();

    signature.update(ByteBuffer.wrap(Verifiers.input(row, NEXT)));

    assertSigned(row, NEXT, signature.sign());
  }

  /** The platform's own would sign nothing next. */
  @ParameterizedTest
  @EnumSource
  void tooSmallBufferTakesNothingAway(SignatureAlgorithm row) throws Exception {
    Signature signature = signature(provider, row);
    signature.initSign(key(provider, row));
    signature.update(Verifiers.input(row, MESSAGE));
    byte[] small = new byte[40];
    assertThrowsExactly(SignatureException.class, () -> signature.sign(small, 0, 40));
    assertThat(small).containsOnly(0);
    byte[] large = new byte[5000];

    int length = signature.sign(large, 7, 4993);

    assertSigned(row, MESSAGE, Arrays.copyOfRange(large, 7, 7 + length));
    signature.update(Verifiers.input(row, NEXT));
    assertSigned(row, NEXT, signature.sign());
  }

  @Test
  void initBeginsANewMessage() throws Exception {
    SignatureAlgorithm row = SignatureAlgorithm.SHA256_WITH_RSA;
    Signature signature = signature(provider, row);
    signature.initSign(key(provider, row));
    signature.update(MESSAGE);
    kms.local().faults().always("Sign", Fault.accessDenied());
    assertThrowsExactly(SignatureException.class, signature::sign);
    kms.local().faults().clear();

    signature.initSign(key(provider, row));

    assertSigned(row, new byte[0], signature.sign());
  }

  /** The digest at hand is of the former parameters. */
  @Test
  void otherParametersAreForTheNextMessage() throws Exception {
    SignatureAlgorithm row = SignatureAlgorithm.RSASSA_PSS;
    Signature signature = signature(provider, row);
    signature.initSign(key(provider, row));
    signature.update(MESSAGE);
    kms.local().faults().always("Sign", Fault.accessDenied());
    assertThrowsExactly(SignatureException.class, signature::sign);
    kms.local().faults().clear();

    assertThrowsExactly(
        ProviderException.class, () -> signature.setParameter(Verifiers.pss("SHA-512", 64)));
    signature.setParameter(Verifiers.pssSha256());

    assertSigned(row, MESSAGE, signature.sign());
    signature.setParameter(Verifiers.pss("SHA-512", 64));
    signature.setParameter(Verifiers.pssSha256());
    signature.update(NEXT);
    assertSigned(row, NEXT, signature.sign());
  }

  /** What KMS cannot take is refused as often as it is asked for. */
  @ParameterizedTest
  @ValueSource(strings = {"NONE_WITH_RSA", "NONE_WITH_ECDSA", "ED25519"})
  void tooLongStaysTooLong(SignatureAlgorithm row) throws Exception {
    Signature signature = signature(provider, row);
    signature.initSign(key(provider, row));
    signature.update(ByteBuffer.allocate(4097));
    assertThrowsExactly(SignatureException.class, signature::sign);
    SignatureException e = assertThrowsExactly(SignatureException.class, signature::sign);
    assertThat(e).hasMessageContaining("longer than");

    signature.update(Verifiers.input(row, NEXT));
    assertSigned(row, NEXT, signature.sign());
  }

  @ParameterizedTest
  @EnumSource
  void verifiesTheSameMessage(SignatureAlgorithm row) throws Exception {
    Provider inKms = kms.provider("verify", "kms");
    Signature signature = signature(inKms, row);
    byte[] input = Verifiers.input(row, MESSAGE);
    signature.initSign(key(inKms, row));
    signature.update(input);
    byte[] made = signature.sign();
    signature.initVerify(key(inKms, row).publicKey());
    signature.update(input);
    kms.local().faults().always("Verify", Fault.accessDenied());
    assertThrowsExactly(SignatureException.class, () -> signature.verify(made));
    assertThrowsExactly(SignatureException.class, () -> signature.verify(made));
    kms.local().faults().clear();

    assertTrue(signature.verify(made));

    signature.update(Verifiers.input(row, NEXT));
    assertFalse(signature.verify(made), "an answer ends the message");
    signature.update(input);
    assertTrue(signature.verify(made));
  }

  /** ML-DSA and SM2 hash the public key first, which is not at hand in a handle that travelled. */
  @ParameterizedTest
  @EnumSource(
      value = SignatureAlgorithm.class,
      names = {"ML_DSA", "SM3_WITH_SM2"})
  void messageThatCouldNotBeginIsNotTakenForAnEmptyOne(SignatureAlgorithm row) throws Exception {
    byte[] written = write(key(provider, row));
    Provider elsewhere = kms.provider("name", NAME);
    Security.addProvider(elsewhere);
    KmsPrivateKey copy = (KmsPrivateKey) read(written);
    Signature signature = signature(elsewhere, row);
    signature.initSign(copy);
    kms.local().faults().always("GetPublicKey", Fault.internalError());
    assertThrowsExactly(ProviderException.class, () -> signature.update(MESSAGE));
    kms.local().faults().clear();

    SignatureException e = assertThrowsExactly(SignatureException.class, signature::sign);
    assertThat(e).hasMessageContaining("could not be taken in");

    signature.update(MESSAGE);
    assertSigned(row, MESSAGE, signature.sign());
  }
}
