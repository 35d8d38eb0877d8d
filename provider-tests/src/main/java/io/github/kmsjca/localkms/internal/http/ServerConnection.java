package io.github.kmsjca.localkms.internal.http;

import java.io.IOException;
import java.net.Socket;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose handler can get at the socket. Every connection has a thread, so that the one
 * whose request a thread read last is the one that it handles.
 */
final class ServerConnection extends DefaultBHttpServerConnection {
  private static final ThreadLocal<@Nullable ServerConnection> CURRENT = new ThreadLocal<>();

  private ServerConnection(Http1Config limits) {
    super("http", limits);
  }

  static ServerConnection of(Socket socket, Http1Config limits) throws IOException {
    ServerConnection connection = new ServerConnection(limits);
    connection.bind(socket);
    return connection;
  }

  /** The socket of the request that this thread handles. */
  static Socket currentSocket() throws IOException {
    ServerConnection current = CURRENT.get();
    SocketHolder holder = current == null ? null : current.getSocketHolder();
    if (holder == null) {
      throw new ConnectionClosedException("The connection is closed");
    }
    return holder.getSocket();
  }

  @Override
  public @Nullable ClassicHttpRequest receiveRequestHeader() throws HttpException, IOException {
    CURRENT.set(this);
    return super.receiveRequestHeader();
  }
}
