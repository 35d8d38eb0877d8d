package io.github.kmsjca.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import io.github.kmsjca.failure.Await;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.testkit.TestKms;
import java.nio.ByteBuffer;
import java.security.ProviderException;
import java.time.Duration;
import java.util.function.BiConsumer;
import javax.crypto.Cipher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * While KMS is down, what was permitted goes on within its bounds and never beyond; afterwards all
 * is well by itself. When a data key is nearly spent its successor is fetched, which brings about a
 * failed refresh without waiting for the clock.
 */
class KmsDownTest {
  private static final byte[] PLAINTEXT = Party.plaintext(100);
  private static final int MAX = 1000;
  private static final int REFRESH_AT = 800;
  private static final Duration AGE = Duration.ofMillis(300);

  @RegisterExtension static final TestKms kms = TestKms.start();

  /** KMS, or the way to it, is away for a while. */
  enum Outage {
    THROTTLED(Fault.throttle(), "throttled"),
    INTERNAL_ERROR(Fault.internalError(), "unavailable"),
    KEY_UNAVAILABLE(Fault.keyUnavailable(), "unavailable"),
    OVERLOADED(Fault.error(503, "ServiceUnavailableException", "later"), "unavailable"),
    KEY_STORE_DISCONNECTED(
        Fault.invalidState("The external key store proxy did not respond."),
        "The external key store proxy did not respond"),
    QUOTA(Fault.error(400, "LimitExceededException", "too many"), "a quota"),
    DROPPED(Fault.dropConnection(), "could not be reached"),
    HALF_CLOSED(Fault.halfClose(), "could not be reached"),
    PAGE(Fault.html(200), "not KMS's"),
    REDIRECT(Fault.html(301), "not KMS's"),
    PROXY_REFUSES(Fault.html(403), "not KMS's"),
    PROXY_WANTS_A_PASSWORD(Fault.html(407), "not KMS's"),
    PROXY_TIMED_OUT(Fault.html(408), "not KMS's"),
    CUT(Fault.cut(), "not KMS's"),
    DRIPPING(Fault.drip(Duration.ofMillis(100)), "no answer in time"),
    SLOW(Fault.delay(Duration.ofSeconds(20)), "no answer in time");

    @SuppressWarnings("ImmutableEnumChecker") // says that it is immutable
    private final Fault fault;

    private final String text;

    Outage(Fault fault, String text) {
      this.fault = fault;
      this.text = text;
    }
  }

  /** KMS itself says no, and yes again. */
  enum Refusal {
    ACCESS_DENIED((admin, arn) -> fault(Fault.accessDenied()), (admin, arn) -> noFault()),
    NOT_FOUND(
        (admin, arn) -> fault(Fault.error(400, "NotFoundException", "no such key")),
        (admin, arn) -> noFault()),
    DISABLED(
        (admin, arn) -> admin.disableKey(r -> r.keyId(arn)),
        (admin, arn) -> admin.enableKey(r -> r.keyId(arn))),
    PENDING_DELETION(
        (admin, arn) -> admin.scheduleKeyDeletion(r -> r.keyId(arn)),
        (admin, arn) -> {
          admin.cancelKeyDeletion(r -> r.keyId(arn));
          admin.enableKey(r -> r.keyId(arn));
        });

    @SuppressWarnings("ImmutableEnumChecker") // holds nothing
    private final BiConsumer<KmsClient, String> begin;

    @SuppressWarnings("ImmutableEnumChecker") // holds nothing
    private final BiConsumer<KmsClient, String> end;

    Refusal(BiConsumer<KmsClient, String> begin, BiConsumer<KmsClient, String> end) {
      this.begin = begin;
      this.end = end;
    }

    private static void fault(Fault fault) {
      kms.local().faults().always("GenerateDataKey", fault);
      kms.local().faults().always("Decrypt", fault);
    }

    private static void noFault() {
      kms.local().faults().clear();
    }
  }

  @AfterEach
  void nothingGoesWrong() {
    kms.local().faults().clear();
  }

