package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.kms.KmsClient;

/** Who may call, and how that is said. */
final class AccessKeyTest extends KmsTest {
  private static final String MISMATCH = "InvalidSignatureException";
  private static final String INVALID = "The security token included in the request is invalid.";

  @TempDir Path folder;

  @Override
  LocalKms.Builder configure(LocalKms.Builder builder) {
    return super.configure(builder)
        .credentials("test", "test")
        .credentials(
            AccessKey.of("ASIATEMPORARY", "secret")
                .account("111122223333")
                .session("the/token+=", Instant.now().plusSeconds(3600)))
        .credentials(AccessKey.of("ASIALASTING", "secret").session("token", Instant.MAX));
  }

  @Test
  void theUsualDummyCredentialsStandBesideTheDefault() {
    String key = signingKey();
    assertThat(client(REGION, "test", "test").listKeys().keys()).hasSize(1);
    refusal(() -> client(REGION, "test", "tset").describeKey(r -> r.keyId(key)), MISMATCH);
  }

  @Test
  void aTemporaryAccessKeyNeedsItsToken() {
    assertThat(temporary("the/token+=").createKey().keyMetadata().awsAccountId())
        .isEqualTo("111122223333");
    assertRefused(() -> temporary("another").listKeys(), "UnrecognizedClientException", INVALID);
    assertRefused(
        () -> client(REGION, "ASIATEMPORARY", "secret").listKeys(),
        "UnrecognizedClientException",
        INVALID);
    // As with every access key: what a lasting one carries is not looked at.
    assertThat(session(LocalKms.ACCESS_KEY_ID, LocalKms.SECRET_ACCESS_KEY, "any").listKeys().keys())
        .isEmpty();
  }

  @Test
  void aTokenExpiresByTheClockOfKms() {
    localKms.clock().advance(Duration.ofMinutes(59));
    assertThat(temporary("the/token+=").listKeys().keys()).isEmpty();
    localKms.clock().advance(Duration.ofMinutes(1));
    assertRefused(
        () -> temporary("the/token+=").listKeys(),
        "ExpiredTokenException",
        "The security token included in the request is expired");
    assertThat(session("ASIALASTING", "secret", "token").listKeys().keys()).isEmpty();
  }

  @Test
  void theLogNamesTheCallerOnceTheSignatureIsGood() {
    temporary("the/token+=").listKeys();
    refusal(() -> temporary("another").listKeys(), "UnrecognizedClientException");
    List<Call> calls = localKms.calls().all();
    assertThat(calls.get(0).principal()).isEqualTo("arn:aws:iam::111122223333:user/ASIATEMPORARY");
    assertThat(calls.get(1).principal()).isEmpty();
    assertThat(calls.get(1).accessKeyId()).isEqualTo("ASIATEMPORARY");
  }

  @Test
  void secretsAreShownToNobody() {
    AccessKey key = AccessKey.of("AKID", "hidden").session("hidden", Instant.MAX);
    assertThat(key.toString()).contains("AKID").doesNotContain("hidden");
    assertThat(key.credential().toString()).doesNotContain("hidden");
    assertThat(String.valueOf(key.credential().session())).doesNotContain("hidden");
    assertThatThrownBy(() -> AccessKeyTexts.parse("AKID:hidden:hidden-in-the-wrong-place"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hidden");
    assertThatThrownBy(() -> Arguments.parse(new String[] {"AKID:hidden"}, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hidden");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AKID", "AKID:", ":secret", "A-K:x", "AKID:x:12", "AKID:x:1:2"})
  void aMalformedAccessKeyIsRefused(String text) {
    assertThatThrownBy(() -> AccessKeyTexts.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theEnvironmentHasOneOrSeveral() {
    assertThat(
            AccessKeyTexts.of(
                Map.of(
                    "LOCAL_KMS_ACCESS_KEY_ID", "AKID1",
                    "LOCAL_KMS_SECRET_ACCESS_KEY", "x",
                    "LOCAL_KMS_ACCESS_KEYS", " test:test\n AKID2:y:111122223333 ")))
        .extracting(AccessKey::toString)
        .containsExactly(
            "AccessKey[AKID1 of 000000000000]",
            "AccessKey[test of 000000000000]",
            "AccessKey[AKID2 of 111122223333]");
    assertThat(AccessKeyTexts.of(Map.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"LOCAL_KMS_ACCESS_KEY_ID", "LOCAL_KMS_SECRET_ACCESS_KEY"})
  void halfAnAccessKeyInTheEnvironmentIsRefused(String name) {
    assertThatThrownBy(() -> Arguments.parse(new String[0], Map.of(name, "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("LOCAL_KMS_ACCESS_KEY_ID")
        .hasMessageContaining("LOCAL_KMS_SECRET_ACCESS_KEY");
  }

  @Test
  void aCredentialsFileIsLikeThatOfClients() throws Exception {
    List<AccessKey> keys =
        CredentialsFile.read(
            file(
                """
                # shared with the clients
                [default]
                aws_access_key_id = AKID1
                aws_secret_access_key=a=b

                [profile two]
                region = eu-west-1
                aws_access_key_id = ASIA2
                aws_secret_access_key = x
                aws_session_token = token
                aws_account_id = 111122223333
                expiration = 2030-01-01T00:00:00Z
                """));
    assertThat(keys.get(0).credential().secret()).isEqualTo("a=b");
    assertThat(keys.get(1).credential().account()).isEqualTo("111122223333");
    assertThat(keys.get(1).credential().session())
        .hasToString("Session[until 2030-01-01T00:00:00Z]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "aws_access_key_id = AKID",
        "[default]",
        "[default]\nhidden",
        "[default]\naws_access_key_id = AKID",
        "[default]\naws_access_key_id = AKID\naws_secret_access_key =",
        "[default]\naws_access_key_id = AKID\naws_access_key_id = hidden",
        "[default]\naws_access_key_id = AKID\naws_secret_access_key = hidden\naws_sesion_token = x",
        "[a]\naws_access_key_id = AKID\naws_secret_access_key = hidden\naws_account_id = 12",
        "[a]\naws_access_key_id=A\naws_secret_access_key=hidden\nexpiration=2030-01-01T00:00:00Z",
        "[a]\naws_access_key_id=A\naws_secret_access_key=x\naws_session_token=x\nexpiration=soon",
      })
  void aMalformedCredentialsFileIsRefused(String content) throws Exception {
    Path file = file(content);
    assertThatThrownBy(() -> CredentialsFile.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file.toString())
        .hasMessageNotContaining("hidden");
  }

  @Test
  void whatEverybodyKnowsIsNotForOtherMachines() throws Exception {
    AccessKeys keys = new AccessKeys();
    keys.add(AccessKey.of("test", "test"));
    InetAddress open = InetAddress.getByAddress(new byte[4]);
    assertThatThrownBy(() -> keys.acceptedOn(open)).isInstanceOf(IllegalStateException.class);
    assertThat(keys.acceptedOn(InetAddress.getLoopbackAddress())).hasSize(2);
  }

  private Path file(String content) throws Exception {
    return Files.writeString(folder.resolve("credentials"), content);
  }

  private KmsClient temporary(String token) {
    return session("ASIATEMPORARY", "secret", token);
  }

  private KmsClient session(String id, String secret, String token) {
    return client(
        REGION, StaticCredentialsProvider.create(AwsSessionCredentials.create(id, secret, token)));
  }
}
