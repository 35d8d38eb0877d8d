package io.github.kmsjca.benchmarks.encrypt;

/** Which half is measured. */
public enum Direction {
  ENCRYPT("encrypt"),
  DECRYPT("decrypt");

  private final String verb;

  Direction(String verb) {
    this.verb = verb;
  }

  public String verb() {
    return verb;
  }
}
