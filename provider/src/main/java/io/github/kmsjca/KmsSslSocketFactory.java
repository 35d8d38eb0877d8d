package io.github.kmsjca;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Comparator;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS connections whose client certificate is that of a keystore file, and its key in KMS: for
 * programs that take the name of an {@link SSLSocketFactory}, such as PostgreSQL's JDBC driver,
 * JNDI's LDAP provider and Jakarta Mail. Unlike the system properties of the default {@code
 * SSLContext} it is no matter of the whole JVM, so each connection can have a key of its own:
 *
 * <pre>{@code
 * jdbc:postgresql://db/shop?sslmode=verify-full
 *     &sslfactory=io.github.kmsjca.KmsSslSocketFactory&sslfactoryarg=/etc/shop/app.kms
 * }</pre>
 *
 * <p>The argument is
 *
 * <ul>
 *   <li>the path of a keystore file,
 *   <li>or settings, {@code key=value;key=value}, as {@link KmsProvider#configure} takes them. Of
 *       these {@code certificates} is the keystore file. Others are those of the provider instance
 *       that the key belongs to: {@code name=Archive;region=eu-central-1;certificates=app.kms}.
 * </ul>
 *
 * The instance (named {@code AWSKMS} unless the settings have a {@code name}) is the registered
 * one, and must then have these settings; if there is none, it is registered, behind all others.
 *
 * <p>Servers are trusted as the JVM's default trust managers do. With the setting {@code trust} the
 * trust anchors of the file replace them; a file that then has none is refused. As with every
 * factory, whether the server's name fits its certificate is for the program to check.
 *
 * <p>A factory costs nothing: all with one argument, up to a hundred arguments, share one {@code
 * SSLContext}, made with the first socket and without a KMS call. The first handshake that wants a
 * client certificate asks for the public key; each full one costs one Sign. New connections see a
 * changed file, trust anchors as well, after at most 10 seconds. Thread-safe.
 */
public final class KmsSslSocketFactory extends SSLSocketFactory implements Comparator<String> {
  private final String argument;

  /** With the keystore file of the setting {@code certificates} of the provider {@code AWSKMS}. */
  public KmsSslSocketFactory() {
    this(null);
  }

  /**
   * With a keystore file, or settings. Mistakes show with the first socket.
   *
   * @param argument a path, or {@code key=value;key=value}; null or blank for what the provider
   *     {@code AWSKMS} is set to
   */
  @SuppressWarnings("exports") // a null annotation, which callers need not have
  public KmsSslSocketFactory(@Nullable String argument) {
    this.argument = argument == null ? "" : argument.strip();
  }

  /**
   * What JNDI's LDAP provider ({@code java.naming.ldap.factory.socket}) and Jakarta Mail ({@code
   * mail.smtp.ssl.socketFactory.class}) call on the class that they are given.
   *
   * @return a factory without an argument
   */
  public static SocketFactory getDefault() {
    return new KmsSslSocketFactory();
  }

  /**
   * Compares names of classes: JNDI pools LDAP connections only of a factory that does.
   *
   * @param left the name of a class
   * @param right that of another
   * @return as {@link String#compareTo}
   */
  @Override
  public int compare(String left, String right) {
    return left.compareTo(right);
  }

  private SSLContext context() throws IOException {
    return ClientTls.context(argument);
  }

  private SSLSocketFactory sockets() throws IOException {
    return context().getSocketFactory();
  }

  /**
   * The platform's.
   *
   * @throws IllegalStateException if the argument is not valid
   */
  @Override
  public String[] getDefaultCipherSuites() {
    return suites(false);
  }

  /**
   * The platform's.
   *
   * @throws IllegalStateException if the argument is not valid
   */
  @Override
  public String[] getSupportedCipherSuites() {
    return suites(true);
  }

  private String[] suites(boolean supported) {
    try {
      SSLContext context = context();
      return (supported ? context.getSupportedSSLParameters() : context.getDefaultSSLParameters())
          .getCipherSuites();
    } catch (IOException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  @Override
  public Socket createSocket() throws IOException {
    return sockets().createSocket();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return sockets().createSocket(host, port);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return sockets().createSocket(host, port, localHost, localPort);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return sockets().createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return sockets().createSocket(host, port, localHost, localPort);
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    return sockets().createSocket(socket, host, port, autoClose);
  }

  @Override
  public Socket createSocket(Socket socket, InputStream consumed, boolean autoClose)
      throws IOException {
    return sockets().createSocket(socket, consumed, autoClose);
  }
}
