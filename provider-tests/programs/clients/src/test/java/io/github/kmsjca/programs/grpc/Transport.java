package io.github.kmsjca.programs.grpc;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.okhttp.OkHttpServerBuilder;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * The implementations, by name: a program has one of them on its class path, where {@code
 * Grpc.newServerBuilderForPort} and {@code Grpc.newChannelBuilder} find it.
 */
enum Transport {
  NETTY {
    @Override
    ServerBuilder<?> server(MutualCredentials credentials) {
      return NettyServerBuilder.forAddress(loopback(), credentials.server());
    }

    @Override
    ManagedChannelBuilder<?> client(int port, MutualCredentials credentials) {
      return NettyChannelBuilder.forAddress("localhost", port, credentials.client());
    }
  },
  OK_HTTP {
    @Override
    ServerBuilder<?> server(MutualCredentials credentials) {
      return OkHttpServerBuilder.forPort(loopback(), credentials.server());
    }

    @Override
    ManagedChannelBuilder<?> client(int port, MutualCredentials credentials) {
      return OkHttpChannelBuilder.forAddress("localhost", port, credentials.client());
    }
  },
  NETTY_SHADED {
    @Override
    ServerBuilder<?> server(MutualCredentials credentials) {
      return io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder.forAddress(
          loopback(), credentials.server());
    }

    @Override
    ManagedChannelBuilder<?> client(int port, MutualCredentials credentials) {
      return io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder.forAddress(
          "localhost", port, credentials.client());
    }
  };

  private static final int SECONDS = 60;

  private static SocketAddress loopback() {
    return new InetSocketAddress("localhost", 0);
  }

  abstract ServerBuilder<?> server(MutualCredentials credentials);

  abstract ManagedChannelBuilder<?> client(int port, MutualCredentials credentials);

  /** One connection; answers whom the server took the client for. */
  String call(MutualCredentials ofServer, MutualCredentials ofClient) throws Exception {
    Server server = server(ofServer).addService(Echo.service()).build().start();
    ManagedChannel channel = client(server.getPort(), ofClient).build();
    try {
      return Echo.call(channel);
    } finally {
      channel.shutdownNow().awaitTermination(SECONDS, TimeUnit.SECONDS);
      server.shutdownNow().awaitTermination(SECONDS, TimeUnit.SECONDS);
    }
  }
}
