package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;

/** GenerateRandom. */
final class RandomTest extends KmsTest {

  private SdkBytes random(int count) {
    return kms.generateRandom(r -> r.numberOfBytes(count)).plaintext();
  }

  @Test
  void asManyBytesAsAskedFor() {
    assertThat(random(1).asByteArray()).hasSize(1);
    assertThat(random(1024).asByteArray()).hasSize(1024);
    assertThat(random(32)).isNotEqualTo(random(32));
  }

  @Test
  void theCountIsSaidAndIsFrom1To1024() {
    refusal(() -> random(0), "ValidationException");
    refusal(() -> random(1025), "ValidationException");
    refusal(() -> kms.generateRandom(r -> {}), "ValidationException");
  }

  @Test
  void thereIsNoOtherKeyStore() {
    refusal(
        () -> kms.generateRandom(r -> r.numberOfBytes(1).customKeyStoreId("cks-1")),
        "CustomKeyStoreNotFoundException");
  }
}
