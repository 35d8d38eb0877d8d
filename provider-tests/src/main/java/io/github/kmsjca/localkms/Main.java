package io.github.kmsjca.localkms;

import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;

/**
 * Runs a {@link LocalKms} as a process, until it is told to end. Once it listens it prints one line
 * with its endpoint. Exit codes: 0 after {@code --help}, 143 after SIGTERM, 1 if it can not listen,
 * 2 for bad arguments.
 *
 * <p>Off loopback it needs credentials of your own in the environment variables {@code
 * LOCAL_KMS_ACCESS_KEY_ID} and {@code LOCAL_KMS_SECRET_ACCESS_KEY}.
 */
public final class Main {
  private static final String USAGE =
      String.join(
          System.lineSeparator(),
          "usage: local-kms [--port PORT] [--host HOST] [--help]",
          "  --port PORT  listen there; 0 (the default) takes a free port",
          "  --host HOST  listen on that address; the default is 127.0.0.1. Off loopback, set",
          "               LOCAL_KMS_ACCESS_KEY_ID and LOCAL_KMS_SECRET_ACCESS_KEY as well",
          "Clients on this machine sign with access key " + LocalKms.ACCESS_KEY_ID,
          "and secret " + LocalKms.SECRET_ACCESS_KEY + ", in any Region.");

  private Main() {}

  /**
   * Starts.
   *
   * @param args {@code --port}, {@code --host}, {@code --help}
   */
  @SuppressWarnings("SystemOut") // a program
  public static void main(String[] args) {
    LocalKms.Builder builder = LocalKms.builder();
    try {
      if (!configure(builder, args)) {
        System.out.println(USAGE);
        return;
      }
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(USAGE);
      System.exit(2);
    }
    try {
      run(builder.start());
    } catch (UncheckedIOException e) {
      System.err.println(e.getMessage() + ": " + e.getCause());
      System.exit(1);
    } catch (IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  /** Whether to go on and start. */
  private static boolean configure(LocalKms.Builder builder, String[] args) {
    String accessKeyId = System.getenv("LOCAL_KMS_ACCESS_KEY_ID");
    String secret = System.getenv("LOCAL_KMS_SECRET_ACCESS_KEY");
    if (accessKeyId != null && secret != null) {
      builder.credentials(accessKeyId, secret);
    }
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--help" -> {
          return false;
        }
        case "--port" -> builder.port(port(value(args, ++i)));
        case "--host" -> builder.host(value(args, ++i));
        default -> throw new IllegalArgumentException("Unknown argument: " + args[i]);
      }
    }
    return true;
  }

  private static String value(String[] args, int index) {
    if (index >= args.length) {
      throw new IllegalArgumentException("A value is missing after " + args[index - 1]);
    }
    return args[index];
  }

  private static int port(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("Not a port: " + text, e);
    }
  }

  @SuppressWarnings("SystemOut") // a program
  private static void run(LocalKms kms) {
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  kms.close();
                  ended.countDown();
                },
                "local-kms-shutdown"));
    System.out.println("The local KMS listens on " + kms.endpoint());
    System.out.flush();
    await(ended);
  }

  private static void await(CountDownLatch ended) {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
