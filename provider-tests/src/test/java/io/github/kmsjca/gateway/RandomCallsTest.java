package io.github.kmsjca.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.KmsGateway;
import io.github.kmsjca.internal.kms.call.GenerateRandom;
import io.github.kmsjca.internal.registration.Instance;
import io.github.kmsjca.spec.KmsFailure;
import io.github.kmsjca.testkit.TestKms;
import java.security.Provider;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GenerateRandomRequest;
import software.amazon.awssdk.services.kms.model.GenerateRandomResponse;

/** GenerateRandom: what is refused, and what is wiped. */
class RandomCallsTest {
  @RegisterExtension static final TestKms kms = TestKms.start();

  private static KmsGateway gateway(Provider provider) {
    return Instance.of(provider).orElseThrow().gateway();
  }

  /** No scope of keys forbids what is about none. */
  @ParameterizedTest
  @ValueSource(ints = {1, 48, 1024})
  void asManyBytesAsAskedFor(int length) throws Exception {
    KmsGateway gateway = gateway(kms.provider("keys", kms.arn("rsa-2048")));
    byte[] bytes = gateway.perform(new GenerateRandom(length));
    assertThat(bytes).hasSize(length);
    if (length > 1) {
      assertThat(gateway.perform(new GenerateRandom(length))).isNotEqualTo(bytes);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1025})
  void kmsRefusesOtherLengths(int length) {
    KmsCallException e = refusal(gateway(kms.provider()), length, KmsFailure.REFUSED);
    assertThat(e).hasMessageContaining("ValidationException").hasMessageContaining("request id");
  }

  private static KmsCallException refusal(KmsGateway gateway, int length, KmsFailure failure) {
    KmsCallException e =
        catchThrowableOfType(
            KmsCallException.class, () -> gateway.perform(new GenerateRandom(length)));
    assertThat(e).hasMessageStartingWith("KMS GenerateRandom failed: ");
    assertThat(e.failure()).isEqualTo(failure);
    return e;
  }

  private static KmsGateway answering(GenerateRandomResponse answer) {
    KmsClient client =
        new KmsClient() {
          @Override
          public GenerateRandomResponse generateRandom(GenerateRandomRequest request) {
            return answer;
          }

          @Override
          public String serviceName() {
            return "kms";
          }

          @Override
          public void close() {}
        };
    return gateway(KmsProvider.builder().kmsClient(() -> client).build());
  }

  private static KmsGateway answering(byte[] bytes) {
    return answering(
        GenerateRandomResponse.builder().plaintext(SdkBytes.fromByteArrayUnsafe(bytes)).build());
  }

  private static byte[] sevens(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 7);
    return bytes;
  }

  @Test
  void sdksBytesAreWiped() throws Exception {
    byte[] sdks = sevens(48);
    assertThat(answering(sdks).perform(new GenerateRandom(48))).isEqualTo(sevens(48));
    assertThat(sdks).containsOnly(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {47, 49})
  void anotherLengthIsRefusedAndWiped(int length) {
    byte[] sdks = sevens(length);
    assertThat(refusal(answering(sdks), 48, KmsFailure.INCOMPLETE_ANSWER))
        .hasMessageContaining(length + " random bytes, not 48");
    assertThat(sdks).containsOnly(0);
  }

  @Test
  void nothingAndZerosAreRefused() {
    assertThat(
            refusal(
                answering(GenerateRandomResponse.builder().build()),
                48,
                KmsFailure.INCOMPLETE_ANSWER))
        .hasMessageContaining("it has no Plaintext");
    assertThat(refusal(answering(new byte[48]), 48, KmsFailure.INCOMPLETE_ANSWER))
        .hasMessageContaining("zeros only");
  }
}
