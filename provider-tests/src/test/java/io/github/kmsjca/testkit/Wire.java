package io.github.kmsjca.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** Bytes between two sockets. */
final class Wire {
  private Wire() {}

  /** What is done with each connection. */
  @FunctionalInterface
  interface Visit {
    void with(Socket visitor) throws IOException;
  }

  /** Until the server socket is closed; each connection on a thread of its own. */
  static void serve(ServerSocket server, Visit visit) {
    daemon(
        () -> {
          while (true) {
            Socket visitor;
            try {
              visitor = server.accept();
            } catch (IOException closed) {
              return;
            }
            daemon(
                () -> {
                  try (visitor) {
                    visit.with(visitor);
                  } catch (IOException gone) {
                    // It is for the other end to complain.
                  }
                });
          }
        });
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "wire");
    thread.setDaemon(true);
    thread.start();
  }

  static Socket to(URI endpoint) throws IOException {
    return new Socket(endpoint.getHost(), endpoint.getPort());
  }

  /** Both ways, until one of the two has no more to say. */
  static void join(Socket one, Socket other) throws IOException {
    daemon(
        () -> {
          try {
            one.getInputStream().transferTo(other.getOutputStream());
            other.shutdownOutput();
          } catch (IOException gone) {
            // Then the other direction ends too.
          }
        });
    other.getInputStream().transferTo(one.getOutputStream());
  }

  /** A request's or an answer's head, with the empty line; empty if there is no more. */
  static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int next;
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n") && (next = in.read()) >= 0) {
      head.write(next);
    }
    return head.toString(ISO_8859_1);
  }
}