  @ParameterizedTest
  @EnumSource
  void aDataKeyServesToItsBoundAndNotBeyond(Outage outage) throws Exception {
    boolean isSlow = outage == Outage.SLOW || outage == Outage.DRIPPING;
    String patience = isSlow ? "1s" : "5s";
    Party ours = party("dataKey.maxMessages", String.valueOf(MAX), "attemptTimeout", patience);
    ByteBuffer first = encryptSome(ours, REFRESH_AT - 1);
    kms.local().faults().always("GenerateDataKey", outage.fault);
    for (int i = REFRESH_AT - 1; i < MAX; i++) {
      assertThat(Wire.dataKeyOf(ours.encrypt(PLAINTEXT))).isEqualTo(first);
    }
    for (String name : Party.NAMES) {
      assertFailsClosed(
          assertThrowsExactly(
              ProviderException.class, () -> ours.encrypting(name).doFinal(PLAINTEXT)),
          "GenerateDataKey",
          ours,
          outage.text);
    }
    kms.local().faults().clear();
    byte[] message = ours.encrypt(PLAINTEXT);
    assertThat(Wire.dataKeyOf(message)).isNotEqualTo(first);
    assertThat(ours.decrypt(message)).isEqualTo(PLAINTEXT);
  }

  @Test
  void aShortOutageIsNotNoticed() throws Exception {
    Party ours = party("dataKey.maxMessages", "20000", "dataKey.maxAge", "20s");
    ByteBuffer first = encryptSome(ours, 15_999);
    kms.local().faults().next("GenerateDataKey", Fault.throttle(), Fault.internalError());
    kms.local().calls().clear();
    Await.until(
        () -> {
          assertThat(Wire.dataKeyOf(ours.encrypt(PLAINTEXT))).isEqualTo(first);
          return kms.local().calls().count("GenerateDataKey") == 3;
        });
  }

