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
import io.github.kmsjca.localkms.internal.http.Cors;
import io.github.kmsjca.localkms.internal.http.HttpOptions;
import io.github.kmsjca.localkms.internal.http.KmsHttpServer;
import io.github.kmsjca.localkms.internal.operation.Consistency;
import io.github.kmsjca.localkms.internal.operation.Environment;
import io.github.kmsjca.localkms.internal.policy.Identities;
import io.github.kmsjca.localkms.internal.seed.Seeding;
import io.github.kmsjca.localkms.internal.sigv4.Credential;
import io.github.kmsjca.localkms.internal.sigv4.SignatureCheck;
import io.github.kmsjca.localkms.internal.state.Store;
import io.github.kmsjca.localkms.internal.tls.Identity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The running parts of a local KMS, put together.
 *
 * @param identity null for plain HTTP
 * @param admin null without an admin endpoint, as is its server
 */
record Engine(
    Watch watch,
    AttestationIssuer attestations,
    KmsClock clock,
    @Nullable Identity identity,
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
    KmsClock clock = new KmsClock(settings.clock);
    Environment environment = environment(settings, clock, randomness, materials, holdings);
    Store store = holdings.store();
    new Gardener(settings, accepted.get(0).account())
        .plant(new Seeding(store, materials, randomness, clock.instant()));
    Identities identities = settings.principals.identities(accepted);
    Dispatcher direct =
        new Dispatcher(
            store, environment.with(new Consistency(Duration.ZERO)), Identities.ADMINISTRATORS);
    Watch watch = new Watch(settings);
    Identity identity =
        settings.tls == null
            ? null
            : settings.tls.identity(settings.host, address, randomness.generator());
    KmsHttpServer server =
        new KmsHttpServer(
            httpOptions(settings, address, identity),
            new SignatureCheck(accepted, settings.clock, clock.withZone(ZoneOffset.UTC)),
            new Dispatcher(store, environment, identities),
            watch,
            settings.clock,
            randomness,
            version());
    server.start();
    AttestationIssuer attestations =
        new AttestationIssuer(environment.attestations(), environment.clock());
    DirectCalls calls = new DirectCalls(direct, accepted.get(0));
    Integer adminPort = settings.adminPort;
    if (adminPort == null) {
      return new Engine(
          watch,
          attestations,
          clock,
          identity,
          calls,
          server,
          server.endpoint(),
          null,
          null,
          holdings);
    }
    String token = randomness.hex(TOKEN_BYTES);
    AdminServer adminServer = new AdminServer(adminPort, token, new Steering(watch, clock));
    try {
      adminServer.start();
    } catch (IOException e) {
      server.close();
      throw new IOException("The admin endpoint can not listen on port " + adminPort, e);
    }
    Admin admin = new Admin(adminServer.endpoint(), token);
    return new Engine(
        watch,
        attestations,
        clock,
        identity,
        calls,
        server,
        server.endpoint(),
        adminServer,
        admin,
        holdings);
  }

  @Override
  public void close() {
    server.close();
    if (adminServer != null) {
      adminServer.close();
    }
    holdings.close();
  }

  private static HttpOptions httpOptions(
      Settings settings, InetAddress address, @Nullable Identity identity) {
    return new HttpOptions(
        address,
        settings.port,
        identity == null ? null : identity.context(),
        settings.maxConnections,
        settings.idle,
        settings.read,
        new Cors(settings.origins));
  }

  /** As the manifest of the jar says. */
  private static String version() {
    String version = LocalKms.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }

  private static Environment environment(
      Settings settings,
      KmsClock clock,
      Randomness randomness,
      MaterialFactory materials,
      Holdings holdings) {
    return new Environment(
        clock.withZone(ZoneOffset.UTC),
        new Consistency(settings.consistencyDelay),
        randomness,
        materials,
        new Signatures(randomness),
        new Encryption(randomness),
        new Encapsulations(randomness),
        new ImportTokens(randomness, holdings.importTokens()),
        new Attestations(randomness),
        clock.instant(),
        settings.publicKeyWhileDisabled);
  }
}
