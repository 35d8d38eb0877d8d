package io.github.kmsjca.benchmarks.harmless;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/** A full handshake of two engines on one thread, without a network. */
final class Handshake {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final int MOST_STEPS = 100;

  private final SSLEngine server;
  private final SSLEngine client;
  private final ByteBuffer toServer;
  private final ByteBuffer toClient;
  private final ByteBuffer data;

  private Handshake(SSLContext server, SSLContext client, String protocol) {
    this.server = server.createSSLEngine();
    this.server.setUseClientMode(false);
    // Without a host's name no session is looked for.
    this.client = client.createSSLEngine();
    this.client.setUseClientMode(true);
    this.client.setEnabledProtocols(new String[] {protocol});
    int packet = this.client.getSession().getPacketBufferSize();
    this.toServer = ByteBuffer.allocate(2 * packet);
    this.toClient = ByteBuffer.allocate(2 * packet);
    this.data = ByteBuffer.allocate(this.client.getSession().getApplicationBufferSize());
  }

  /**
   * Shakes hands.
   *
   * @return the cipher suite
   */
  static String full(SSLContext server, SSLContext client, String protocol) throws SSLException {
    return new Handshake(server, client, protocol).shake();
  }

  private String shake() throws SSLException {
    client.beginHandshake();
    server.beginHandshake();
    for (int i = 0; isUnderWay(client) || isUnderWay(server); i++) {
      if (i > MOST_STEPS) {
        throw new SSLException("the handshake does not end");
      }
      go(client, toClient, toServer);
      go(server, toServer, toClient);
    }
    return client.getSession().getCipherSuite();
  }

  private static boolean isUnderWay(SSLEngine engine) {
    return engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
  }

  /** Until it needs something from the other side. */
  private void go(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
    while (true) {
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK -> engine.getDelegatedTask().run();
        case NEED_WRAP -> engine.wrap(NOTHING, out);
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
          if (!isRead(engine, in)) {
            return;
          }
        }
        case FINISHED, NOT_HANDSHAKING -> {
          return;
        }
      }
    }
  }

  private boolean isRead(SSLEngine engine, ByteBuffer in) throws SSLException {
    in.flip();
    int before = in.remaining();
    engine.unwrap(in, data);
    int after = in.remaining();
    in.compact();
    return after < before;
  }
}
