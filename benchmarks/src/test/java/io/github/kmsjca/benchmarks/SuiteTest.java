package io.github.kmsjca.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.benchmarks.encrypt.EncryptionEnvironment;
import io.github.kmsjca.benchmarks.report.Comparison;
import io.github.kmsjca.benchmarks.startup.LaunchBenchmark;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.annotations.Param;

class SuiteTest {

  /** JMH ignores a parameter that no benchmark has, and would measure the default. */
  @ParameterizedTest
  @EnumSource
  void everyParameterIsOneOfTheBenchmark(Form form) {
    assertThat(Suite.comparisons(form))
        .allSatisfy(
            comparison ->
                assertThat(parametersOf(comparison.run().duel()))
                    .containsAll(comparison.run().parameters().keySet()));
  }

  @ParameterizedTest
  @EnumSource
  void noLineIsThereTwice(Form form) {
    assertThat(Suite.comparisons(form).stream().map(SuiteTest::line)).doesNotHaveDuplicates();
  }

  @Test
  void filterTakesATargetWhole() {
    assertThat(new Filter("P1").admits("P1", LaunchBenchmark.class)).isTrue();
    assertThat(new Filter("P1").admits("P10", LaunchBenchmark.class)).isFalse();
    assertThat(new Filter("Launch").admits("P10", LaunchBenchmark.class)).isTrue();
    assertThat(new Filter("").admits("P10", LaunchBenchmark.class)).isTrue();
  }

  private static String line(Comparison comparison) {
    return String.join(
        "|", comparison.target(), comparison.what(), comparison.peer(), comparison.metric().name());
  }

  private static List<String> parametersOf(Class<?> duel) {
    return Stream.of(duel, EncryptionEnvironment.class)
        .flatMap(type -> Arrays.stream(type.getFields()))
        .filter(field -> field.isAnnotationPresent(Param.class))
        .map(field -> field.getName())
        .toList();
  }
}
