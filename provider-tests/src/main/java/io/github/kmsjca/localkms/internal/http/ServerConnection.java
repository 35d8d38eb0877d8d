package io.github.kmsjca.localkms.internal.http;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose handler can get at the socket, and that waits longer for a request to begin
 * than to go on. Every connection has a thread, so that the one whose request a thread read last is
 * the one that it handles.
 */
final class ServerConnection extends DefaultBHttpServerConnection {
  private static final ThreadLocal<@Nullable ServerConnection> CURRENT = new ThreadLocal<>();

  private final Timeout idle;

  private ServerConnection(String scheme, Http1Config limits, Duration idle) {
    super(scheme, limits);
    this.idle = Timeout.of(idle);
  }

  static ServerConnection of(Socket socket, Http1Config limits, Duration idle) throws IOException {
    ServerConnection connection = new ServerConnection("http", limits, idle);
    connection.bind(socket);
    return connection;
  }

  static ServerConnection of(SSLSocket secured, Socket socket, Http1Config limits, Duration idle)
      throws IOException {
    ServerConnection connection = new ServerConnection("https", limits, idle);
    connection.bind(new SocketHolder(secured, socket));
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

  /** Null if the client closed the connection, or asked nothing for too long. */
  @Override
  public @Nullable ClassicHttpRequest receiveRequestHeader() throws HttpException, IOException {
    CURRENT.set(this);
    return isDataAvailable(idle) ? super.receiveRequestHeader() : null;
  }

  @Override
  public void close() throws IOException {
    SocketHolder holder = getSocketHolder();
    if (holder != null) {
      flush();
      Linger.before(holder.getSocket());
    }
    super.close();
  }
}
