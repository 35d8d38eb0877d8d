package io.github.kmsjca.internal.doctor;

import java.io.PrintStream;
import java.security.Security;
import java.util.Optional;

/** {@code java -jar kms-jca-provider-<version>-all.jar doctor}. */
public final class Main {
  private static final int FINE = 0;
  private static final int PROBLEMS = 1;
  private static final int WRONG_USAGE = 2;

  private Main() {}

  /** Prints the report to standard output and ends the JVM. */
  public static void main(String[] arguments) {
    System.exit(run(System.out, System.err, arguments));
  }

  /**
   * Prints the report.
   *
   * @return the exit code
   */
  public static int run(PrintStream out, PrintStream err, String... arguments) {
    if (arguments.length == 1 && arguments[0].equals("--help")) {
      out.print(Options.USAGE);
      return FINE;
    }
    Optional<Options> options = Options.parse(arguments);
    if (options.isEmpty()) {
      err.print(Options.USAGE);
      return WRONG_USAGE;
    }
    Report report = new Report(out, Redaction.ofThisJvm());
    Checks.of(options.get(), Security.getProviders()).forEach(report::section);
    report.summary();
    return report.problems() == 0 ? FINE : PROBLEMS;
  }
}
