package io.github.kmsjca.internal.keystore.file;

import io.github.kmsjca.internal.configuration.Typing;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the lines below the first: a directive behind certificates begins an entry, and so
 * does an {@code alias:} where there is one already. Nothing else does, above all no blank line.
 * Text that is neither a directive nor a PEM block is skipped, unless it looks like a directive or
 * a PEM block with a mistake in it: then something would be lost without a word.
 */
final class EntryReader {
  private static final Pattern DIRECTIVE = pattern("\\s*+(alias|key|trusted):(.*)");

  /** What editors show as a space, or not at all; as the last, a space that was not in UTF-8. */
  private static final String UNSEEN =
      "[\\p{Z}\\p{Cc}\\p{Cf}\\u034f\\u115f\\u1160\\u2800\\u3164\\uffa0\\ufffd]*+";

  private static final Pattern ALMOST_DIRECTIVE =
      pattern(
          "(?i)("
              + UNSEEN
              + ")(alias|key|trusted)("
              + UNSEEN
              + "[:=\\u2236\\ua789\\ufe55\\uff1a])(.*)");

  /** No address. */
  private static final Pattern UNKNOWN_DIRECTIVE =
      pattern("(" + UNSEEN + ")([a-z][a-z0-9_-]+):(?!//).*");

  private static final Pattern BOUNDARY =
      pattern("-----(BEGIN|END) ([A-Z0-9][A-Z0-9 .]{0,60})-----");
  private static final Pattern ALMOST_BOUNDARY =
      pattern("(?i)[^\\p{L}]*+(BEGIN|END)\\s++(X509 |TRUSTED )?CERTIFICATE[^\\p{L}]*+");
  private static final List<String> CERTIFICATE = List.of("CERTIFICATE", "X509 CERTIFICATE");

  /** A whole line of a PEM block; no sum in hexadecimal digits, which has one case of letters. */
  private static final Pattern BASE64 =
      pattern(
          "(?=[^\\p{Lower}]*+\\p{Lower})(?=[^\\p{Upper}]*+\\p{Upper})\\s*+[A-Za-z0-9+/]{64,}+=*+\\s*+");

