package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.KmsException;

final class FaultTest extends KmsTest {

  @Test
  void queuedFaultsStrikeOneCallEach() {
    localKms
        .faults()
        .next(
            "ListKeys",
            Fault.throttle(),
            Fault.pass(),
            Fault.internalError(),
            Fault.keyUnavailable());
    assertThat(refusal(() -> kms.listKeys(), "ThrottlingException").isThrottlingException())
        .isTrue();
    kms.listKeys();
    assertThat(refusal(() -> kms.listKeys(), "KMSInternalException").statusCode()).isEqualTo(500);
    assertThat(refusal(() -> kms.listKeys(), "KeyUnavailableException").statusCode())
        .isEqualTo(500);
    kms.listKeys();
    assertThat(localKms.calls().all())
        .extracting(Call::error)
        .containsExactly(
            "ThrottlingException", null, "KMSInternalException", "KeyUnavailableException", null);
  }

  @Test
  void constantFaultsStrikeEveryCallUntilCleared() {
    localKms.faults().always("*", Fault.accessDenied());
    localKms.faults().always("ListAliases", Fault.error(503, "DependencyTimeoutException", "late"));
    localKms.faults().next("*", Fault.pass());
    kms.listKeys();
    refusal(() -> kms.listKeys(), "AccessDeniedException");
    KmsException timeout = refusal(() -> kms.listAliases(), "DependencyTimeoutException");
    assertThat(timeout.statusCode()).isEqualTo(503);
    assertThat(timeout.awsErrorDetails().errorMessage()).isEqualTo("late");
    localKms.faults().clear();
    kms.listKeys();
    kms.listAliases();
  }

  @Test
  void aDroppedConnectionIsAnErrorOfTheClient() {
    localKms.faults().next("CreateKey", Fault.dropConnection());
    assertThatThrownBy(() -> kms.createKey()).isInstanceOf(SdkClientException.class);
    assertThat(kms.listKeys().keys()).isEmpty();
    assertThat(localKms.calls().all().get(0).error()).isEqualTo("dropConnection");
  }

  @Test
  void aSwappedKeyIdIsVisible() {
    String key = signingKey();
    localKms.faults().next("GetPublicKey", Fault.wrongKeyId("arn:aws:kms:x"));
    assertThat(kms.getPublicKey(r -> r.keyId(key)).keyId()).isEqualTo("arn:aws:kms:x");
    assertThat(kms.getPublicKey(r -> r.keyId(key)).keyId()).isEqualTo(key);
  }

  @Test
  void faultsStrikeDataKeysToo() {
    String key = kms.createKey().keyMetadata().arn();
    localKms.faults().next("GenerateDataKey", Fault.throttle(), Fault.wrongKeyId("arn:aws:kms:x"));
    localKms.faults().next("Decrypt", Fault.keyUnavailable());
    refusal(() -> kms.generateDataKey(r -> r.keyId(key).numberOfBytes(32)), "ThrottlingException");
    GenerateDataKeyResponse made = kms.generateDataKey(r -> r.keyId(key).numberOfBytes(32));
    assertThat(made.keyId()).isEqualTo("arn:aws:kms:x");
    refusal(
        () -> kms.decrypt(r -> r.ciphertextBlob(made.ciphertextBlob())), "KeyUnavailableException");
    assertThat(kms.decrypt(r -> r.ciphertextBlob(made.ciphertextBlob())).plaintext())
        .isEqualTo(made.plaintext());
    assertThat(localKms.calls().all())
        .extracting(Call::operation)
        .containsExactly("CreateKey", "GenerateDataKey", "GenerateDataKey", "Decrypt", "Decrypt");
    assertThat(localKms.calls().all().get(1).keyId()).isEqualTo(key);
    assertThat(localKms.calls().all().get(4).keyId()).isNull();
  }

  @Test
  @Timeout(30)
  void delaysHoldTheAnswerButNotTheLog() throws Exception {
    localKms.faults().next("ListKeys", Fault.delay(Duration.ofMinutes(10)));
    CompletableFuture<Void> call = CompletableFuture.runAsync(() -> kms.listKeys());
    while (localKms.calls().count("ListKeys") == 0) {
      Thread.onSpinWait();
    }
    assertThat(call).isNotDone();
    localKms.close();
    assertThatThrownBy(() -> call.get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(SdkClientException.class);
  }

  @Test
  void latencyHoldsEveryAnswer() {
    localKms.latency(Duration.ofMillis(80));
    Instant before = Instant.now();
    kms.listKeys();
    assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofMillis(79));
    localKms.latency(Duration.ZERO);
    assertThatThrownBy(() -> localKms.latency(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theLogTellsWhoCalledWhatWhereAndHowItEnded() {
    String key = signingKey();
    kms.createAlias(r -> r.aliasName("alias/logged").targetKeyId(key));
    refusal(
        () -> client("eu-west-1").describeKey(r -> r.keyId("alias/logged")), "NotFoundException");
    refusal(() -> client(REGION, "AKIDNOBODY", "x").listKeys(), "UnrecognizedClientException");
    assertThat(localKms.calls().count()).isEqualTo(4);
    assertThat(localKms.calls().count("CreateAlias")).isEqualTo(1);
    Call alias = localKms.calls().all().get(1);
    assertThat(alias.operation()).isEqualTo("CreateAlias");
    assertThat(alias.region()).isEqualTo("us-east-1");
    assertThat(alias.accessKeyId()).isEqualTo("AKIDLOCALKMS");
    assertThat(alias.keyId()).isEqualTo(key);
    assertThat(alias.algorithm()).isNull();
    assertThat(alias.error()).isNull();
    Call describe = localKms.calls().all().get(2);
    assertThat(describe.region()).isEqualTo("eu-west-1");
    assertThat(describe.keyId()).isEqualTo("alias/logged");
    assertThat(describe.error()).isEqualTo("NotFoundException");
    assertThat(localKms.calls().all().get(3).accessKeyId()).isEqualTo("AKIDNOBODY");
    localKms.calls().clear();
    assertThat(localKms.calls().all()).isEmpty();
  }

  @Test
  void theRequestIdOfTheLogIsTheOneOfTheException() {
    KmsException refusal =
        refusal(() -> kms.describeKey(r -> r.keyId("alias/none")), "NotFoundException");
    assertThat(localKms.calls().all().get(0).requestId()).isEqualTo(refusal.requestId());
  }

  @Test
  void keysMadeWithoutAClientAreLikeAnyOther() {
    localKms.faults().always("*", Fault.throttle());
    String key = localKms.createKey("eu-west-3", "ECC_NIST_P256", "SIGN_VERIFY");
    localKms.createAlias("eu-west-3", "alias/made", key);
    assertThatThrownBy(() -> localKms.createAlias("eu-west-3", "alias/made", key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("AlreadyExistsException");
    assertThat(localKms.calls().count()).isZero();
    localKms.faults().clear();
    assertThat(client("eu-west-3").describeKey(r -> r.keyId("alias/made")).keyMetadata().arn())
        .isEqualTo(key);
  }

  @Test
  void closingTwiceDoesNoHarm() {
    localKms.close();
    assertThatCode(localKms::close).doesNotThrowAnyException();
  }
}
