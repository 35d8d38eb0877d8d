package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kmsjca.testkit.TestKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkGlobalTime;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SignResponse;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/** A local KMS per test, and clients of the real SDK that do not retry. */
abstract class KmsTest {
  static final String REGION = "us-east-1";

  final MovableClock clock = new MovableClock();
  LocalKms localKms = configure(LocalKms.builder()).start();
  private final List<KmsClient> clients = new ArrayList<>();
  KmsClient kms = client(REGION);

  LocalKms.Builder configure(LocalKms.Builder builder) {
    return builder.clock(clock).keyMaterial(TestKeys.seeded());
  }

  @BeforeEach
  void startWithNoCalls() {
    assertThat(localKms.calls().count()).isZero();
  }

  @AfterEach
  void closeAll() {
    clients.forEach(KmsClient::close);
    localKms.close();
    SdkGlobalTime.setGlobalTimeOffset(0);
  }

  /** Moves the clock of the local KMS, and that of the SDK, which is one for the whole JVM. */
  void moveClock(Duration by) {
    clock.move(by);
    SdkGlobalTime.setGlobalTimeOffset(-Math.toIntExact(clock.moved().toSeconds()));
    kms = client(REGION);
  }

  KmsClient client(String region) {
    return client(region, LocalKms.ACCESS_KEY_ID, LocalKms.SECRET_ACCESS_KEY);
  }

  KmsClient client(String region, String accessKeyId, String secret) {
    return client(
        region, StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secret)));
  }

  KmsClient client(String region, AwsCredentialsProvider credentials) {
    KmsClient client =
        KmsClient.builder()
            .region(Region.of(region))
            .endpointOverride(localKms.endpoint())
            .credentialsProvider(credentials)
            .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .httpClientBuilder(Apache5HttpClient.builder().maxConnections(200))
            .build();
    clients.add(client);
    return client;
  }

  /** The aliases that are not those of AWS. */
  List<AliasListEntry> ownAliases() {
    return kms.listAliasesPaginator().aliases().stream()
        .filter(alias -> !alias.aliasName().startsWith("alias/aws/"))
        .toList();
  }

  String key(KeySpec spec, KeyUsageType usage) {
    return kms.createKey(r -> r.keySpec(spec).keyUsage(usage)).keyMetadata().arn();
  }

  String signingKey() {
    return key(KeySpec.ECC_NIST_P256, KeyUsageType.SIGN_VERIFY);
  }

  SignResponse sign(String key, SigningAlgorithmSpec algorithm, MessageType type, byte[] message) {
    return kms.sign(
        r ->
            r.keyId(key)
                .signingAlgorithm(algorithm)
                .messageType(type)
                .message(SdkBytes.fromByteArray(message)));
  }

  boolean verify(
      String key,
      SigningAlgorithmSpec algorithm,
      MessageType type,
      byte[] message,
      SdkBytes signature) {
    return kms.verify(
            r ->
                r.keyId(key)
                    .signingAlgorithm(algorithm)
                    .messageType(type)
                    .message(SdkBytes.fromByteArray(message))
                    .signature(signature))
        .signatureValid();
  }

  boolean verify(
      String key,
      SigningAlgorithmSpec algorithm,
      MessageType type,
      byte[] message,
      byte[] signature) {
    return verify(key, algorithm, type, message, SdkBytes.fromByteArray(signature));
  }

  /** Uses a key of {@link #signingKey}. */
  void sign(String key) {
    kms.sign(
        r ->
            r.keyId(key)
                .message(SdkBytes.fromUtf8String("x"))
                .signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256));
  }

  /** The refusal of a call, which must have the given wire name and message, or no message. */
  static void assertRefused(ThrowingCallable call, String type, @Nullable String message) {
    assertThat(refusal(call, type).awsErrorDetails().errorMessage()).isEqualTo(message);
  }

  /** The refusal of a call, which must have the given wire name. */
  static KmsException refusal(ThrowingCallable call, String type) {
    KmsException refusal = catchThrowableOfType(KmsException.class, call);
    assertThat(refusal).as("refused with %s", type).isNotNull();
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(type);
    assertThat(refusal.requestId()).matches("[0-9a-f-]{36}");
    return refusal;
  }
}
