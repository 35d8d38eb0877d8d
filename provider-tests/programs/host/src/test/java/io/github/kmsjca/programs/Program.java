package io.github.kmsjca.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * The rows of the compatibility table: each program is held to its row by its own test, and the
 * table in the guide {@code programs.md} is made of the rows.
 */
public enum Program {
  // servers
  JETTY(
      "Jetty",
      "jetty.version",
      How.CONFIGURATION,
      "application-servers.md#jetty",
      "the log",
      "",
      cost(1, "Sign", "handshake")),

  // clients

  // databases

  // libraries

  // engines
  SPARK_3(
      "Apache Spark 3.5",
      "spark-3.version",
      How.CONFIGURATION,
      "spark.md#spark",
      "the job's exception",
      "executors need the provider, too",
      cost(1, "GenerateDataKey", "executor"),
      cost(1, "Decrypt", "data key and JVM")),
  SPARK_4(
      "Apache Spark 4",
      "spark-4.version",
      How.CONFIGURATION,
      "spark.md#spark",
      "the job's exception",
      "executors need the provider, too",
      cost(1, "GenerateDataKey", "executor"),
      cost(1, "Decrypt", "data key and JVM")),
  PARQUET(
      "Parquet modular encryption",
      "parquet.version",
      How.CODE,
      "spark.md#parquet-modular-encryption",
      "the job's exception",
      "",
      cost(1, "Encrypt", "master key and executor"),
      cost(1, "Decrypt", "wrapped key and executor")),
  FLINK(
      "Apache Flink",
      "flink.version",
      How.CONFIGURATION,
      "spark.md#flink",
      "the job's exception",
      "",
      cost(1, "GenerateDataKey", "JVM"),
      cost(1, "Decrypt", "data key and JVM"));

  /** What of the program has to change. */
  enum How {
    CONFIGURATION("configuration only"),
    LINE("one line of code"),
    CODE("code");

    private final String text;

    How(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** So many calls of an operation for each handshake, signature or other unit of work. */
  private record Cost(int count, String operation, String unit) {
    @Override
    public String toString() {
      String article = unit.matches("[aeiou].*") ? " an " : " a ";
      return count + " " + operation + (unit.isEmpty() ? "" : article + unit);
    }
  }

  private final String title;
  private final String versionProperty;
  private final How how;
  private final String recipe;
  private final String reason;
  private final String limits;

  @SuppressWarnings("ImmutableEnumChecker") // a copy that nothing changes
  private final List<Cost> costs;

  /**
   * A row.
   *
   * @param versionProperty of the POM; empty for what comes with the JDK
   * @param recipe a heading in a guide, as a link has it
   * @param reason where one reads why a key was refused, {@code the exception} for instance
   * @param limits what does not work, empty if nothing is known
   */
  Program(
      String title,
      String versionProperty,
      How how,
      String recipe,
      String reason,
      String limits,
      Cost... costs) {
    this.title = title;
    this.versionProperty = versionProperty;
    this.how = how;
    this.recipe = recipe;
    this.reason = reason;
    this.limits = limits;
    this.costs = List.of(costs);
  }

  private static Cost cost(int count, String operation, String unit) {
    return new Cost(count, operation, unit);
  }

  /**
   * Fails unless the program called what its row says, and nothing else but what keys are found by.
   *
   * @param units how many handshakes, signatures or the like there were
   */
  public void assertCosts(Calls calls, long units) {
    assertCosts(calls, cost -> units);
  }

  /**
   * The same for a row whose calls are for different units.
   *
   * @param units how many there were of each that the row names
   */
  public void assertCosts(Calls calls, Map<String, Long> units) {
    assertCosts(calls, cost -> units.get(cost.unit()));
  }

  private void assertCosts(Calls calls, ToLongFunction<Cost> units) {
    Map<String, Long> expected = new TreeMap<>();
    costs.forEach(
        cost -> expected.put(cost.operation(), cost.count() * units.applyAsLong(cost)));
    assertThat(calls.withoutLookUps()).as(calls.toString()).isEqualTo(expected);
  }

  String versionProperty() {
    return versionProperty;
  }

  /** The cells of the row, in the order of {@link #COLUMNS}. */
  String[] cells(String version) {
    String cost =
        costs.isEmpty()
            ? "none"
            : costs.stream().map(Cost::toString).collect(Collectors.joining(", "));
    return new String[] {title, version, how + ", [recipe](" + recipe + ")", cost, reason, limits};
  }

  static final List<String> COLUMNS =
      List.of("Program", "Version", "By", "KMS calls", "A refused key shows in", "Limits");

  static List<Program> table() {
    return Arrays.asList(values());
  }
}