  /** Of lines as editors show them, which may have what Unicode calls the end of one. */
  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.DOTALL);
  }

  /** A PEM block that is not over. Only of certificates is the content looked at. */
  private record Block(String label, int line, StringBuilder content) {
    boolean isCertificate() {
      return CERTIFICATE.contains(label);
    }
  }

  private final CertificateFactory factory;
  private final List<DraftEntry> drafts = new ArrayList<>();
  private @Nullable Block block;

  private EntryReader(CertificateFactory factory) {
    this.factory = factory;
  }

  /** The entries of a file, given all its lines. */
  static List<FileEntry> entries(List<String> lines, CertificateFactory factory) {
    EntryReader reader = new EntryReader(factory);
    for (int i = 1; i < lines.size(); i++) {
      reader.line(lines.get(i), i + 1);
    }
    Block open = reader.block;
    if (open != null) {
      reader.noEnd(open, lines.size());
    }
    Map<String, FileEntry> entries = new LinkedHashMap<>();
    CertificateChains chains = new CertificateChains();
    for (DraftEntry draft : reader.drafts) {
      FileEntry entry = draft.entry(chains);
      entries.merge(entry.alias(), entry, FileEntry::twice);
    }
    return List.copyOf(entries.values());
  }

  /** A line may have several boundaries: of files without a last line end, or from a variable. */
  private void line(String line, int number) {
    if (block == null && (isComment(line) || DIRECTIVE.matcher(line).matches())) {
      text(line, number);
      return;
    }
    Matcher boundary = BOUNDARY.matcher(line);
    int from = 0;
    while (boundary.find()) {
      boundary(boundary, line.substring(from, boundary.start()), number);
      from = boundary.end();
    }
    String rest = from == 0 ? line : line.substring(from);
    Block open = block;
    if (open == null) {
      text(rest, number);
    } else if (DIRECTIVE.matcher(rest).matches()) {
      noEnd(open, number - 1);
      block = null;
      text(rest, number);
    } else {
      append(open, rest);
    }
  }

  private static boolean isComment(String line) {
    return line.isBlank() || line.stripLeading().startsWith("#");
  }

  private void boundary(Matcher boundary, String before, int number) {
    boolean begins = boundary.group(1).equals("BEGIN");
    Block open = block;
    if (open != null) {
      append(open, before);
      if (begins) {
        noEnd(open, number - 1);
      } else {
        end(open, boundary.group(2), number);
      }
    } else if (!begins) {
      current(number).wrong(number, "'" + boundary.group() + "' ends what has no beginning");
    } else if (!before.isBlank()) {
      current(number).wrong(number, "'" + boundary.group() + "' must begin its line");
    }
    block = begins ? new Block(boundary.group(2), number, new StringBuilder()) : null;
  }

  private static void append(Block open, String line) {
    if (open.isCertificate()) {
      open.content().append(line.strip());
    }
  }

  /** A line, or the rest of one, outside of PEM blocks. */
  private void text(String line, int number) {
    if (isComment(line)) {
      DraftEntry last = last();
      if (last != null && !line.isBlank()) {
        last.comment(number);
      }
      return;
    }
    Matcher directive = DIRECTIVE.matcher(line);
    if (directive.matches()) {
      entryFor(directive.group(1), number)
          .directive(directive.group(1), directive.group(2).strip(), number);
      return;
    }
    Matcher almost = ALMOST_DIRECTIVE.matcher(line);
    if (almost.matches()) {
      almostDirective(almost, number);
      return;
    }
    Matcher unknown = UNKNOWN_DIRECTIVE.matcher(line);
    if (unknown.matches() && isMeant(unknown.group(1), unknown.group(2))) {
      entryFor("", number)
          .wrong(
              number,
              "unknown directive '"
                  + FileText.of(unknown.group(2))
                  + ":' (known: alias, key, trusted)");
    } else if (ALMOST_BOUNDARY.matcher(line).matches()) {
      current(number).wrong(number, "a line that begins or ends a certificate is damaged");
    } else if (BASE64.matcher(line).matches()) {
      current(number).wrong(number, "a part of a certificate, without its '-----BEGIN' line");
    }
  }

  /** Indented by spaces, many words may be openssl's; then it has to be like one of ours. */
  private static boolean isMeant(String indent, String word) {
    return indent.isEmpty()
        || indent.chars().anyMatch(c -> c != ' ' && c != '\t')
        || KeyStoreFile.DIRECTIVES.stream().anyMatch(known -> Typing.distance(word, known) == 1);
  }

  /** The entry that a directive belongs to. */
  private DraftEntry entryFor(String directive, int number) {
    DraftEntry last = last();
    boolean isAlias = directive.equals(KeyStoreFile.ALIAS);
    if (last != null && !last.hasPemBlocks() && !(isAlias && last.hasAlias())) {
      return last;
    }
    DraftEntry next = new DraftEntry(number);
    drafts.add(next);
    if (last != null && isAlias && last.endsWithTheNextKey(number)) {
      String reason =
          "the directives above 'alias:' may belong to either entry: begin each with its 'alias:'";
      last.wrong(number - 1, reason);
      next.wrong(number, reason);
    }
    return next;
  }

  private void almostDirective(Matcher line, int number) {
    String name = line.group(2).toLowerCase(Locale.ROOT);
    DraftEntry entry = entryFor(name, number);
    entry.wrong(
        number,
        "'"
            + FileText.of(line.group())
            + "' looks like a directive: write '"
            + name
            + ": ...'"
            + odd(line.group(1) + line.group(3)));
    entry.directive(name, line.group(4).strip(), number);
  }

  /** Names what a message, or an editor, would not show. */
  private static String odd(String text) {
    return text.chars()
        .filter(c -> c != '\t' && (c < ' ' || c > '~'))
        .mapToObj(c -> String.format(" without its U+%04X", c))
        .findFirst()
        .orElse("");
  }

  private void noEnd(Block open, int lastLine) {
    DraftEntry entry = current(open.line());
    entry.wrong(open.line(), "a certificate has no end: '-----END " + open.label() + "-----'");
    entry.pemBlockEnds(lastLine);
  }

  private void end(Block closed, String label, int number) {
    DraftEntry entry = current(closed.line());
    if (!closed.isCertificate()) {
      entry.wrong(
          closed.line(),
          "only certificates belong here, not -----BEGIN " + closed.label() + "-----");
    } else if (!label.equals(closed.label())) {
      entry.wrong(number, "a certificate ends with '-----END " + label + "-----'");
    } else {
      try {
        entry.certificate(certificate(closed.content().toString()), closed.line());
      } catch (CertificateException | RuntimeException e) { // of a parser that meets anything
        entry.wrong(
            closed.line(),
            "a certificate cannot be read: " + FileText.of(String.valueOf(e.getMessage())));
      }
    }
    entry.pemBlockEnds(number);
  }

  private X509Certificate certificate(String base64) throws CertificateException {
    byte[] encoded = Base64.getDecoder().decode(base64);
    X509Certificate certificate =
        (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(encoded));
    if (certificate.getEncoded().length != encoded.length) {
      throw new CertificateException("something follows it in its PEM block");
    }
    return certificate;
  }

  private @Nullable DraftEntry last() {
    return drafts.isEmpty() ? null : drafts.get(drafts.size() - 1);
  }

  /** The entry that a certificate belongs to. */
  private DraftEntry current(int number) {
    DraftEntry last = last();
    return last != null ? last : entryFor("", number);
  }
}
