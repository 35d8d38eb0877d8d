package io.github.kmsjca.programs.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kmsjca.testkit.KeyStoreText;
import io.github.kmsjca.testkit.Report;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.File;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;

/** A server and a client on Netty that give it a private key and its chain, and know each other. */
public final class NettyProgram {
  private static final long SECONDS = 60;
  private static final File CA = new File("ca.pem");

  private NettyProgram() {}

  /**
   * Arguments: for each case the engine, what it gets ({@code KEY} or {@code MANAGERS}), and a
   * keystore file, which both sides have.
   */
  public static void main(String[] args) throws Exception {
    OpenSsl.ensureAvailability();
    Report report = new Report();
    for (int i = 0; i < args.length; i += 3) {
      SslProvider engine = SslProvider.valueOf(args[i]);
      boolean managers = args[i + 1].equals("MANAGERS");
      Path file = Path.of(args[i + 2]);
      report.check(
          args[i] + " " + args[i + 1] + " " + file,
          () -> {
            KeyStore keys = KeyStoreText.load(file);
            SslContextBuilder server =
                managers
                    ? SslContextBuilder.forServer(managers(keys))
                    : SslContextBuilder.forServer(key(keys), chain(keys));
            SslContextBuilder client = SslContextBuilder.forClient();
            client =
                managers
                    ? client.keyManager(managers(keys))
                    : client.keyManager(key(keys), chain(keys));
            handshake(
                server.sslProvider(engine).trustManager(CA).clientAuth(ClientAuth.REQUIRE).build(),
                client.sslProvider(engine).trustManager(CA).build());
          });
    }
    report.done();
  }

  private static void handshake(SslContext server, SslContext client) throws Exception {
    BlockingQueue<SslHandler> accepted = new LinkedBlockingQueue<>();
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    try {
      Channel listener =
          new ServerBootstrap()
              .group(loops)
              .channel(NioServerSocketChannel.class)
              .childHandler(
                  new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                      SslHandler handler = server.newHandler(channel.alloc());
                      channel.pipeline().addLast(handler);
                      accepted.add(handler);
                    }
                  })
              .bind("localhost", 0)
              .sync()
              .channel();
      int port = ((InetSocketAddress) listener.localAddress()).getPort();
      Channel channel =
          new Bootstrap()
              .group(loops)
              .channel(NioSocketChannel.class)
              .handler(
                  new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel made) {
                      made.pipeline().addLast(client.newHandler(made.alloc(), "localhost", port));
                    }
                  })
              .connect("localhost", port)
              .sync()
              .channel();
      assertEquals("CN=localhost", peer(channel.pipeline().first()));
      assertEquals("CN=localhost", peer(accepted.poll(SECONDS, TimeUnit.SECONDS)));
    } finally {
      loops.shutdownGracefully(0, SECONDS, TimeUnit.SECONDS).sync();
    }
  }

  private static String peer(ChannelHandler handler) throws Exception {
    SslHandler tls = (SslHandler) handler;
    tls.handshakeFuture().get(SECONDS, TimeUnit.SECONDS);
    return tls.engine().getSession().getPeerPrincipal().getName();
  }

  private static PrivateKey key(KeyStore keys) throws Exception {
    return (PrivateKey) keys.getKey("web", null);
  }

  private static KeyManagerFactory managers(KeyStore keys) throws Exception {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, new char[0]);
    return managers;
  }

  private static X509Certificate[] chain(KeyStore keys) throws Exception {
    return Arrays.stream(keys.getCertificateChain("web")).toArray(X509Certificate[]::new);
  }
}
