package io.github.kmsjca.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kmsjca.internal.algorithm.EncryptionAlgorithm;
import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsCall;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.KmsGateway;
import io.github.kmsjca.internal.kms.Purpose;
import io.github.kmsjca.internal.kms.call.Decrypt;
import io.github.kmsjca.internal.kms.call.Encrypt;
import io.github.kmsjca.internal.kms.call.GenerateDataKey;
import io.github.kmsjca.internal.kms.call.GenerateDataKeyPair;
import io.github.kmsjca.internal.kms.call.ReEncrypt;
import io.github.kmsjca.internal.registration.Instance;
import io.github.kmsjca.spec.KmsFailure;
import io.github.kmsjca.testkit.TestKms;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The gateway holds every caller to {@code usage=}, also who did not ask before. */
class UsageTest {
  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  private static final byte[] BYTES = {1, 2, 3};
  private static final Map<String, String> CONTEXT = Map.of();

  @AfterEach
  void forget() {
    kms.local().calls().clear();
  }

  private static KmsGateway gateway(String usage) {
    return Instance.of(kms.provider("accounts", "000000000000", "usage", usage))
        .orElseThrow()
        .gateway();
  }

  private static KeyUse key() {
    return KeyUse.of(KeyArn.parse(kms.arn(TestKms.SYMMETRIC)));
  }

  private static List<KmsCall<?, ?>> calls(Purpose purpose) {
    return List.of(
        new GenerateDataKey(key(), 32, CONTEXT, purpose),
        new GenerateDataKeyPair(key(), KeySpec.ECC_NIST_P256, CONTEXT, purpose),
        Encrypt.symmetric(key(), BYTES, CONTEXT, purpose),
        Decrypt.symmetric(key(), BYTES, CONTEXT, purpose));
  }

  private static void assertRefused(KmsGateway gateway, KmsCall<?, ?> call, String words) {
    KmsCallException e = catchThrowableOfType(KmsCallException.class, () -> gateway.perform(call));
    assertThat(e).hasMessageContaining(words);
    assertThat(e.failure()).isEqualTo(KmsFailure.CONFIGURATION);
    assertThat(kms.local().calls().count()).isZero();
  }

  @Test
  void whatIsKeptToMessages() {
    KmsGateway gateway = gateway("envelope");
    for (KmsCall<?, ?> call : calls(Purpose.DIRECT)) {
      assertRefused(
          gateway, call, "usage=envelope keeps this provider's symmetric keys to messages");
    }
    ReEncrypt.Side side = new ReEncrypt.Side(key(), EncryptionAlgorithm.SYMMETRIC_DEFAULT, CONTEXT);
    assertRefused(gateway, ReEncrypt.of(side, BYTES, side), "which cannot be moved so");
  }

  @Test
  void whatIsKeptFromMessages() {
    for (KmsCall<?, ?> call : calls(Purpose.ENVELOPE)) {
      assertRefused(gateway("direct"), call, "usage=direct keeps this provider's symmetric keys");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DIRECT", "ENVELOPE"})
  void itsOwnUseIsPermitted(Purpose purpose) throws Exception {
    KmsGateway gateway = gateway(purpose == Purpose.DIRECT ? "direct" : "envelope");
    byte[] ciphertext = gateway.perform(Encrypt.symmetric(key(), BYTES, CONTEXT, purpose));
    assertThat(gateway.perform(Decrypt.symmetric(key(), ciphertext, CONTEXT, purpose)))
        .isEqualTo(BYTES);
  }
}
