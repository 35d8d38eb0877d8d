package io.github.kmsjca.internal.doctor;

/**
 * One line of the report.
 *
 * @param label what it is about; empty to go on with the line above
 * @param advice what to do; empty if nothing is to be done
 */
record Finding(Status status, String label, String text, String advice) {
  static Finding fact(String label, String text) {
    return new Finding(Status.FACT, label, text, "");
  }

  static Finding ok(String label, String text) {
    return new Finding(Status.OK, label, text, "");
  }

  static Finding note(String label, String text, String advice) {
    return new Finding(Status.NOTE, label, text, advice);
  }

  static Finding warning(String label, String text, String advice) {
    return new Finding(Status.WARNING, label, text, advice);
  }

  static Finding problem(String label, String text, String advice) {
    return new Finding(Status.PROBLEM, label, text, advice);
  }

  boolean isProblem() {
    return status == Status.PROBLEM;
  }
}
