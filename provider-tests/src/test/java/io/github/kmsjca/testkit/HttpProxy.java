package io.github.kmsjca.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTTP proxy with a network of its own behind it: only the hosts that it was told of exist
 * there. It tunnels (CONNECT), forwards plain requests, and may ask for a user and password.
 */
public final class HttpProxy implements AutoCloseable {
  private static final Pattern CONNECT = Pattern.compile("CONNECT (\\S+):(\\d+) HTTP/1.1");
  private static final Pattern PLAIN = Pattern.compile("(\\S+) http://([^/: ]+)(:\\d+)?(\\S*) .*");
  private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");

  private final ServerSocket server;
  private final String scheme;
  private final String credentials;
  private final Map<String, URI> hosts = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private HttpProxy(ServerSocket server, String scheme, String credentials) {
    this.server = server;
    this.scheme = scheme;
    this.credentials = credentials;
    Wire.serve(server, this::talk);
  }

  /** One for everybody. */
  public static HttpProxy start() throws IOException {
    return new HttpProxy(plain(), "http", "");
  }

  /** One for whoever knows these. */
  public static HttpProxy start(String user, String password) throws IOException {
    return new HttpProxy(plain(), "http", user + ":" + password);
  }

  /** One that is itself spoken to by TLS. */
  public static HttpProxy overTls(TestCa ca) throws GeneralSecurityException, IOException {
    return new HttpProxy(TlsFront.serverSocket(ca, "localhost"), "https", "");
  }

  private static ServerSocket plain() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  /** Puts a host into its network. */
  public HttpProxy host(String name, URI address) {
    hosts.put(name, address);
    return this;
  }

  private void talk(Socket visitor) throws IOException {
    while (true) {
      String head = Wire.head(visitor.getInputStream());
      if (head.isEmpty()) {
        return;
      }
      String line = head.lines().findFirst().orElseThrow();
      if (!isPermitted(head)) {
        requests.add("407 " + line.replace(" HTTP/1.1", ""));
        visitor.getInputStream().skipNBytes(length(head));
        answer(
            visitor, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"");
        continue;
      }
      requests.add(line.replace(" HTTP/1.1", ""));
      Matcher connect = CONNECT.matcher(line);
      Matcher plain = PLAIN.matcher(line);
      URI address =
          connect.matches()
              ? hosts.get(connect.group(1))
              : plain.matches() ? hosts.get(plain.group(2)) : null;
      if (address == null) {
        answer(visitor, "502 Bad Gateway");
        continue;
      }
      try (Socket target = Wire.to(address)) {
        if (connect.matches()) {
          visitor.getOutputStream().write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(ISO_8859_1));
          Wire.join(visitor, target);
        } else {
          forward(head.replace(line, plain.replaceFirst("$1 $4 HTTP/1.1")), visitor, target);
        }
        return;
      }
    }
  }

  private boolean isPermitted(String head) {
    String expected = "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    return credentials.isEmpty()
        || head.lines().anyMatch(("Proxy-Authorization: " + expected)::equalsIgnoreCase);
  }

  private static void answer(Socket visitor, String status) throws IOException {
    visitor
        .getOutputStream()
        .write(("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n").getBytes(ISO_8859_1));
  }

  private static void forward(String head, Socket visitor, Socket target) throws IOException {
    copy(head, visitor.getInputStream(), target.getOutputStream());
    String answer = Wire.head(target.getInputStream());
    copy(
        answer.replaceFirst("\r\n", "\r\nConnection: close\r\n"),
        target.getInputStream(),
        visitor.getOutputStream());
  }

  private static void copy(String head, InputStream in, OutputStream out) throws IOException {
    out.write(head.getBytes(ISO_8859_1));
    out.write(in.readNBytes(length(head)));
    out.flush();
  }

  private static int length(String head) {
    Matcher length = LENGTH.matcher(head);
    return length.find() ? Integer.parseInt(length.group(1)) : 0;
  }

  public int port() {
    return server.getLocalPort();
  }

  public URI url() {
    return URI.create(scheme + "://localhost:" + port());
  }

  /** With user and password. */
  public String url(String userInfo) {
    return scheme + "://" + userInfo + "@localhost:" + port();
  }

  /** What it was asked for since the last time, with 407 before what it refused for that. */
  public List<String> takeRequests() {
    List<String> taken = List.copyOf(requests);
    requests.clear();
    return taken;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
