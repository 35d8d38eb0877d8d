package io.github.kmsjca.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import java.security.Provider;
import java.security.SignatureException;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Sign fails on its way or in KMS: told well, and the Signature object works on. */
class SignFailureTest {
  @RegisterExtension static final TestKms kms = TestKms.start();
  private static Provider patient;

  @BeforeAll
  static void start() {
    patient = kms.provider();
  }

  @AfterEach
  void nothingGoesWrong() {
    kms.local().faults().clear();
    kms.local().calls().clear();
  }

  /** Every failure with one algorithm, and one of them with every way of taking in a message. */
  static Stream<Arguments> rows() {
    return Stream.concat(
        Stream.of(FaultRow.values())
            .map(fault -> Arguments.of(fault, SignatureAlgorithm.SHA256_WITH_ECDSA)),
        Stream.of(
                SignatureAlgorithm.SHA384_WITH_RSA,
                SignatureAlgorithm.NONE_WITH_RSA,
                SignatureAlgorithm.RSASSA_PSS,
                SignatureAlgorithm.SHA256_WITH_RSA_AND_MGF1,
                SignatureAlgorithm.NONE_WITH_ECDSA,
                SignatureAlgorithm.SHA256_WITH_ECDSA_P1363,
                SignatureAlgorithm.ED25519)
            .map(row -> Arguments.of(FaultRow.ACCESS_DENIED, row)));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isToldAndTheObjectWorksOn(FaultRow row, SignatureAlgorithm algorithm) throws Exception {
    String[] settings = row.settings();
    Provider provider = settings.length == 0 ? patient : kms.provider(settings);
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, TestKms.aliasFor(algorithm));
    Signing signing = Signing.start(provider, algorithm, key);
    kms.local().faults().always("Sign", row.fault);

    SignatureException e = signing.failure();

    Explanation.assertExplains(e, "Sign", key.arn());
    Explanation.assertExplains(e, row.texts);
    Explanation.assertCausedBySdk(e, row.sdkException);
    Assertions.assertThat(e.getMessage()).doesNotContain(FaultRow.NOT_TO_BE_QUOTED);
    if (row.isAnswered) {
      Explanation.assertExplains(e, Explanation.lastRequestId(kms, "Sign"));
    }
    kms.local().faults().clear();
    signing.assertWorksAgain();
  }

  /** What came back could be a signature by anybody's key. */
  @ParameterizedTest
  @EnumSource(
      value = SignatureAlgorithm.class,
      names = {"SHA256_WITH_RSA", "SHA256_WITH_ECDSA", "SHA256_WITH_ECDSA_P1363", "ED25519"})
  void answerForAnotherKeyIsRefused(SignatureAlgorithm algorithm) throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(patient, TestKms.aliasFor(algorithm));
    Signing signing = Signing.start(patient, algorithm, key);
    String other = kms.arn("rsa-4096");
    kms.local().faults().next("Sign", Fault.wrongKeyId(other));

    SignatureException e = signing.failure();

    Explanation.assertExplains(
        e,
        "Sign",
        key.arn(),
        "answered for " + other,
        "Nothing of the answer was used",
        Explanation.lastRequestId(kms, "Sign"));
    Assertions.assertThat(e.getCause()).isExactlyInstanceOf(KmsCallException.class);
    signing.assertWorksAgain();
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultRow.class,
      names = {"THROTTLED", "INTERNAL_ERROR", "CONNECTION_DROPPED"})
  void oneHiccupIsNotNoticed(FaultRow row) throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(patient, "ecc-nist-p256");
    Signing signing = Signing.start(patient, SignatureAlgorithm.SHA256_WITH_ECDSA, key);
    kms.local().calls().clear();
    kms.local().faults().next("Sign", row.fault);

    signing.assertWorksAgain();

    assertEquals(2, kms.local().calls().count("Sign"), "one retry");
  }
}
