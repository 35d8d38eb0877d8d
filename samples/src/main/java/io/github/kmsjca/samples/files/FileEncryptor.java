package io.github.kmsjca.samples.files;

import io.github.kmsjca.samples.files.Options.Mode;
import io.github.kmsjca.samples.files.Plan.Pair;
import io.github.kmsjca.samples.files.Plan.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.ProviderException;

/** Does what is planned, one file after the other, and reports what could not be done. */
final class FileEncryptor {
  private final Options options;
  private final Plan plan;
  private final InputStream in;
  private final OutputStream out;
  private final PrintStream err;
  private final Unfinished unfinished;
  private final Progress progress;
  private int failures;

  FileEncryptor(
      Options options,
      Plan plan,
      InputStream in,
      OutputStream out,
      PrintStream err,
      Unfinished unfinished) {
    this.options = options;
    this.plan = plan;
    this.in = in;
    this.out = out;
    this.err = err;
    this.unfinished = unfinished;
    this.progress = Progress.of(plan, err);
  }

  /** The exit code. */
  int run() throws UsageException {
    for (Problem problem : plan.problems()) {
      report(problem.path().toString(), problem.why());
    }
    if (!plan.pairs().isEmpty() || !plan.directories().isEmpty()) {
      perform();
    }
    return failures == 0 ? 0 : 1;
  }

  private void perform() throws UsageException {
    KmsCipher key;
    try {
      key = KmsCipher.of(options.key(), options.context());
    } catch (GeneralSecurityException | IOException | ProviderException e) {
      report("--key " + options.key(), Reason.of(e));
      return;
    }
    for (Path directory : plan.directories()) {
      try {
        Files.createDirectories(directory);
      } catch (FileAlreadyExistsException e) {
        report(directory.toString(), "it exists, and is not a directory");
      } catch (IOException e) {
        report(directory.toString(), Reason.of(e));
      }
    }
    for (Pair pair : plan.pairs()) {
      if (unfinished.isOver()) {
        return;
      }
      try {
        perform(pair, key);
      } catch (GeneralSecurityException | IOException | ProviderException e) {
        reportUnlessOver(pair, e);
      }
      progress.fileIsDone();
    }
    progress.clear();
    int all = plan.pairs().size() + plan.problems().size();
    if (failures > 0 && all > 1) {
      err.println(failures + " of " + all + " were not done.");
    }
  }

  private void perform(Pair pair, KmsCipher key) throws GeneralSecurityException, IOException {
    Path target = pair.target();
    if (target != null) {
      try (AtomicOutput output = unfinished.open(target, options.force())) {
        transfer(pair, key, output.stream());
        output.commit();
      }
    } else if (options.mode() == Mode.ENCRYPT || options.stream()) {
      // A part of a message is none, and decryption will say so.
      transfer(pair, key, out);
    } else {
      try (Spool spool = Spool.open()) {
        transfer(pair, key, spool.stream());
        spool.copyTo(out);
        out.flush();
      }
    }
  }

  private void transfer(Pair pair, KmsCipher key, OutputStream target)
      throws GeneralSecurityException, IOException {
    try (InputStream source = pair.source() == null ? in : Files.newInputStream(pair.source())) {
      Transfer.run(progress.watch(source), key.cipher(options.mode()), target);
    }
  }

  /** After an interruption it is the shutdown hook that reports. */
  private void reportUnlessOver(Pair pair, Exception e) {
    if (!unfinished.isOver()) {
      report(pair.name(), Reason.of(e));
    }
  }

  private void report(String what, String why) {
    failures++;
    progress.clear();
    err.println(Reason.printable(what + ": " + why));
  }
}
