package io.github.kmsjca.localkms;

import io.github.kmsjca.localkms.internal.seed.SeedException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;

/**
 * Runs a {@link LocalKms} as a process, until it is told to end. Once it listens it prints one line
 * with its endpoint, and with an admin port two more: the {@linkplain Admin admin endpoint} and its
 * token; the last line says what access keys may do. {@code --help} explains the arguments. Exit
 * codes: 0 after {@code --help}, 143 after SIGTERM, 1 if it can not listen, 2 for bad arguments.
 *
 * <p>Off loopback it needs credentials of your own in the environment variables {@code
 * LOCAL_KMS_ACCESS_KEY_ID} and {@code LOCAL_KMS_SECRET_ACCESS_KEY}.
 */
public final class Main {
  private Main() {}

  /**
   * Starts.
   *
   * @param args as {@code --help} explains them
   */
  @SuppressWarnings("SystemOut") // a program
  public static void main(String[] args) {
    try {
      Arguments arguments = Arguments.parse(args, System.getenv());
      if (arguments.help()) {
        System.out.println(Usage.text());
        return;
      }
      run(arguments.start(), arguments.permissions());
    } catch (SeedException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(Usage.text());
      System.exit(2);
    } catch (UncheckedIOException e) {
      System.err.println(e.getMessage() + ": " + e.getCause());
      System.exit(1);
    } catch (IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  @SuppressWarnings("SystemOut") // a program
  private static void run(LocalKms kms, String permissions) {
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
    kms.admin().ifPresent(Main::show);
    System.out.println(permissions);
    System.out.flush();
    await(ended);
  }

  @SuppressWarnings("SystemOut") // a program
  private static void show(Admin admin) {
    System.out.println("Its admin endpoint is " + admin.endpoint());
    System.out.println("Admin token: " + admin.token());
  }

  private static void await(CountDownLatch ended) {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
