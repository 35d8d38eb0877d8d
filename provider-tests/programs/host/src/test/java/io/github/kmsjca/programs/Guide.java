package io.github.kmsjca.programs;

import io.github.kmsjca.testkit.Project;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A block of a guide, for a test to run: what the reader copies is what was tested. The test puts
 * its own paths, ports and passwords in the place of those in the guide.
 */
public final class Guide {
  private final String text;

  private Guide(String text) {
    this.text = text;
  }

  /**
   * The first block of a language below a heading.
   *
   * @param file its name within {@code provider/docs}
   * @param heading the text of the heading, without number signs
   * @param language what stands behind the fence
   */
  public static Guide block(String file, String heading, String language) {
    return block(file, heading, language, 0);
  }

  /**
   * One of several blocks of a language below a heading, before the next heading.
   *
   * @param index from 0
   */
  public static Guide block(String file, String heading, String language, int index) {
    List<String> blocks = blocks(file, heading, language);
    if (index >= blocks.size()) {
      throw new AssertionError(
          file + ": no block " + index + " of " + language + " below '" + heading + "'");
    }
    return new Guide(blocks.get(index));
  }

  private static List<String> blocks(String file, String heading, String language) {
    List<String> blocks = new ArrayList<>();
    boolean below = false;
    String fence = null;
    StringBuilder block = new StringBuilder();
    for (String line : lines(file)) {
      String trimmed = line.strip();
      if (fence != null) {
        if (trimmed.equals("```")) {
          if (below && fence.equals(language)) {
            blocks.add(block.toString());
          }
          fence = null;
          block.setLength(0);
        } else {
          block.append(line).append('\n');
        }
      } else if (trimmed.startsWith("```")) {
        fence = trimmed.substring(3);
      } else if (line.startsWith("#")) {
        below = line.replaceFirst("^#+ ", "").equals(heading);
      }
    }
    return blocks;
  }

  private static List<String> lines(String file) {
    try {
      return Files.readAllLines(Project.guides().resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same with another text in the place of one that has to be there. */
  public Guide with(String old, Object replacement) {
    if (!text.contains(old)) {
      throw new AssertionError("no '" + old + "' in: " + text);
    }
    return new Guide(text.replace(old, replacement.toString()));
  }

  /** The block as it is. */
  public String text() {
    return text;
  }

  /** The block as one line, for URLs that the guide breaks: without line ends and indentation. */
  public String line() {
    return text.lines().map(String::strip).reduce("", String::concat);
  }

  /** The words of the block, for options of a command line. */
  public List<String> words() {
    return List.of(text.strip().split("\\s+"));
  }

  /** Those of the words that begin so. */
  public List<String> words(String start) {
    return words().stream().filter(word -> word.startsWith(start)).toList();
  }

  /** A block of {@code properties}. */
  public Properties properties() {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
