package io.github.kmsjca.testkit;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;

/**
 * How the checks of a forked JVM become tests here: a line per check, then a line that says "done".
 */
public final class Report {
  private static final String OK = "CHECK ok ";
  private static final String FAILED = "CHECK failed ";
  private static final String DONE = "CHECKS done ";

  private int checks;

  /** One check. */
  @FunctionalInterface
  public interface Check {
    void run() throws Exception;
  }

  /** In the forked JVM: runs a check and reports it. */
  public void check(String name, Check check) {
    checks++;
    try {
      check.run();
      System.out.println(OK + name);
    } catch (Exception | Error e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      System.out.println(FAILED + name + " | " + trace.toString().replace("\n", " | "));
    }
  }

  /** In the forked JVM: the last thing it does. */
  public void done() {
    System.out.println(DONE + checks);
  }

  /** In the test: a dynamic test per line, and one that the JVM came to its end. */
  public static Stream<DynamicTest> tests(ForkedJvm.Result result) {
    List<DynamicTest> tests = new ArrayList<>();
    for (String line : result.output().lines().toList()) {
      if (line.startsWith(OK)) {
        tests.add(DynamicTest.dynamicTest(line.substring(OK.length()), () -> {}));
      } else if (line.startsWith(FAILED)) {
        String text = line.substring(FAILED.length());
        tests.add(
            DynamicTest.dynamicTest(
                text.substring(0, text.indexOf(" | ")),
                () -> Assertions.fail(text.replace(" | ", "\n"))));
      }
    }
    String end = DONE + tests.size();
    tests.add(
        DynamicTest.dynamicTest(
            "the JVM ended well",
            () -> {
              Assertions.assertTrue(result.output().contains(end), result.output());
              Assertions.assertEquals(0, result.exitCode(), result.output());
            }));
    return tests.stream();
  }
}
