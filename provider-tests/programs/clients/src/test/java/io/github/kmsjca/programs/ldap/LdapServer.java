package io.github.kmsjca.programs.ldap;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * The least of a directory that speaks LDAP over TLS: it wants a certificate, grants each bind, and
 * says whose certificate it saw. Of RFC 4511 it reads no more than a message's id and operation.
 */
final class LdapServer implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 60_000;
  private static final int SEQUENCE = 0x30;
  private static final int BIND_REQUEST = 0x60;
  private static final int BIND_RESPONSE = 0x61;

  private final SSLServerSocket listener;
  private final BlockingQueue<String> callers = new LinkedBlockingQueue<>();

  LdapServer(SSLContext context) throws IOException {
    listener =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    listener.setNeedClientAuth(true);
    Thread thread = new Thread(this::accept, "ldap-server");
    thread.setDaemon(true);
    thread.start();
  }

  String url() {
    return "ldaps://localhost:" + listener.getLocalPort();
  }

  /** Who bound next. */
  String caller() throws InterruptedException {
    String caller = callers.poll(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    if (caller == null) {
      throw new AssertionError("nobody called");
    }
    return caller;
  }

  /** Who bound and was not asked for. */
  int furtherCallers() {
    return callers.size();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        SSLSocket socket = (SSLSocket) listener.accept();
        Thread thread = new Thread(() -> serve(socket), "ldap-connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        if (!listener.isClosed()) {
          callers.add(e.toString());
        }
      }
    }
  }

  private void serve(SSLSocket socket) {
    try (socket) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      for (int tag = in.read(); tag == SEQUENCE; tag = in.read()) {
        byte[] message = new byte[length(in)];
        in.readFully(message);
        int idEnd = 2 + message[1];
        if ((message[idEnd] & 0xff) == BIND_REQUEST) {
          callers.add(socket.getSession().getPeerPrincipal().getName());
          socket.getOutputStream().write(granted(message, idEnd));
        }
      }
    } catch (IOException e) {
      callers.add(e.toString());
    }
  }

  private static int length(DataInputStream in) throws IOException {
    int first = in.readUnsignedByte();
    int length = first < 0x80 ? first : 0;
    for (int i = 0; first >= 0x80 && i < first - 0x80; i++) {
      length = length << 8 | in.readUnsignedByte();
    }
    return length;
  }

  /** The id of the request, result code 0, no matched name, no text. */
  private static byte[] granted(byte[] request, int idEnd) {
    byte[] response = {BIND_RESPONSE, 7, 0x0a, 1, 0, 4, 0, 4, 0};
    byte[] message = new byte[2 + idEnd + response.length];
    message[0] = SEQUENCE;
    message[1] = (byte) (idEnd + response.length);
    System.arraycopy(request, 0, message, 2, idEnd);
    System.arraycopy(response, 0, message, 2 + idEnd, response.length);
    return message;
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
