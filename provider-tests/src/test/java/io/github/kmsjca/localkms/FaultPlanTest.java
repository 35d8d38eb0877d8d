package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/** Which fault strikes which call. */
@Timeout(60)
final class FaultPlanTest extends KmsTest {
  private final KmsClient europe = client("eu-west-1");

  @Test
  void aRegionHasFaultsOfItsOwn() {
    localKms.faults().in("eu-west-1").always("ListKeys", Fault.throttle());
    localKms.faults().in("eu-west-1").next("*", Fault.accessDenied());
    kms.listKeys();
    refusal(europe::listAliases, "AccessDeniedException");
    refusal(europe::listKeys, "ThrottlingException");
    europe.listAliases();
    localKms.faults().in("eu-west-1").clear();
    europe.listKeys();
  }

  @Test
  void theNearestFaultStrikesFirst() {
    Faults all = localKms.faults();
    all.always("*", Fault.error(400, "FourthException", ""));
    all.in("eu-west-1").always("*", Fault.error(400, "ThirdException", ""));
    all.always("ListKeys", Fault.error(400, "SecondException", ""));
    all.in("eu-west-1").always("ListKeys", Fault.error(400, "FirstException", ""));
    all.next("*", Fault.error(400, "QueuedException", ""));
    refusal(europe::listKeys, "QueuedException");
    refusal(europe::listKeys, "FirstException");
    refusal(() -> kms.listKeys(), "SecondException");
    refusal(europe::listAliases, "ThirdException");
    refusal(() -> kms.listAliases(), "FourthException");
    all.in("eu-west-1").clear();
    refusal(europe::listAliases, "FourthException");
    all.clear();
    europe.listKeys();
  }

  @Test
  void unknownOperationsAndRegionsAreRefusedAtOnce() {
    Faults faults = localKms.faults();
    assertThatThrownBy(() -> faults.next("Sing", Fault.throttle()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'Sing'");
    assertThatThrownBy(() -> faults.always("sign", Fault.throttle()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> faults.in("Europe")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFlippedSignatureIsWrongByOneBit() {
    String key = signingKey();
    byte[] message = {1, 2, 3};
    localKms.faults().next("Sign", Fault.flipSignature());
    SdkBytes wrong =
        sign(key, SigningAlgorithmSpec.ECDSA_SHA_256, MessageType.RAW, message).signature();
    byte[] righted = wrong.asByteArray();
    righted[righted.length - 1] ^= 1;
    assertThat(verify(key, SigningAlgorithmSpec.ECDSA_SHA_256, MessageType.RAW, message, righted))
        .isTrue();
    assertThat(localKms.calls().all().get(1).fault()).isEqualTo("flipSignature");
    assertThat(localKms.calls().all().get(1).error()).isNull();
  }

  @Test
  void aFlippedMacIsWrongToo() {
    String key = key(KeySpec.HMAC_256, KeyUsageType.GENERATE_VERIFY_MAC);
    localKms.faults().next("GenerateMac", Fault.flipSignature());
    assertThat(mac(key)).isNotEqualTo(mac(key));
    assertThat(mac(key)).isEqualTo(mac(key));
  }

  @Test
  void anotherKeyIdIsThatOfANeighbour() {
    String key = signingKey();
    localKms.faults().next("GetPublicKey", Fault.wrongKeyId());
    String answered = kms.getPublicKey(r -> r.keyId(key)).keyId();
    assertThat(answered).isNotEqualTo(key).startsWith(key.substring(0, key.lastIndexOf('/')));
    refusal(() -> kms.describeKey(r -> r.keyId(answered)), "NotFoundException");
  }

  @Test
  void theSameSeedStrikesTheSameCalls() {
    List<String> first = chaos(7, 0.3);
    assertThat(chaos(7, 0.3)).isEqualTo(first);
    assertThat(chaos(8, 0.3)).isNotEqualTo(first);
    assertThat(first).contains("throttle", "accessDenied", "null");
    assertThat(first.stream().filter(fault -> !fault.equals("null")).count()).isBetween(35L, 85L);
    assertThat(chaos(7, 0)).containsOnly("null");
    assertThat(chaos(7, 1)).doesNotContain("null");
  }

  @Test
  void chaosIsThatOfOneRegionAndYieldsToEverythingElse() {
    localKms.faults().in("eu-west-1").chaos(1, 1, Fault.throttle());
    kms.listKeys();
    localKms.faults().next("ListKeys", Fault.pass());
    europe.listKeys();
    refusal(europe::listKeys, "ThrottlingException");
    localKms.faults().clear();
    europe.listKeys();
  }

  @Test
  void usualChaosHasOneOfEachKind() {
    assertThat(Chaos.USUAL).extracting(Fault::toString).doesNotHaveDuplicates();
    Chaos chaos = Chaos.of(5, 0.5, Chaos.USUAL);
    List<Fault> struck =
        IntStream.range(0, 2000).mapToObj(i -> chaos.next()).filter(f -> f != null).toList();
    assertThat(struck).hasSizeBetween(900, 1100);
    for (Fault fault : Chaos.USUAL) {
      assertThat(struck.stream().filter(fault::equals).count())
          .as(fault.toString())
          .isBetween(30L, 90L);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void aRateIsAShare(double rate) {
    assertThatThrownBy(() -> localKms.faults().chaos(1, rate))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "throttle",
        "accessDenied",
        "internalError",
        "keyUnavailable",
        "invalidState:the key store is not connected: 3 of 3",
        "error:503:DependencyTimeoutException:late: very",
        "html:407",
        "delay:1500ms",
        "drip:2s",
        "cut",
        "dropConnection",
        "reset",
        "hang",
        "halfClose",
        "gzipBomb",
        "wrongKeyId",
        "wrongKeyId:arn:aws:kms:us-east-1:000000000000:key/x",
        "flipSignature",
        "omit:KeySpec",
        "noPublicKey",
        "pass"
      })
  void everyFaultHasATextForm(String text) {
    assertThat(Fault.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "trottle",
        "throttle:1",
        "delay",
        "delay:",
        "delay:-1s",
        "delay:1.5s",
        "delay:1",
        "drip:fast",
        "error:500",
        "error:200:X",
        "error:x:X",
        "error:500:",
        "html:99",
        "html:204",
        "html:x",
        "omit",
        "invalidState"
      })
  void otherTextsAreNoFaults(String text) {
    assertThatThrownBy(() -> Fault.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void pausesAreNotNegative() {
    Duration negative = Duration.ofMillis(-1);
    assertThatThrownBy(() -> Fault.delay(negative)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Fault.drip(negative)).isInstanceOf(IllegalArgumentException.class);
  }

  private List<String> chaos(long seed, double rate) {
    localKms.calls().clear();
    localKms.faults().chaos(seed, rate, Fault.throttle(), Fault.accessDenied());
    for (int i = 0; i < 200; i++) {
      Throwable refusal = catchThrowable(() -> kms.listKeys());
      assertThat(refusal == null).isEqualTo(localKms.calls().all().get(i).fault() == null);
    }
    return localKms.calls().all().stream().map(call -> String.valueOf(call.fault())).toList();
  }

  private SdkBytes mac(String key) {
    return kms.generateMac(
            r ->
                r.keyId(key)
                    .message(SdkBytes.fromUtf8String("m"))
                    .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256))
        .mac();
  }
}
