package io.github.kmsjca.internal.keystore.file;

import io.github.kmsjca.internal.telemetry.Log;
import java.lang.System.Logger.Level;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Says in the log what is wrong with a keystore file: TLS and the tools pass over an entry that
 * they cannot use, and never call {@code getKey}, which would tell. Each thing is said once per
 * content of the file and JVM, so that programs which load for every connection do not fill the
 * log, and a corrected file which still has a mistake is told of it again.
 */
public final class FileLog {
  /** A file with more mistakes than that is of another kind, or made to fill the log. */
  private static final int MOST_LINES = 100;

  /** When so many are remembered all are forgotten, and may be said again. */
  private static final int MOST_REMEMBERED = 1000;

  private static final Set<String> SAID = new HashSet<>();

  private final KeyStoreFile file;
  private final Instant now;
  private int found;

  private FileLog(KeyStoreFile file, Instant now) {
    this.file = file;
    this.now = now;
  }

  /**
   * Logs what is new.
   *
   * @param trusts whether trusted entries are of use in this KeyStore
   * @param selfSigned whether keys without a certificate get one
   */
  public static void log(KeyStoreFile file, boolean trusts, boolean selfSigned, Instant now) {
    FileLog log = new FileLog(file, now);
    for (FileEntry entry : file.entries()) {
      log.look(entry, trusts, selfSigned);
      if (log.found > MOST_LINES) {
        return;
      }
    }
  }

  private void look(FileEntry entry, boolean trusts, boolean selfSigned) {
    FileEntry.Problem problem = entry.problem();
    if (problem != null) {
      add(
          Level.WARNING,
          problem.line(),
          "problem",
          entry,
          " (lines "
              + entry.firstLine()
              + " to "
              + entry.lastLine()
              + "): "
              + problem.reason()
              + ". TLS, keytool and jarsigner pass this entry over.");
    } else if (entry.text().isTrusted() && !trusts) {
      String text = " is a trusted certificate, and left out: trust=true is not set.";
      add(Level.INFO, entry.firstLine(), "trust", entry, text);
    } else if (entry.text().chain().isEmpty()) {
      if (!selfSigned) {
        String text =
            " has no certificate. Its key can be used; TLS, and tools that need a certificate, pass"
                + " it over. Put its chain below it, or set selfSigned=true for a test.";
        add(Level.INFO, entry.firstLine(), "bare", entry, text);
      }
    } else {
      for (int i = 0; i < entry.text().chain().size(); i++) {
        validity(entry, entry.text().chain().get(i), entry.certificateLines().get(i));
      }
    }
  }

  private void validity(FileEntry entry, X509Certificate certificate, int line) {
    Validity validity = Validity.of(certificate, now);
    String text =
        switch (validity) {
          case GOOD -> "";
          case EARLY ->
              " is valid only from "
                  + certificate.getNotBefore().toInstant()
                  + ": peers refuse it until then. Check this machine's clock.";
          case ENDING ->
              " expires at "
                  + certificate.getNotAfter().toInstant()
                  + ". Renew it, and replace it in this file.";
          case EXPIRED ->
              " expired at "
                  + certificate.getNotAfter().toInstant()
                  + ": peers refuse it. Renew it, and replace it in this file.";
        };
    if (validity != Validity.GOOD) {
      String subject = FileText.of(certificate.getSubjectX500Principal().getName());
      String kind = validity.name().toLowerCase(Locale.ROOT);
      add(Level.WARNING, line, kind, entry, ": the certificate of " + subject + text);
    }
  }

  private void add(Level level, int line, String kind, FileEntry entry, String text) {
    found++;
    if (found > MOST_LINES) {
      String rest = "There is more to say of the {0}: the doctor shows all its entries.";
      say(Level.WARNING, "more", rest, file.source());
      return;
    }
    String source = file.source();
    String place = Character.toUpperCase(source.charAt(0)) + source.substring(1) + ", line " + line;
    String message = place + ": entry '" + FileText.of(entry.alias()) + "'" + text;
    say(level, line + " " + kind, "{0}", message);
  }

  private void say(Level level, String what, String format, String text) {
    if (isNew(file.digest() + ' ' + what)) {
      Log.logger().log(level, format, text);
    }
  }

  private static boolean isNew(String said) {
    synchronized (SAID) {
      if (SAID.size() == MOST_REMEMBERED) {
        SAID.clear();
      }
      return SAID.add(said);
    }
  }
}
