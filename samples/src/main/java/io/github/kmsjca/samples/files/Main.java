package io.github.kmsjca.samples.files;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** The command. {@code --help} says what it does; the exit codes stand there as well. */
public final class Main {
  private static final int WRONG_USE = 2;

  private Main() {}

  /**
   * Encrypts or decrypts files, and ends the JVM.
   *
   * @param args a command, options, and inputs
   */
  @SuppressWarnings("SystemOut") // a program
  public static void main(String[] args) {
    Unfinished unfinished = new Unfinished();
    PrintStream err = System.err;
    Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupted(unfinished, err)));
    // Not System.out, which tells nobody that a disk is full or a pipe is closed.
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    System.exit(run(args, new FileInputStream(FileDescriptor.in), out, err, unfinished));
  }

  /** As {@link #main}, but answers the exit code. */
  static int run(
      String[] args, InputStream in, OutputStream out, PrintStream err, Unfinished unfinished) {
    try {
      if (Options.asksForHelp(args)) {
        new PrintStream(out, true).print(Options.HELP);
        return 0;
      }
      Options options = Options.parse(args);
      Plan plan = FileTree.plan(options);
      return new FileEncryptor(options, plan, in, out, err, unfinished).run();
    } catch (UsageException e) {
      err.println(Reason.printable(e.getMessage()));
      err.println("--help says more.");
      return WRONG_USE;
    }
  }

  /** Whatever ends the JVM, SIGINT and SIGTERM too: what is not whole then goes. */
  private static void interrupted(Unfinished unfinished, PrintStream err) {
    List<Path> targets = unfinished.end();
    for (Path target : targets) {
      err.println(Reason.printable(target + ": interrupted, and not written"));
    }
  }
}
