package io.github.kmsjca.localkms.internal.http;

import java.io.IOException;
import java.time.Duration;

/** A way other than the usual one in which an answer goes over the wire, or does not. */
@FunctionalInterface
public interface Delivery {

  /** Does it; the connection ends afterwards. */
  void deliver(Line line, Reply reply) throws IOException;

  /** The whole answer, and the end of the connection, whatever the client still sends. */
  static Delivery last() {
    return (line, reply) -> {
      line.write(reply.head(reply.body().length));
      line.write(reply.body());
      line.linger();
    };
  }

  /** No answer: the connection closes. */
  static Delivery drop() {
    return (line, reply) -> {};
  }

  /** No answer: the connection is reset. */
  static Delivery reset() {
    return (line, reply) -> line.reset();
  }

  /** No answer, and the connection stays open until the client gives up. */
  static Delivery hang() {
    return (line, reply) -> line.awaitClient();
  }

  /** No answer: the server says that it has nothing more to send, and listens on. */
  static Delivery halfClose() {
    return (line, reply) -> {
      line.endOutput();
      line.awaitClient();
    };
  }

  /** The first half of the body, and then the connection closes. */
  static Delivery cut() {
    return (line, reply) -> {
      line.write(reply.head(reply.body().length));
      line.write(reply.body(), 0, reply.body().length / 2);
    };
  }

  /** One byte at a time, with a pause before each. */
  static Delivery drip(Duration pause) {
    return (line, reply) -> {
      drip(line, reply.head(reply.body().length), pause);
      drip(line, reply.body(), pause);
    };
  }

  /** A small answer that claims to be JSON, and unpacks to a gigabyte of white space. */
  static Delivery gzipBomb() {
    return (line, reply) -> GzipBomb.PREPARED.write(line, reply);
  }

  private static void drip(Line line, byte[] bytes, Duration pause) throws IOException {
    for (int i = 0; i < bytes.length; i++) {
      line.pause(pause);
      line.write(bytes, i, 1);
    }
  }
}
