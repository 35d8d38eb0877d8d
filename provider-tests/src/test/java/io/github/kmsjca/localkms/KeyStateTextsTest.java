package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.localkms.internal.model.KeyState;
import io.github.kmsjca.localkms.internal.model.KmsFailure;
import io.github.kmsjca.localkms.internal.operation.StateRule;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The states that few keys ever see, and what is said of them. */
final class KeyStateTextsTest {
  private static final String ARN = "arn:aws:kms:us-east-1:000000000000:key/x";

  @Test
  void everyStateOfTheSdkIsThere() {
    assertThat(Arrays.stream(KeyState.values()).map(KeyState::wireName))
        .containsExactlyInAnyOrderElementsOf(
            software.amazon.awssdk.services.kms.model.KeyState.knownValues().stream()
                .map(Object::toString)
                .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "USABLE, PENDING_REPLICA_DELETION, is pending replica deletion.",
    "USABLE, UNAVAILABLE, is unavailable.",
    "PUBLIC, PENDING_REPLICA_DELETION, is pending replica deletion.",
    "GRANTABLE, PENDING_REPLICA_DELETION, is pending replica deletion.",
    "DESCRIBABLE, PENDING_REPLICA_DELETION, is pending replica deletion.",
    "SWITCHABLE, PENDING_REPLICA_DELETION, is pending replica deletion.",
    "SWITCHABLE, UPDATING, is updating.",
    "IMPORT_PREPARABLE, UPDATING, is updating.",
    "IMPORT_REMOVABLE, UPDATING, is updating.",
    "DELETABLE, PENDING_REPLICA_DELETION, is pending replica deletion.",
    "DELETABLE, UPDATING, is updating.",
    "PENDING_DELETION, UNAVAILABLE, is not pending deletion.",
    "PENDING_DELETION, UPDATING, is not pending deletion.",
    "REPLICABLE, UPDATING, is updating.",
    "REPLICABLE, PENDING_REPLICA_DELETION, is pending replica deletion.",
    "PROMOTABLE, PENDING_REPLICA_DELETION, is pending replica deletion."
  })
  void theStateIsRefused(StateRule rule, KeyState state, String text) {
    assertThat(refusal(rule, state)).containsExactly("KMSInvalidStateException", ARN + " " + text);
  }

  @ParameterizedTest
  @CsvSource({
    "ANY, UNAVAILABLE",
    "USABLE, UPDATING",
    "GRANTABLE, UNAVAILABLE",
    "DESCRIBABLE, UPDATING",
    "SWITCHABLE, UNAVAILABLE",
    "IMPORTABLE, UPDATING",
    "DELETABLE, UNAVAILABLE",
    "PENDING_DELETION, PENDING_REPLICA_DELETION",
    "PROMOTABLE, UPDATING"
  })
  void theStateIsTaken(StateRule rule, KeyState state) {
    assertThat(refusal(rule, state)).isEmpty();
  }

  private static List<String> refusal(StateRule rule, KeyState state) {
    return rule.refusal(state, ARN)
        .map(KmsFailure::error)
        .map(error -> List.of(error.type(), String.valueOf(error.message())))
        .orElse(List.of());
  }
}
