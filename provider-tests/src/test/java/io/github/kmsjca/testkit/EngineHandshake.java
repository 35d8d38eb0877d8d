package io.github.kmsjca.testkit;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/** As {@link Handshake}, with two SSLEngines and no network, as in NIO servers. */
public final class EngineHandshake {
  private static final int MAX_STEPS = 1000;

  private final SSLEngine engine;
  private final ByteBuffer incoming;
  private boolean sent;
  private boolean received;

  private EngineHandshake(SSLEngine engine) {
    this.engine = engine;
    this.incoming = ByteBuffer.allocate(4 * engine.getSession().getPacketBufferSize());
  }

  /** Handshakes, and passes a byte each way; the client insists on the terms. */
  public static Handshake.Outcome run(SSLContext server, SSLContext client, TlsTerms terms)
      throws SSLException {
    SSLEngine serverEngine = server.createSSLEngine();
    serverEngine.setUseClientMode(false);
    serverEngine.setNeedClientAuth(true);
    SSLEngine clientEngine = client.createSSLEngine();
    clientEngine.setUseClientMode(true);
    clientEngine.setSSLParameters(terms.apply(clientEngine.getSSLParameters()));
    EngineHandshake serverSide = new EngineHandshake(serverEngine);
    EngineHandshake clientSide = new EngineHandshake(clientEngine);
    clientEngine.beginHandshake();
    for (int i = 0; !(serverSide.received && clientSide.received); i++) {
      if (i == MAX_STEPS) {
        throw new SSLException("no progress: " + serverEngine + ", " + clientEngine);
      }
      clientSide.step(serverSide);
      serverSide.step(clientSide);
    }
    return new Handshake.Outcome(serverSide.end(), clientSide.end());
  }

  private Handshake.End end() {
    SSLSession session = engine.getSession();
    return new Handshake.End(session, null);
  }

  private void step(EngineHandshake peer) throws SSLException {
    HandshakeStatus status = engine.getHandshakeStatus();
    if (status == HandshakeStatus.NEED_TASK) {
      for (Runnable task = engine.getDelegatedTask();
          task != null;
          task = engine.getDelegatedTask()) {
        task.run(); // here KMS signs
      }
    } else if (status == HandshakeStatus.NEED_WRAP) {
      engine.wrap(ByteBuffer.allocate(0), peer.incoming);
    } else if (incoming.position() > 0) {
      unwrap();
    } else if (status == HandshakeStatus.NOT_HANDSHAKING && !sent) {
      sent = engine.wrap(ByteBuffer.allocate(1), peer.incoming).bytesConsumed() == 1;
    }
  }

  private void unwrap() throws SSLException {
    ByteBuffer data = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
    incoming.flip();
    engine.unwrap(incoming, data);
    incoming.compact();
    received |= data.position() > 0;
  }
}
