package io.github.kmsjca.localkms.internal.http;

import io.github.kmsjca.localkms.internal.model.ErrorType;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Turns connections away that are one too many. */
final class Refusals implements AutoCloseable {
  private static final int THREADS = 2;
  private static final int WAITING = 100;

  private final boolean tls;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          1,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          task -> Listener.daemon(task, "local-kms-refusal"));

  /** Of a server that speaks TLS or does not. */
  Refusals(boolean tls) {
    this.tls = tls;
    threads.allowCoreThreadTimeOut(true);
  }

  /** Says so, which AWS SDKs take for a reason to try again, or if it must closes at once. */
  void refuse(Socket socket) {
    // A client of TLS would have to shake hands before it could be told.
    if (!tls) {
      try {
        threads.execute(() -> tell(socket));
        return;
      } catch (RejectedExecutionException | OutOfMemoryError tooMany) {
        // It is closed without a word.
      }
    }
    closeQuietly(socket);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private static void tell(Socket socket) {
    try {
      Reply reply =
          Answer.failure(
                  ErrorType.SERVICE_UNAVAILABLE.with(
                      "The local KMS has as many connections as it may have."))
              .reply();
      OutputStream out = socket.getOutputStream();
      out.write(reply.with("Retry-After", "1").head(reply.body().length));
      out.write(reply.body());
      Linger.before(socket);
    } catch (IOException gone) {
      // Then it need not be told.
    } finally {
      closeQuietly(socket);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no use any more in any case.
    }
  }
}
