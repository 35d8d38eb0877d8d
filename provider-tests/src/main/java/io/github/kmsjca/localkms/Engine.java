package io.github.kmsjca.localkms;

import io.github.kmsjca.localkms.internal.admin.AdminServer;
import io.github.kmsjca.localkms.internal.crypto.Encapsulations;
import io.github.kmsjca.localkms.internal.crypto.Encryption;
import io.github.kmsjca.localkms.internal.crypto.ImportTokens;
import io.github.kmsjca.localkms.internal.crypto.MaterialFactory;
import io.github.kmsjca.localkms.internal.crypto.Randomness;
import io.github.kmsjca.localkms.internal.crypto.Signatures;
import io.github.kmsjca.localkms.internal.crypto.attestation.Attestations;
import io.github.kmsjca.localkms.internal.dispatch.Dispatcher;
import io.github.kmsjca.localkms.internal.http.KmsHttpServer;
import io.github.kmsjca.localkms.internal.operation.Consistency;
import io.github.kmsjca.localkms.internal.operation.Environment;
import io.github.kmsjca.localkms.internal.policy.Identities;
import io.github.kmsjca.localkms.internal.seed.Seeding;
import io.github.kmsjca.localkms.internal.sigv4.Credential;
import io.github.kmsjca.localkms.internal.sigv4.SignatureCheck;
import io.github.kmsjca.localkms.internal.state.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The running parts of a local KMS, put together.
 *
 * @param admin null without an admin endpoint, as is its server
 */
record Engine(
    Watch watch,
    AttestationIssuer attestations,
    DirectCalls direct,
    KmsHttpServer server,
    URI endpoint,
    @Nullable AdminServer adminServer,
    @Nullable Admin admin,
    Holdings holdings)
    implements AutoCloseable {
  private static final int TOKEN_BYTES = 32;

  static Engine start(Settings settings) throws IOException {
    InetAddress address = InetAddress.getByName(settings.host);
    List<Credential> accepted = settings.credentials.acceptedOn(address);
    Randomness randomness = new Randomness();
    KeyMaterial pairs = settings.material;
    MaterialFactory materials =
        new MaterialFactory(
            spec -> pairs.generate(spec.name()), randomness, pairs instanceof RandomMaterial);
    Holdings holdings = Holdings.open(settings, materials);
    try {
      return start(settings, address, accepted, randomness, materials, holdings);
    } catch (IOException | RuntimeException e) {
      holdings.close();
      throw e;
    }
  }

  private static Engine start(
      Settings settings,
      InetAddress address,
      List<Credential> accepted,
      Randomness randomness,
      MaterialFactory materials,
      Holdings holdings)
      throws IOException {
    Environment environment = environment(settings, randomness, materials, holdings);
    Store store = holdings.store();
    new Gardener(settings, accepted.get(0).account())
        .plant(new Seeding(store, materials, randomness, settings.clock.instant()));
    Identities identities = settings.principals.identities(accepted);
    Dispatcher direct =
        new Dispatcher(store, environment.with(new Consistency(Duration.ZERO)), identities);
    Watch watch = new Watch(settings.callLogSize);
    KmsHttpServer server =
        new KmsHttpServer(
            address,
            settings.port,
            new SignatureCheck(accepted, settings.clock),
            new Dispatcher(store, environment, identities),
            watch,
            settings.clock,
            randomness);
    server.start();
    AttestationIssuer attestations =
        new AttestationIssuer(environment.attestations(), settings.clock);
    DirectCalls calls = new DirectCalls(direct, accepted.get(0));
    Integer adminPort = settings.adminPort;
    if (adminPort == null) {
      return new Engine(
          watch, attestations, calls, server, server.endpoint(), null, null, holdings);
    }
    String token = randomness.hex(TOKEN_BYTES);
    AdminServer adminServer = new AdminServer(adminPort, token, new Steering(watch));
    try {
      adminServer.start();
    } catch (IOException e) {
      server.close();
      throw new IOException("The admin endpoint can not listen on port " + adminPort, e);
    }
    Admin admin = new Admin(adminServer.endpoint(), token);
    return new Engine(
        watch, attestations, calls, server, server.endpoint(), adminServer, admin, holdings);
  }

  @Override
  public void close() {
    server.close();
    if (adminServer != null) {
      adminServer.close();
    }
    holdings.close();
  }

  private static Environment environment(
      Settings settings, Randomness randomness, MaterialFactory materials, Holdings holdings) {
    return new Environment(
        settings.clock,
        new Consistency(settings.consistencyDelay),
        randomness,
        materials,
        new Signatures(randomness),
        new Encryption(randomness),
        new Encapsulations(randomness),
        new ImportTokens(randomness, holdings.importTokens()),
        new Attestations(randomness),
        settings.clock.instant());
  }
}
