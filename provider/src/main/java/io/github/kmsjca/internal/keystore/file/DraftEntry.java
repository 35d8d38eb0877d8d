package io.github.kmsjca.internal.keystore.file;

import io.github.kmsjca.internal.keystore.file.CertificateChains.Placed;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the lines of one entry have said so far. The first mistake is the one that is told. */
final class DraftEntry {
  private static final int MAX_CHAIN = 32;

  private record Directive(String value, int line) {}

  private final int firstLine;
  private final Map<String, Directive> directives = new HashMap<>();
  private final Map<X509Certificate, Placed> certificates = new LinkedHashMap<>();
  private int lastLine;
  private int lastDirective;
  private boolean hasPemBlocks;
  private boolean paragraphBeginsWithAlias = true;
  private @Nullable String problem;
  private int problemLine;

  DraftEntry(int line) {
    this.firstLine = line;
    this.lastLine = line;
  }

  boolean hasAlias() {
    return directives.containsKey(KeyStoreFile.ALIAS);
  }

  /** True if there were certificates, or what was meant to be some. */
  boolean hasPemBlocks() {
    return hasPemBlocks;
  }

  void wrong(int line, String reason) {
    lastLine = Math.max(lastLine, line);
    if (problem == null) {
      problem = reason;
      problemLine = line;
    }
  }

  void directive(String name, String value, int line) {
    if (line != lastDirective + 1) {
      paragraphBeginsWithAlias = name.equals(KeyStoreFile.ALIAS);
    }
    lastDirective = line;
    lastLine = line;
    if (value.indexOf('\ufffd') >= 0) {
      wrong(line, "'" + name + ":' is not in UTF-8: save the file as UTF-8");
    }
    if (directives.putIfAbsent(name, new Directive(value, line)) != null) {
      wrong(line, "'" + name + ":' stands twice in this entry");
    }
  }

  /** Is part of the paragraph whose directives stand just above it. */
  void comment(int line) {
    if (line == lastDirective + 1) {
      lastDirective = line;
    }
  }

  /**
   * True if the directives just above that line are a paragraph which some would take for the
   * beginning of the next entry: {@code key:} before {@code alias:}.
   */
  boolean endsWithTheNextKey(int aliasLine) {
    return lastDirective == aliasLine - 1 && !paragraphBeginsWithAlias;
  }

  /** The same certificate twice is there once. */
  void certificate(X509Certificate certificate, int line) {
    certificates.putIfAbsent(certificate, new Placed(certificate, line));
    if (certificates.size() > MAX_CHAIN) {
      wrong(line, "the chain is longer than " + MAX_CHAIN + " certificates");
    }
  }

  void pemBlockEnds(int line) {
    hasPemBlocks = true;
    lastLine = Math.max(lastLine, line);
  }

  FileEntry entry(CertificateChains chains) {
    Directive alias = directives.get(KeyStoreFile.ALIAS);
    if (alias == null || alias.value().isEmpty()) {
      wrong(
          alias == null ? firstLine : alias.line(),
          alias == null
              ? "the entry that begins here has no 'alias:': write 'alias: <name>' above it"
              : "'alias:' has no name behind it");
      return broken("line " + firstLine);
    }
    if (!FileText.isPrintable(alias.value())) {
      wrong(alias.line(), "the name behind 'alias:' has characters that cannot be shown");
      return broken("line " + firstLine);
    }
    List<Placed> chain = List.copyOf(certificates.values());
    Directive trusted = directives.get(KeyStoreFile.TRUSTED);
    if (problem == null && trusted != null) {
      if (!trusted.value().equals("yes")
          || directives.containsKey(KeyStoreFile.KEY)
          || chain.size() != 1) {
        wrong(trusted.line(), "a trusted entry is 'trusted: yes', no 'key:', and one certificate");
      }
    } else if (problem == null && chain.size() > 1) {
      chain = inOrder(chain, chains);
    }
    if (problem != null) {
      return broken(alias.value());
    }
    List<X509Certificate> sorted = chain.stream().map(Placed::certificate).toList();
    Directive key = directives.getOrDefault(KeyStoreFile.KEY, alias);
    EntryText text =
        trusted != null
            ? new EntryText(alias.value(), null, sorted, null)
            : EntryText.ofKey(alias.value(), key.value(), sorted);
    if (text.problem() != null) {
      wrong(key.line(), text.problem());
      return broken(alias.value());
    }
    return new FileEntry(
        text, firstLine, lastLine, null, chain.stream().map(Placed::line).toList());
  }

  private List<Placed> inOrder(List<Placed> chain, CertificateChains chains) {
    List<Placed> ordered = chains.ordered(chain);
    if (!ordered.isEmpty()) {
      return ordered;
    }
    Placed stranger = CertificateChains.stranger(chain);
    if (stranger != null) {
      wrong(
          stranger.line(),
          "the certificate of "
              + subject(stranger)
              + " does not belong to the chain: no other is its issuer, or issued by it");
    } else {
      List<String> lines = new ArrayList<>();
      chain.forEach(placed -> lines.add(placed.line() + " " + subject(placed)));
      wrong(
          chain.get(0).line(),
          "the certificates are not one chain, in which each has its issuer behind it: line "
              + String.join(", line ", lines.subList(0, Math.min(lines.size(), 8))));
    }
    return chain;
  }

  private static String subject(Placed placed) {
    return FileText.of(placed.certificate().getSubjectX500Principal().getName());
  }

  private FileEntry broken(String alias) {
    String reason = String.valueOf(problem);
    return FileEntry.broken(alias, firstLine, lastLine, problemLine, reason);
  }
}
