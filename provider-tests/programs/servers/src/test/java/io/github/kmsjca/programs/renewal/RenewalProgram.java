package io.github.kmsjca.programs.renewal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.kmsjca.programs.Load;
import io.github.kmsjca.programs.Renewal;
import io.github.kmsjca.programs.netty.NettyServer;
import io.github.kmsjca.programs.undertow.UndertowServer;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Servers whose keystore file is replaced while they have visitors. Those with key managers of the
 * type {@code PKIX} have the file of the setting {@code certificates}; the others have {@code
 * own.kms}, and are told.
 */
public final class RenewalProgram {
  private static final Path CA = Path.of("ca.pem");
  private static final Path OWN = Path.of("own.kms");

  private RenewalProgram() {}

  /**
   * Arguments: the file of the setting, the file that replaces it, and two for {@code own.kms}, one
   * after the other.
   */
  public static void main(String[] args) throws Exception {
    byThemselves(Path.of(args[0]), Path.of(args[1]));
    undertow(Path.of(args[2]));
    netty(Path.of(args[3]));
  }

  private static void byThemselves(Path file, Path next) throws Exception {
    KeyStore keys = KeyStore.getInstance("AWSKMS");
    keys.load(null, null);
    KeyManagerFactory managers = managers("PKIX", keys);
    SslContext tls = SslContextBuilder.forServer(managers).sslProvider(SslProvider.JDK).build();
    ExecutorService threads = Executors.newCachedThreadPool();
    HttpsServer own = ownServer(context(managers), threads);
    try (NettyServer netty = new NettyServer(() -> tls);
        Load ownLoad = Load.on(own.getAddress().getPort(), CA);
        Load nettyLoad = Load.on(netty.port(), CA)) {
      Renewal.Replacement replacement = Renewal.replace(file, next);
      Renewal.KEY_MANAGERS.assertSeen(ownLoad, replacement);
      Renewal.NETTY.assertSeen(nettyLoad, replacement);
    } finally {
      own.stop(0);
      threads.shutdown();
    }
  }

  private static void undertow(Path next) throws Exception {
    try (UndertowServer server = new UndertowServer(ownContext());
        Load load = Load.on(server.port(), CA)) {
      Renewal.UNDERTOW.renew(load, OWN, next, () -> server.setTls(ownContext()));
    }
  }

  private static void netty(Path next) throws Exception {
    AtomicReference<SslContext> tls = new AtomicReference<>(nettyContext());
    try (NettyServer server = new NettyServer(tls::get);
        Load load = Load.on(server.port(), CA)) {
      Renewal.NETTY_OPENSSL.renew(load, OWN, next, () -> tls.set(nettyContext()));
    }
  }

  private static HttpsServer ownServer(SSLContext context, ExecutorService threads)
      throws IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          byte[] answer = "hello".getBytes(US_ASCII);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static KeyStore ownKeys() throws GeneralSecurityException, IOException {
    return KeyStore.getInstance(OWN.toFile(), new char[0]);
  }

  private static SSLContext ownContext() throws GeneralSecurityException, IOException {
    return context(managers("SunX509", ownKeys()));
  }

  private static KeyManagerFactory managers(String algorithm, KeyStore keys)
      throws GeneralSecurityException {
    KeyManagerFactory managers = KeyManagerFactory.getInstance(algorithm);
    managers.init(keys, new char[0]);
    return managers;
  }

  private static SSLContext context(KeyManagerFactory managers) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static SslContext nettyContext() throws GeneralSecurityException, IOException {
    KeyStore keys = ownKeys();
    X509Certificate[] chain =
        Arrays.stream(keys.getCertificateChain("web")).toArray(X509Certificate[]::new);
    return SslContextBuilder.forServer((PrivateKey) keys.getKey("web", null), chain)
        .sslProvider(SslProvider.OPENSSL)
        .build();
  }
}
