package io.github.kmsjca.internal.telemetry;

/** What is counted of the calls of an operation: one row each, for JMX and for the documents. */
public enum CallCounter {
  CALLS("Calls", "calls that are over, whatever came of them"),
  ATTEMPTS("Attempts", "requests sent for them; one per call if the client does not tell"),
  FAILURES("Failures", "calls that failed"),
  THROTTLES("Throttles", "calls that KMS throttled at least once, those that went well included"),
  TIME("TimeMillis", "how long they all took, retries and waiting included"),
  MAX_TIME("MaxTimeMillis", "how long the longest took"),
  WAITING("WaitingMillis", "how long they all waited for their turn");

  private final String attribute;
  private final String meaning;

  CallCounter(String attribute, String meaning) {
    this.attribute = attribute;
    this.meaning = meaning;
  }

  /** Its name in JMX. */
  public String attribute() {
    return attribute;
  }

  /** As a clause. */
  public String meaning() {
    return meaning;
  }

  /** True of nanoseconds, which JMX shows as milliseconds. */
  boolean isTime() {
    return this == TIME || this == MAX_TIME || this == WAITING;
  }

  /** Two counts as one, of two operations or of two calls. */
  long join(long one, long other) {
    return this == MAX_TIME ? Math.max(one, other) : one + other;
  }
}
