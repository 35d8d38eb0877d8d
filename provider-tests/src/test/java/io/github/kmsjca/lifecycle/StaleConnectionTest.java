package io.github.kmsjca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.testkit.TestKms;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A connection that the other end closed while nobody used it costs no caller a failure. */
class StaleConnectionTest {
  @RegisterExtension static final TestKms kms = TestKms.start();

  @Test
  void isNotUsed() throws Exception {
    try (Relay relay = new Relay(kms.endpoint().getPort());
        KmsProvider provider =
            (KmsProvider)
                kms.provider("endpoint", "http://127.0.0.1:" + relay.listening.getLocalPort())) {
      PrivateKey key = TestKms.key(provider, "ecc-nist-p256");
      relay.closeConnections();
      kms.local().calls().clear();
      Signature signature = Signature.getInstance("SHA256withECDSA", provider);
      signature.initSign(key);
      assertThat(signature.sign()).isNotEmpty();
      assertThat(kms.local().calls().count("Sign")).isEqualTo(1);
    }
  }

  /** Something between us and KMS that closes connections when it likes. */
  private static final class Relay implements AutoCloseable {
    private final ServerSocket listening;
    private final int target;
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    Relay(int target) throws IOException {
      this.target = target;
      this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      start(this::accept);
    }

    private void accept() throws IOException {
      while (true) {
        Socket client = listening.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(client);
        open.add(server);
        start(() -> client.getInputStream().transferTo(server.getOutputStream()));
        start(() -> server.getInputStream().transferTo(client.getOutputStream()));
      }
    }

    void closeConnections() throws IOException {
      for (Socket socket : open) {
        socket.close();
      }
    }

    @Override
    public void close() throws IOException {
      listening.close();
      closeConnections();
    }

    /** Something that ends with its socket. */
    private interface Work {
      void run() throws IOException;
    }

    private static void start(Work work) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  work.run();
                } catch (IOException e) {
                  // its socket is closed
                }
              });
      thread.setDaemon(true);
      thread.start();
    }
  }
}
