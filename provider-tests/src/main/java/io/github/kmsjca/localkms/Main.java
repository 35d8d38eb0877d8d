package io.github.kmsjca.localkms;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.kmsjca.localkms.internal.seed.SeedException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Runs a {@link LocalKms} as a process, until it is told to end. Once it listens it prints one line
 * with its endpoint, and with an admin port two more: the {@linkplain Admin admin endpoint} and its
 * token; then a new certificate, unless that goes to a file; last of all what access keys may do.
 * {@code --help} explains the arguments. Exit codes: 0 after {@code --help}, 143 after SIGTERM, 1
 * if it can not listen, 2 for bad arguments, 3 when its memory is used up.
 *
 * <p>Off loopback it needs access keys of your own.
 */
public final class Main {
  private static final int NO_MEMORY = 3;

  /** Made while there is memory. */
  private static final byte[] OUT_OF_MEMORY =
      "The local KMS ends: its memory is used up. Start it with more, such as java -Xmx256m\n"
          .getBytes(US_ASCII);

  private Main() {}

  /**
   * Starts.
   *
   * @param args as {@code --help} explains them
   */
  @SuppressWarnings("SystemOut") // a program
  public static void main(String[] args) {
    Thread.setDefaultUncaughtExceptionHandler(Main::ended);
    try {
      Arguments arguments = Arguments.parse(args, System.getenv());
      if (arguments.help()) {
        System.out.println(Usage.text());
        return;
      }
      run(arguments);
    } catch (SeedException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println("Try --help");
      System.exit(2);
    } catch (UncheckedIOException e) {
      System.err.println(e.getMessage() + ": " + e.getCause());
      System.exit(1);
    } catch (IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  private static void run(Arguments arguments) {
    LocalKms kms = arguments.start(Main::print);
    CertificateOptions certificate = arguments.certificate();
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  kms.close();
                  ended.countDown();
                },
                "local-kms-shutdown"));
    print("The local KMS listens on " + kms.endpoint());
    kms.admin().ifPresent(Main::show);
    if (certificate.isNew()) {
      show(kms.certificatePem(), certificate.out());
    }
    print(arguments.builder().permissions());
    await(ended);
  }

  private static void show(Admin admin) {
    print("Its admin endpoint is " + admin.endpoint());
    print("Admin token: " + admin.token());
  }

  private static void show(String certificate, Optional<Path> out) {
    if (out.isEmpty()) {
      print(certificate.stripTrailing());
      return;
    }
    try {
      Files.writeString(out.get(), certificate);
      print("Its certificate is in " + out.get());
    } catch (IOException e) {
      throw new UncheckedIOException("The certificate can not be written", e);
    }
  }

  /**
   * Ends the process when a thread has found no memory: the calls that it was to answer would wait
   * for ever. Nothing is asked of the memory that is left, so no shutdown hook runs.
   */
  @SuppressWarnings("SystemOut") // a program
  private static void ended(Thread thread, Throwable reason) {
    if (reason instanceof OutOfMemoryError) {
      System.err.write(OUT_OF_MEMORY, 0, OUT_OF_MEMORY.length);
      System.err.flush();
      Runtime.getRuntime().halt(NO_MEMORY);
    }
    System.err.println("The thread " + thread.getName() + " has ended");
    reason.printStackTrace();
  }

  /** Prints a line at once, for those who read it from a pipe. */
  @SuppressWarnings("SystemOut") // a program
  private static void print(String line) {
    PrintStream out = System.out;
    out.println(line);
    out.flush();
  }

  private static void await(CountDownLatch ended) {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
