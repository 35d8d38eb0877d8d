package io.github.kmsjca.cipher;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;

/** What a Cipher answers, step by step, so that two can be compared: bytes, numbers, exceptions. */
final class Transcript {
  private final List<String> lines = new ArrayList<>();

  /** One call. */
  @FunctionalInterface
  interface Step {
    Object ask() throws Exception;
  }

  /** All calls on one object. */
  @FunctionalInterface
  interface Script {
    void run(Cipher cipher, Transcript transcript) throws Exception;
  }

  static List<String> of(Cipher cipher, Script script) throws Exception {
    Transcript transcript = new Transcript();
    script.run(cipher, transcript);
    return transcript.lines;
  }

  void note(String name, Step step) {
    try {
      lines.add(name + " -> " + text(step.ask()));
    } catch (Exception e) {
      lines.add(name + " -> " + e.getClass().getName() + ": " + e.getMessage());
    }
  }

  /** For what JCA refuses in its own words, before a provider can. */
  void noteKind(String name, Step step) {
    try {
      lines.add(name + " -> " + text(step.ask()));
    } catch (Exception e) {
      lines.add(name + " -> " + e.getClass().getName());
    }
  }

  private static String text(Object answer) {
    return answer instanceof byte[] bytes
        ? HexFormat.of().formatHex(bytes)
        : String.valueOf(answer);
  }
}
