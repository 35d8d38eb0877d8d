package io.github.kmsjca.programs;

/** Engines whose jobs run in many JVMs, and what carries handles to these. */
public enum Engines implements Program {
  KRYO(
      Row.of("Kryo, handles in objects", "kryo.version")
          .byOneLineOfCode("spark.md#kryo")
          .refusedIn("the exception")),
  SPARK_3(
      Row.of("Apache Spark 3.5", "spark-3.version")
          .byConfiguration("spark.md#spark")
          .costs(1, "GenerateDataKey", "executor")
          .costs(1, "Decrypt", "data key in each JVM")
          .refusedIn("the job's exception")
          .limits("executors need the provider, too")),
  SPARK_4(
      Row.of("Apache Spark 4", "spark-4.version")
          .byConfiguration("spark.md#spark")
          .costs(1, "GenerateDataKey", "executor")
          .costs(1, "Decrypt", "data key in each JVM")
          .refusedIn("the job's exception")
          .limits("executors need the provider, too")),
  PARQUET(
      Row.of("Parquet modular encryption", "parquet.version")
          .byCode("spark.md#parquet-modular-encryption")
          .costs(1, "Encrypt", "master key in each executor")
          .costs(1, "Decrypt", "wrapped key in each executor")
          .refusedIn("the job's exception")),
  FLINK(
      Row.of("Apache Flink", "flink.version")
          .byConfiguration("spark.md#flink")
          .costs(1, "GenerateDataKey", "JVM")
          .costs(1, "Decrypt", "data key in each JVM")
          .refusedIn("the job's exception"));

  @SuppressWarnings("ImmutableEnumChecker") // nothing changes it after the constant is made
  private final Row row;

  Engines(Row row) {
    this.row = row;
  }

  @Override
  public Row row() {
    return row;
  }
}
