package io.github.kmsjca.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kmsjca.failure.Await;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.SignatureException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;

/** Every KMS call and every moved alias is an event, without a payload. */
class FlightRecorderTest {
  private static final String CALL = "io.github.kmsjca.KmsCall";
  private static final byte[] MESSAGE = "never in an event".getBytes(StandardCharsets.UTF_8);
  @RegisterExtension static final TestKms kms = TestKms.start();

  @TempDir private static Path dir;

  @Test
  void callsAreRecordedWithKeyAndRequestId() throws Exception {
    List<RecordedEvent> events =
        recorded(CALL, () -> sign(kms.provider(), kms.arn("ecc-nist-p256")));
    RecordedEvent sign =
        events.stream().filter(e -> e.getString("operation").equals("Sign")).findFirst().get();
    assertEquals(kms.arn("ecc-nist-p256"), sign.getString("key"));
    assertThat(sign.getString("requestId")).isNotBlank();
    assertEquals("", sign.getString("failure"));
    assertThat(sign.getDuration()).isPositive();
    assertThat(events).extracting(e -> e.getString("operation")).contains("GetPublicKey");
    assertThat(events.toString())
        .doesNotContain(new String(MESSAGE, StandardCharsets.UTF_8))
        .doesNotContain("local-kms"); // the secret key
  }

  @Test
  void failuresAreRecordedByTheirName() throws Exception {
    List<RecordedEvent> events =
        recorded(
            CALL,
            () -> {
              Provider provider = kms.provider("maxAttempts", "1");
              Signature signature = Signature.getInstance("SHA256withECDSA", provider);
              signature.initSign(TestKms.key(provider, "ecc-nist-p256"));
              kms.local().faults().next("Sign", Fault.throttle());
              signature.update(MESSAGE);
              assertThrows(SignatureException.class, signature::sign);
            });
    assertThat(events)
        .filteredOn(e -> e.getString("operation").equals("Sign"))
        .extracting(e -> e.getString("failure") + e.getInt("attempts") + e.getBoolean("throttled"))
        .containsExactly("THROTTLED1true");
  }

  @Test
  void retriesAreRecorded() throws Exception {
    Provider provider = kms.provider();
    PrivateKey key = TestKms.key(provider, "ecc-nist-p256");
    kms.local().faults().next("Sign", Fault.throttle());
    List<RecordedEvent> events = recorded(CALL, () -> sign(provider, key));
    assertThat(events)
        .extracting(e -> e.getString("failure") + e.getInt("attempts") + e.getBoolean("throttled"))
        .containsExactly("2true");
  }

  /** How a lookup finds out that a key is symmetric, which is no reason to alarm anybody. */
  @Test
  void refusalThatIsAnAnswerIsNoFailure() throws Exception {
    kms.create("secret", "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    List<RecordedEvent> events =
        recorded(CALL, () -> TestKms.keyStore(kms.provider()).getKey("secret", null));
    assertThat(events)
        .extracting(e -> e.getString("operation") + e.getString("failure"))
        .endsWith("GetPublicKey", "DescribeKey")
        .doesNotContain("GetPublicKeyWRONG_USAGE");
  }

  @Test
  void waitingForATurnIsRecorded() throws Exception {
    Provider provider = kms.provider("maxConnections", "1");
    PrivateKey key = TestKms.key(provider, "ecc-nist-p256");
    kms.local().calls().clear();
    List<RecordedEvent> events =
        recorded(
            CALL,
            () -> {
              kms.local().faults().next("Sign", Fault.delay(Duration.ofSeconds(1)));
              CompletableFuture<Void> first =
                  CompletableFuture.runAsync(() -> signUnchecked(provider, key));
              Await.until(() -> kms.local().calls().count("Sign") == 1);
              signUnchecked(provider, key);
              first.join();
            });
    assertThat(events)
        .filteredOn(e -> e.getString("operation").equals("Sign"))
        .extracting(e -> e.getDuration("waiting").isZero())
        .containsExactlyInAnyOrder(true, false); // each thread has a buffer of its own
    assertThat(events)
        .allSatisfy(e -> assertThat(e.getDuration("waiting")).isLessThanOrEqualTo(e.getDuration()));
  }

  private static void signUnchecked(Provider provider, PrivateKey key) {
    try {
      sign(provider, key);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void movedAliasIsRecorded() throws Exception {
    String first = kms.create("moved", "ECC_NIST_P256", "SIGN_VERIFY");
    String second = kms.local().createKey(TestKms.REGION, "ECC_NIST_P256", "SIGN_VERIFY");
    Provider provider = kms.provider();
    KeyStore before = TestKms.keyStore(provider);
    assertEquals(first, ((KmsPrivateKey) before.getKey("moved", null)).arn());
    List<RecordedEvent> events =
        recorded(
            "io.github.kmsjca.AliasMoved",
            () -> {
              try (KmsClient admin = kms.sdk()) {
                admin.updateAlias(r -> r.aliasName("alias/moved").targetKeyId(second));
              }
              KmsPrivateKey now = (KmsPrivateKey) TestKms.keyStore(provider).getKey("moved", null);
              assertEquals(second, now.arn());
            });
    assertThat(events).hasSize(1);
    assertEquals("alias/moved", events.get(0).getString("alias"));
    assertEquals(first, events.get(0).getString("oldKey"));
    assertEquals(second, events.get(0).getString("newKey"));
  }

  private static void sign(Provider provider, String key) throws Exception {
    sign(provider, TestKms.key(provider, key));
  }

  private static void sign(Provider provider, PrivateKey key) throws Exception {
    Signature signature = Signature.getInstance("SHA256withECDSA", provider);
    signature.initSign(key);
    signature.update(MESSAGE);
    signature.sign();
  }

  private interface Work {
    void run() throws Exception;
  }

  private static List<RecordedEvent> recorded(String event, Work work) throws Exception {
    Path file = Files.createTempFile(dir, "recording", ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable(event);
      recording.start();
      work.run();
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file).stream()
        .filter(e -> e.getEventType().getName().equals(event))
        .sorted(Comparator.comparing(RecordedEvent::getStartTime))
        .toList();
  }
}
