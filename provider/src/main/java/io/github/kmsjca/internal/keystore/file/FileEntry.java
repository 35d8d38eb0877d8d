package io.github.kmsjca.internal.keystore.file;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry and where it stands in the file. A reload that only moved it finds an equal text.
 *
 * @param text what it says; its problem names the line, and {@link KeyStoreFile} adds the file
 * @param firstLine where it begins, from 1
 * @param lastLine where its last certificate or directive ends
 * @param problem what is wrong with it; {@code null} if nothing is
 * @param certificateLines where the certificates of the text's chain begin
 */
public record FileEntry(
    EntryText text,
    int firstLine,
    int lastLine,
    @Nullable Problem problem,
    List<Integer> certificateLines) {

  /** A mistake, and in which line it is. */
  record Problem(int line, String reason) {}

  static FileEntry broken(
      String alias, int firstLine, int lastLine, int problemLine, String reason) {
    return new FileEntry(
        EntryText.broken(alias, reason),
        firstLine,
        lastLine,
        new Problem(problemLine, reason),
        List.of());
  }

  String alias() {
    return text.alias();
  }

  /** Of two entries with one name, neither may be picked. */
  FileEntry twice(FileEntry other) {
    return broken(
        alias(),
        firstLine,
        Math.max(lastLine, other.lastLine),
        other.firstLine,
        "the alias stands twice in the file, in the entries of the lines "
            + firstLine
            + " and "
            + other.firstLine);
  }

  /** The same, whose problem says where it is. */
  FileEntry in(String source) {
    if (problem == null) {
      return this;
    }
    String place = " (line " + problem.line() + " of the " + source + ")";
    return new FileEntry(
        EntryText.broken(alias(), problem.reason() + place),
        firstLine,
        lastLine,
        problem,
        certificateLines);
  }
}
