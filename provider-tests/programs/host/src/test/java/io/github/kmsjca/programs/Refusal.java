package io.github.kmsjca.programs;

import io.github.kmsjca.testkit.Action;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What a user can read when something fails.
 *
 * @param exception its stack trace, with all causes
 * @param log the lines of this provider and of the program
 */
public record Refusal(String exception, String log) {
  /** Does what has to fail. */
  public static Refusal of(Action action) {
    LogLines log = LogLines.ofAll();
    try (log) {
      action.run();
    } catch (Exception e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      return new Refusal(trace.toString(), log.text());
    }
    throw new AssertionError("it did not fail");
  }
}
