package io.github.kmsjca.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** How far the blocks of a chain came, and what each of them printed. They tell it themselves. */
public final class Reached {
  private static final PrintStream STANDARD = System.out;
  private static final Map<Integer, String> PRINTED = new LinkedHashMap<>();
  private static final ByteArrayOutputStream PRINTING = new ByteArrayOutputStream();

  private Reached() {}

  static void begin() {
    PRINTED.clear();
    PRINTING.reset();
    System.setOut(new PrintStream(PRINTING, true, UTF_8));
  }

  /**
   * Called by the code of a block, at its end.
   *
   * @param line where the block begins
   */
  public static void block(int line) {
    System.out.flush();
    PRINTED.put(line, PRINTING.toString(UTF_8));
    PRINTING.reset();
  }

  /** What was printed, by the line of each block that came to its end. */
  static Map<Integer, String> end() {
    System.setOut(STANDARD);
    return new LinkedHashMap<>(PRINTED);
  }
}
