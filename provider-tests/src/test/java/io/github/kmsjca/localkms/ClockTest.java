package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.model.KeyState;

/** The time of KMS, which may be another than that of its clients. */
final class ClockTest extends KmsTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Instant NEW_YEAR = Instant.parse("2030-01-01T00:00:00Z");

  private final Admin admin = localKms.admin().orElseThrow();

  @Override
  LocalKms.Builder configure(LocalKms.Builder builder) {
    return super.configure(builder).adminPort(0);
  }

  @Test
  void keysGoByItAndSignaturesDoNot() {
    localKms.clock().set(NEW_YEAR);
    localKms.clock().freeze();
    String key = signingKey();
    assertThat(kms.describeKey(r -> r.keyId(key)).keyMetadata().creationDate())
        .isBetween(NEW_YEAR, NEW_YEAR.plusSeconds(60));
    kms.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(7));
    localKms.clock().advance(Duration.ofDays(7).minusSeconds(1));
    assertThat(kms.describeKey(r -> r.keyId(key)).keyMetadata().keyState())
        .isEqualTo(KeyState.PENDING_DELETION);
    localKms.clock().advance(Duration.ofSeconds(1));
    refusal(() -> kms.describeKey(r -> r.keyId(key)), "NotFoundException");
    assertThat(localKms.calls().all().get(0).time()).isBefore(NEW_YEAR);
  }

  @Test
  void itStandsStillAndRunsOn() {
    KmsClock time = localKms.clock();
    assertThat(time.isFrozen()).isFalse();
    time.freeze();
    Instant stands = time.instant();
    clock.move(Duration.ofHours(1));
    assertThat(time.instant()).isEqualTo(stands);
    time.set(NEW_YEAR);
    assertThat(time.instant()).isEqualTo(NEW_YEAR);
    time.resume();
    clock.move(Duration.ofHours(1));
    assertThat(time.instant()).isBetween(NEW_YEAR.plusSeconds(3600), NEW_YEAR.plusSeconds(3660));
    time.advance(Duration.ofDays(-1));
    assertThat(time.instant()).isBefore(NEW_YEAR);
    time.reset();
    assertThat(time.instant()).isBetween(clock.instant().minusSeconds(60), clock.instant());
  }

  @Test
  void itIsSteeredFromOutside() throws Exception {
    assertThat(send("PUT", "{\"time\":\"2030-01-01T00:00:00Z\",\"frozen\":true}").statusCode())
        .isEqualTo(204);
    assertThat(send("GET", "").body())
        .isEqualTo("{\"time\":\"2030-01-01T00:00:00Z\",\"frozen\":true}");
    assertThat(send("PUT", "{\"advance\":\"30d\"}").statusCode()).isEqualTo(204);
    assertThat(localKms.clock().instant()).isEqualTo(NEW_YEAR.plus(Duration.ofDays(30)));
    assertThat(send("PUT", "{\"frozen\":false}").statusCode()).isEqualTo(204);
    assertThat(localKms.clock().isFrozen()).isFalse();
    assertThat(send("DELETE", "").statusCode()).isEqualTo(204);
    assertThat(localKms.clock().instant()).isBefore(NEW_YEAR);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"time\":\"tomorrow\"}",
        "{\"time\":\"+10000-01-01T00:00:00Z\",\"frozen\":true}",
        "{\"time\":7}",
        "{\"advance\":\"soon\"}",
        "{\"advance\":\"-1d\"}",
        "{\"advance\":\"999999999d\",\"frozen\":true}",
        "{\"advance\":\"1d\",\"time\":\"2030-01-01T00:00:00Z\"}",
        "{\"frozen\":\"yes\"}",
        "{\"frozen\":true,\"speed\":2}",
        "[]"
      })
  void whatIsMalformedChangesNothing(String body) throws Exception {
    HttpResponse<String> answer = send("PUT", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).startsWith("{\"error\":\"");
    assertThat(localKms.clock().isFrozen()).isFalse();
    assertThat(localKms.clock().instant()).isBefore(NEW_YEAR);
  }

  @Test
  void itStaysWithinTheYearsThatHaveFourDigits() {
    KmsClock time = localKms.clock();
    assertThatThrownBy(() -> time.set(Instant.MAX)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> time.set(Instant.parse("1969-12-31T23:59:59Z")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> time.advance(Duration.ofSeconds(Long.MAX_VALUE)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(time.instant()).isBefore(NEW_YEAR);
  }

  private HttpResponse<String> send(String method, String body) throws Exception {
    URI uri = admin.endpoint().resolve("/clock");
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + admin.token())
            .method(method, BodyPublishers.ofString(body))
            .build();
    return HTTP.send(request, BodyHandlers.ofString());
  }
}