  /** The data key came just before, and is renewed in the background as soon as KMS is back. */
  @Test
  void anOutageOfSixtyPercentOfTheAgeIsNotNoticed() throws Exception {
    Duration age = Duration.ofSeconds(4);
    Party ours = party("dataKey.maxAge", age.toMillis() + "ms");
    long begin = System.nanoTime();
    ByteBuffer first = Wire.dataKeyOf(ours.encrypt(PLAINTEXT));
    kms.local().faults().always("GenerateDataKey", Fault.reset());
    kms.local().faults().always("Decrypt", Fault.reset());
    while (System.nanoTime() - begin < age.toNanos() * 6 / 10) {
      assertThat(Wire.dataKeyOf(ours.encrypt(PLAINTEXT))).isEqualTo(first);
    }
    kms.local().faults().clear();
    Await.until(() -> !Wire.dataKeyOf(ours.encrypt(PLAINTEXT)).equals(first));
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "THROTTLED",
        "DROPPED",
        "PAGE",
        "REDIRECT",
        "PROXY_REFUSES",
        "PROXY_WANTS_A_PASSWORD",
        "PROXY_TIMED_OUT",
        "CUT"
      })
  void aDataKeyServesToItsAgeAndNotBeyond(Outage outage) throws Exception {
    Party ours = party("dataKey.maxAge", AGE.toMillis() + "ms");
    long begin = System.nanoTime();
    byte[] message = ours.encrypt(PLAINTEXT);
    kms.local().faults().always("GenerateDataKey", outage.fault);
    ProviderException failure = firstFailure(() -> ours.encrypt(PLAINTEXT));
    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(AGE.toNanos());
    assertFailsClosed(failure, "GenerateDataKey", ours, outage.text);
    kms.local().faults().clear();
    assertThat(Wire.dataKeyOf(ours.encrypt(PLAINTEXT))).isNotEqualTo(Wire.dataKeyOf(message));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void anUnwrappedDataKeyServesToItsAgeAndNotBeyond(String refresh) throws Exception {
    Party ours = party("dataKey.maxAge", AGE.toMillis() + "ms", "dataKey.refreshDecrypt", refresh);
    byte[] message = ours.encrypt(PLAINTEXT);
    long begin = System.nanoTime();
    assertThat(ours.decrypt(message)).isEqualTo(PLAINTEXT);
    kms.local().faults().always("Decrypt", Fault.internalError());
    ProviderException failure = firstFailure(() -> ours.decrypt(message));
    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(AGE.toNanos());
    assertFailsClosed(failure, "Decrypt", ours, "unavailable");
    Cipher framed = ours.decrypting(Party.FRAMED);
    for (String text : new String[] {"unavailable", "an earlier part failed"}) {
      assertThatThrownBy(() -> framed.doFinal(message))
          .isExactlyInstanceOf(ProviderException.class)
          .hasMessageContaining(text);
    }
    kms.local().faults().clear();
    assertThat(ours.decrypt(message)).isEqualTo(PLAINTEXT);
    framed.init(Cipher.DECRYPT_MODE, ours.key());
    assertThat(framed.doFinal(message)).isEqualTo(PLAINTEXT);
  }

  @ParameterizedTest
  @EnumSource
  void whatKmsRefusesEndsAtOnce(Refusal refusal) throws Exception {
    Party ours = party("dataKey.maxMessages", "20000");
    encryptSome(ours, 15_999);
    KmsClient admin = kms.sdk();
    refusal.begin.accept(admin, ours.arn());
    int[] more = {0};
    ProviderException failure =
        firstFailure(
            () -> {
              ours.encrypt(PLAINTEXT);
              more[0]++;
            });
    assertThat(more[0]).as("of the 4001 that the bound still permits").isLessThan(4001);
    assertFailsClosed(failure, "GenerateDataKey", ours, "");
    refusal.end.accept(admin, ours.arn());
    assertThat(ours.decrypt(ours.encrypt(PLAINTEXT))).isEqualTo(PLAINTEXT);
  }

  @ParameterizedTest
  @EnumSource
  void whatKmsRefusesToUnwrapEndsWithTheNextRefresh(Refusal refusal) throws Exception {
    Party ours = party("dataKey.maxAge", "500ms", "dataKey.refreshDecrypt", "true");
    byte[] message = ours.encrypt(PLAINTEXT);
    assertThat(ours.decrypt(message)).isEqualTo(PLAINTEXT);
    KmsClient admin = kms.sdk();
    refusal.begin.accept(admin, ours.arn());
    assertFailsClosed(firstFailure(() -> ours.decrypt(message)), "Decrypt", ours, "");
    refusal.end.accept(admin, ours.arn());
    assertThat(ours.decrypt(message)).isEqualTo(PLAINTEXT);
  }

  private interface Operation {
    void run() throws Exception;
  }

  /** Goes on until it fails. */
  private static ProviderException firstFailure(Operation operation) throws Exception {
    ProviderException[] failure = {null};
    Await.until(
        () -> {
          try {
            operation.run();
            return false;
          } catch (ProviderException e) {
            failure[0] = e;
            return true;
          }
        });
    return failure[0];
  }

  private static ByteBuffer encryptSome(Party party, int messages) throws Exception {
    Cipher cipher = party.cipher(Party.BUFFERED);
    byte[] message = {};
    for (int i = 0; i < messages; i++) {
      cipher.init(Cipher.ENCRYPT_MODE, party.key());
      message = cipher.doFinal(PLAINTEXT);
    }
    return Wire.dataKeyOf(message);
  }

  /** What happened, with which key, in which operation, down to what the AWS SDK said of it. */
  private static void assertFailsClosed(
      ProviderException failure, String operation, Party party, String text) {
    assertThat(failure)
        .hasMessageContaining("KMS " + operation)
        .hasMessageContaining(party.arn())
        .hasMessageContaining(text)
        .hasRootCauseInstanceOf(Throwable.class);
    boolean isOfSdk = false;
    for (Throwable t = failure; t != null; t = t.getCause()) {
      isOfSdk |= t instanceof SdkException;
    }
    assertThat(isOfSdk).as("the AWS SDK's exception is among the causes").isTrue();
  }

  private static Party party(String... settings) throws Exception {
    String arn = kms.local().createKey(TestKms.REGION, "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    String[] all = java.util.Arrays.copyOf(settings, settings.length + 2);
    all[settings.length] = "maxAttempts";
    all[settings.length + 1] = "1";
    return Party.of(kms.provider(all), arn);
  }
}
