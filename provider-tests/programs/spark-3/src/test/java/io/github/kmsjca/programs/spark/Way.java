package io.github.kmsjca.programs.spark;

/** How executors get the provider: the headings of the guide {@code spark.md}. */
enum Way {
  /** A file of the security properties, and the jar on the class path. */
  CONFIGURATION("By configuration only"),

  /** A class that Spark starts in each executor. */
  PLUGIN("By a plugin"),

  /** The class of the UDF itself. */
  UDF("By the class of the UDF");

  private final String heading;

  Way(String heading) {
    this.heading = heading;
  }

  String heading() {
    return heading;
  }
}
