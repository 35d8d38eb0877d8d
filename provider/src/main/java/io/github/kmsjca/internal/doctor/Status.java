package io.github.kmsjca.internal.doctor;

/** How a finding is to be taken, and the mark that it is printed with. */
enum Status {
  /** Just so: neither good nor bad. */
  FACT(""),
  OK("ok"),
  /** Good to know; works. */
  NOTE("note"),
  /** Works, but for something that a program may well do. */
  WARNING("WARN"),
  /** Does not work. */
  PROBLEM("FAIL");

  private final String mark;

  Status(String mark) {
    this.mark = mark;
  }

  String mark() {
    return mark;
  }
}
