package io.github.kmsjca.benchmarks.tls;

import com.sun.management.OperatingSystemMXBean;
import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.benchmarks.environment.KmsEnvironment;
import io.github.kmsjca.benchmarks.environment.LocalKmsProcess;
import io.github.kmsjca.benchmarks.latency.Latencies;
import io.github.kmsjca.localkms.LocalKms;
import io.github.kmsjca.spec.KmsPrivateKey;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * A server whose key is in KMS and one whose key is in a file, by turns, with the same clients: TLS
 * 1.3, P-256, provider first. Clients and servers share this JVM, and the machine with the local
 * KMS: what the cores are busy with limits all of it, and the table says so.
 *
 * @param turn how long each turn is
 * @param turns how many each has for each line
 * @param latencies of KMS
 * @param clients how many at the same time
 */
public record TlsTrial(Duration turn, int turns, List<Duration> latencies, List<Integer> clients) {

  private static final OperatingSystemMXBean MACHINE =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** Runs it. */
  public TlsTable run() throws Exception {
    System.setProperty("aws.accessKeyId", LocalKms.ACCESS_KEY_ID);
    System.setProperty("aws.secretAccessKey", LocalKms.SECRET_ACCESS_KEY);
    try (LocalKmsProcess kms = LocalKmsProcess.start();
        KmsProvider provider =
            KmsProvider.builder()
                .set("endpoint", kms.endpoint().toString())
                .set("region", LocalKmsProcess.REGION)
                .build()) {
      // Its Signature must be found by who names no provider, and so JSSE does.
      Security.insertProviderAt(provider, 1);
      return with(kms, provider);
    }
  }

  private TlsTable with(LocalKmsProcess kms, Provider provider) throws Exception {
    Authority authority = new Authority();
    try (EchoServer ours = new EchoServer(ofKms(authority, kms, provider));
        EchoServer peer = new EchoServer(authority.serverOfFile(Authority.pair("EC", 256)))) {
      Trial trial = new Trial(kms, authority.client(), ours, peer);
      List<TlsTable.Row> rows = new ArrayList<>();
      trial.row(Duration.ZERO, 8, false); // does not count: no code is compiled yet
      for (boolean resuming : new boolean[] {false, true}) {
        for (Duration latency : latencies) {
          kms.latency(latency);
          for (int count : clients) {
            rows.add(trial.row(latency, count, resuming));
          }
        }
      }
      return new TlsTable(turn, turns, rows);
    }
  }

  /** By a keystore file, as programs have it. */
  private static SSLContext ofKms(Authority authority, LocalKmsProcess kms, Provider provider)
      throws Exception {
    String arn = kms.createKey("ECC_NIST_P256");
    KmsPrivateKey key = KmsEnvironment.key(provider, arn);
    X509Certificate certificate = authority.issue(key.publicKey());
    String encoded = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
    KeyStore store = KeyStore.getInstance("AWSKMS", provider);
    String file =
        """
        # AWSKMS keystore 1

        alias: server
        key: %s
        -----BEGIN CERTIFICATE-----
        %s
        -----END CERTIFICATE-----
        """
            .formatted(arn, encoded);
    store.load(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), null);
    return Authority.server(store, new char[0]);
  }

  /** The two servers, and who asks them. */
  private final class Trial {
    private final LocalKmsProcess kms;
    private final SSLContext context;
    private final EchoServer ours;
    private final EchoServer peer;

    Trial(LocalKmsProcess kms, SSLContext context, EchoServer ours, EchoServer peer) {
      this.kms = kms;
      this.context = context;
      this.ours = ours;
      this.peer = peer;
    }

    TlsTable.Row row(Duration latency, int count, boolean resuming) throws Exception {
      Clients asking = new Clients(context, count, resuming);
      // These do not count: they have no session to resume, and meet another load's traces.
      asking.run(ours.port(), turn.dividedBy(2));
      asking.run(peer.port(), turn.dividedBy(2));
      List<Served> byOurs = new ArrayList<>();
      List<Served> byPeer = new ArrayList<>();
      for (int i = 0; i < turns; i++) {
        byOurs.add(served(asking, ours));
        byPeer.add(served(asking, peer));
      }
      check(resuming, Served.all(byOurs), Served.all(byPeer));
      return new TlsTable.Row(latency, count, resuming, byOurs, byPeer);
    }

    /** That it was measured what the table says. */
    private void check(boolean resuming, Served byOurs, Served byPeer) {
      double signs = byOurs.signsEach();
      boolean isAsSaid = resuming ? signs < 0.1 : signs > 0.99;
      if (!isAsSaid || byPeer.signs() > 0) {
        throw new IllegalStateException(
            (resuming ? "resumed" : "full") + ": " + byOurs + " beside " + byPeer);
      }
    }

    private Served served(Clients asking, EchoServer server) throws Exception {
      long signsBefore = kms.calls("Sign");
      MACHINE.getCpuLoad(); // the next one is of the time since this one
      long begin = System.nanoTime();
      Latencies latencies = asking.run(server.port(), turn);
      double seconds = (System.nanoTime() - begin) / 1e9;
      double busy = MACHINE.getCpuLoad();
      return new Served(latencies, seconds, kms.calls("Sign") - signsBefore, busy);
    }
  }
}
