package io.github.kmsjca.differential;

import java.security.AlgorithmParameters;
import java.security.Key;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints what each check came to, a line each; and reads such lines. */
final class Outcomes {
  private static final String LINE = "OUTCOME ";
  private static final String IS = " => ";
  private static final String DONE = "OUTCOMES done ";
  private static final int DIGITS = 16;

  private int checks;

  /** Something of JCA's: what it returns is looked at, and else what it throws. */
  @FunctionalInterface
  interface Check {
    Object run() throws Exception;
  }

  /** In the forked JVM: runs a check and prints its outcome. */
  void of(String name, Check check) {
    checks++;
    System.out.println(LINE + name + IS + outcome(check).replaceAll("\\R", "\\\\n"));
  }

  /** In the forked JVM: the last thing it does. */
  void done() {
    System.out.println(DONE + checks);
  }

  /** In the test: outcomes by name, or a failure if the JVM did not come to its end. */
  static Map<String, String> read(String output) {
    Map<String, String> outcomes = new LinkedHashMap<>();
    List<String> twice = new ArrayList<>();
    for (String line : output.lines().filter(text -> text.startsWith(LINE)).toList()) {
      int end = line.indexOf(IS);
      String name = line.substring(LINE.length(), end);
      if (outcomes.put(name, line.substring(end + IS.length())) != null) {
        twice.add(name);
      }
    }
    if (!twice.isEmpty() || !output.contains(DONE + outcomes.size())) {
      throw new AssertionError("two checks of one name, or not at the end: " + twice + output);
    }
    return outcomes;
  }

  private static String outcome(Check check) {
    try {
      return normalised(text(check.run()));
    } catch (Exception | Error e) {
      return "throws " + e.getClass().getName() + ": " + normalised(String.valueOf(e.getMessage()));
    }
  }

  private static String text(Object value) throws Exception {
    if (value instanceof byte[] bytes) {
      String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      return bytes.length + " bytes " + digest.substring(0, DIGITS);
    }
    if (value instanceof Object[] values) {
      List<String> texts = new ArrayList<>();
      for (Object each : values) {
        texts.add(text(each));
      }
      return texts.toString();
    }
    if (value instanceof AlgorithmParameters parameters) {
      return parameters.getAlgorithm() + " " + Arrays.toString(parameters.getEncoded());
    }
    return value instanceof Key key
        ? key.getAlgorithm() + " " + key.getFormat() + " " + key.getClass().getName()
        : String.valueOf(value);
  }

  /** Identity hash codes are of no account. */
  private static String normalised(String text) {
    return text.replaceAll("@[0-9a-f]{4,8}\\b", "@#");
  }
}
