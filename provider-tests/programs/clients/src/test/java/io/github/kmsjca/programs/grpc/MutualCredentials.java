package io.github.kmsjca.programs.grpc;

import io.grpc.ChannelCredentials;
import io.grpc.ServerCredentials;
import io.grpc.TlsChannelCredentials;
import io.grpc.TlsServerCredentials;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/** The same for each implementation of gRPC's transport. */
record MutualCredentials(ServerCredentials server, ChannelCredentials client) {
  static MutualCredentials of(KeyManagerFactory managers, TrustManagerFactory anchors) {
    // guide: tls-libraries.md
    ServerCredentials server =
        TlsServerCredentials.newBuilder()
            .keyManager(managers.getKeyManagers())
            .trustManager(anchors.getTrustManagers())
            .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE)
            .build();
    ChannelCredentials client =
        TlsChannelCredentials.newBuilder()
            .keyManager(managers.getKeyManagers())
            .trustManager(anchors.getTrustManagers())
            .build();
    // end of guide
    return new MutualCredentials(server, client);
  }
}
