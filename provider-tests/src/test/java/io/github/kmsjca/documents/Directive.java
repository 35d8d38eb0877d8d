package io.github.kmsjca.documents;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the comment before a block says of its test: {@code <!-- test: none - the reason -->}.
 *
 * @param jdk the first feature release of Java that the block is for
 */
record Directive(Kind kind, int jdk, String reason) {
  /** What is done with a block. */
  enum Kind {
    /** It is compiled and run: without a comment. */
    RUN,
    /** It is run in one with the block before it: {@code continue}. */
    CONTINUE,
    /** It is compiled only: {@code compile - reason}. */
    COMPILE,
    /** A test of the module programs runs it, see {@link ProgramBlocks}: {@code programs}. */
    PROGRAMS,
    /** Nothing: {@code none - reason}. */
    NONE,
    /** It is what the block before it prints; three dots stand for any text: {@code output}. */
    OUTPUT
  }

  static final int OLDEST_JDK = 17;
  static final Directive ABSENT = new Directive(Kind.RUN, OLDEST_JDK, "");

  private static final Pattern COMMENT = Pattern.compile("<!--\\s*test:\\s*(.*?)\\s*-->");
  private static final Pattern WITH_REASON = Pattern.compile("(compile|none) - (\\S.*)");
  private static final Pattern FROM_JDK = Pattern.compile("(continue )?jdk (\\d+)");

  /** Reads the HTML before a block, which may be about something else. */
  static Directive read(String html) {
    Matcher comment = COMMENT.matcher(html.strip());
    if (!comment.matches()) {
      if (html.contains("test:")) {
        throw new IllegalArgumentException("not a directive: " + html.strip());
      }
      return ABSENT;
    }
    String text = comment.group(1);
    Matcher withReason = WITH_REASON.matcher(text);
    if (withReason.matches()) {
      Kind kind = withReason.group(1).equals("none") ? Kind.NONE : Kind.COMPILE;
      return new Directive(kind, OLDEST_JDK, withReason.group(2));
    }
    Matcher fromJdk = FROM_JDK.matcher(text);
    if (fromJdk.matches()) {
      Kind kind = fromJdk.group(1) == null ? Kind.RUN : Kind.CONTINUE;
      return new Directive(kind, Integer.parseInt(fromJdk.group(2)), "");
    }
    return switch (text) {
      case "continue" -> new Directive(Kind.CONTINUE, OLDEST_JDK, "");
      case "programs" -> new Directive(Kind.PROGRAMS, OLDEST_JDK, "");
      case "output" -> new Directive(Kind.OUTPUT, OLDEST_JDK, "");
      default -> throw new IllegalArgumentException("not a directive: " + text);
    };
  }
}
