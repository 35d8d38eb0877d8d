package io.github.kmsjca.internal.kms.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which versions are late enough for ML-KEM, that is for 2.57.4. */
class SdkRequirementTest {
  @ParameterizedTest
  @ValueSource(strings = {"2.57.4", "2.57.4-PREVIEW", "2.57.11", "2.58", "2.100.0", "3.0.0"})
  void lateEnough(String version) {
    assertThat(SdkRequirement.ML_KEM.isMetBy(version)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.57.3", "2.57", "2.6.40", "1.12.779", "", "unknown", "2.57.x"})
  void tooEarlyOrNoVersion(String version) {
    assertThat(SdkRequirement.ML_KEM.isMetBy(version)).isFalse();
  }
}
