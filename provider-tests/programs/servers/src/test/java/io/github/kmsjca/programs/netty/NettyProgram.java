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
final class NettyProgram {
  private static final long SECONDS = 60;

  private NettyProgram() {}

  /**
   * Arguments: the engine, what it gets ({@code KEY} or {@code MANAGERS}), the file of the CA, and
   * key stores of one entry each, which both sides have.
   */
  public static void main(String[] args) throws Exception {
    SslProvider engine = SslProvider.valueOf(args[0]);
    boolean managers = args[1].equals("MANAGERS");
    File ca = new File(args[2]);
    Report report = new Report();
    if (engine == SslProvider.OPENSSL) {
      OpenSsl.ensureAvailability();
    }
    for (String file : Arrays.asList(args).subList(3, args.length)) {
      KeyStore keys = KeyStoreText.load(Path.of(file));
      String alias = keys.aliases().nextElement();
      SslContextBuilder server =
          managers
              ? SslContextBuilder.forServer(managers(keys))
              : SslContextBuilder.forServer(key(keys, alias), chain(keys, alias));
      SslContextBuilder client =
          managers
              ? SslContextBuilder.forClient().keyManager(managers(keys))
              : SslContextBuilder.forClient().keyManager(key(keys, alias), chain(keys, alias));
      report.check(
          alias,
          () ->
              handshake(
                  server
                      .sslProvider(engine)
                      .trustManager(ca)
                      .clientAuth(ClientAuth.REQUIRE)
                      .build(),
                  client.sslProvider(engine).trustManager(ca).build(),
                  alias));
    }
    report.done();
  }

  private static void handshake(SslContext server, SslContext client, String alias)
      throws Exception {
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
      assertEquals("CN=" + alias, peer(channel.pipeline().first()));
      assertEquals("CN=" + alias, peer(accepted.poll(SECONDS, TimeUnit.SECONDS)));
    } finally {
      loops.shutdownGracefully(0, SECONDS, TimeUnit.SECONDS).sync();
    }
  }

  private static String peer(ChannelHandler handler) throws Exception {
    SslHandler tls = (SslHandler) handler;
    tls.handshakeFuture().get(SECONDS, TimeUnit.SECONDS);
    return tls.engine().getSession().getPeerPrincipal().getName();
  }

  private static PrivateKey key(KeyStore keys, String alias) throws Exception {
    return (PrivateKey) keys.getKey(alias, null);
  }

  private static KeyManagerFactory managers(KeyStore keys) throws Exception {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, new char[0]);
    return managers;
  }

  private static X509Certificate[] chain(KeyStore keys, String alias) throws Exception {
    return Arrays.copyOf(
        keys.getCertificateChain(alias),
        keys.getCertificateChain(alias).length,
        X509Certificate[].class);
  }
}
