package io.github.kmsjca.internal.doctor;

import java.io.PrintStream;
import java.util.List;
import java.util.regex.Pattern;

/** Prints the sections, one as soon as it is there, and counts. */
final class Report {
  private static final int WIDEST_LABEL = 24;
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\n]]");

  private final PrintStream out;
  private final Redaction redaction;
  private int problems;
  private int warnings;

  Report(PrintStream out, Redaction redaction) {
    this.out = out;
    this.redaction = redaction;
  }

  void section(Check check) {
    line(check.title());
    List<Finding> findings = findingsOf(check);
    int width =
        findings.stream()
            .mapToInt(finding -> finding.label().length())
            .filter(length -> length <= WIDEST_LABEL)
            .max()
            .orElse(0);
    findings.forEach(finding -> print(finding, width));
    line("");
    out.flush();
  }

  /** One section that breaks does not take the others with it. */
  private static List<Finding> findingsOf(Check check) {
    try {
      return check.findings();
    } catch (RuntimeException | LinkageError e) {
      return List.of(
          Finding.problem("", "this section could not be made: " + e, "Please report this"));
    }
  }

  private void print(Finding finding, int width) {
    String margin = " ".repeat(8);
    String mark = "  " + finding.status().mark();
    String start = mark + " ".repeat(margin.length() - mark.length());
    String label = finding.label() + " ".repeat(Math.max(0, width - finding.label().length()));
    String gap = width == 0 ? "" : "  ";
    String indent = margin + " ".repeat(width) + gap;
    line(start + label + gap + finding.text().strip().replace("\n", "\n" + indent));
    if (!finding.advice().isEmpty()) {
      line(indent + "-> " + finding.advice());
    }
    switch (finding.status()) {
      case PROBLEM -> problems++;
      case WARNING -> warnings++;
      case FACT, OK, NOTE -> {}
    }
  }

  void summary() {
    line(
        problems == 0 && warnings == 0
            ? "No problems found."
            : counted(problems, "problem") + ", " + counted(warnings, "warning") + ".");
    out.flush();
  }

  private static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /** Names and messages come from files and other machines: none may steer the terminal. */
  private void line(String text) {
    String printable = UNPRINTABLE.matcher(redaction.apply(text)).replaceAll("?");
    out.println(printable.stripTrailing());
  }

  int problems() {
    return problems;
  }
}
