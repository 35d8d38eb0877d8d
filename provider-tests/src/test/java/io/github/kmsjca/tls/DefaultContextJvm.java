package io.github.kmsjca.tls;

import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.KeyStoreText;
import io.github.kmsjca.testkit.KmsIdentities;
import io.github.kmsjca.testkit.MutualHttps;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TestCa;
import io.github.kmsjca.testkit.TestKms;
import io.github.kmsjca.testkit.TlsPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/**
 * Everything around a {@link DefaultContextProbe}: a KMS key with a certificate, the files that
 * name it, and a server of software keys that wants to see it.
 */
final class DefaultContextJvm implements AutoCloseable {
  private static final String NAME = "web";

  private final KmsIdentities identities = new KmsIdentities();
  private final Path dir;
  private final Path keyStore;
  private final Path trustStore;
  private final MutualHttps https;

  DefaultContextJvm(Path dir) throws GeneralSecurityException, IOException {
    this.dir = dir;
    TestCa ca = identities.ca();
    this.keyStore =
        new KeyStoreText()
            .key(NAME, identities.createCertified(NAME, "ECC_NIST_P256"))
            .trusted("ca", ca.certificate())
            .write(dir.resolve("keystore.awskms"));
    this.trustStore = ca.writeTrustStore(dir.resolve("trust.p12"));
    this.https =
        MutualHttps.start(TlsPeer.of(ca.softwareIdentity("server"), "PKIX", ca).newContext());
  }

  KmsIdentities identities() {
    return identities;
  }

  TestKms kms() {
    return identities.kms();
  }

  Path keyStore() {
    return keyStore;
  }

  /** A JVM with the provider in java.security, and a trust store; nothing of keys yet. */
  ForkedJvm jvm(ProviderPlace place) throws IOException {
    Path security = dir.resolve(place + ".security");
    Files.writeString(security, place.securityProperties());
    return new ForkedJvm(DefaultContextProbe.class)
        .property("java.security.properties", security)
        .property("javax.net.ssl.keyStoreType", "AWSKMS");
  }

  /** Whom to trust, the classic way. */
  ForkedJvm trust(ForkedJvm jvm) {
    return jvm.property("javax.net.ssl.trustStore", trustStore)
        .property("javax.net.ssl.trustStoreType", "PKCS12")
        .property("javax.net.ssl.trustStorePassword", TestCa.PASSWORD);
  }

  /** Runs it against the server, with a clean call log. */
  ForkedJvm.Result run(ForkedJvm jvm) throws IOException, InterruptedException {
    kms().local().calls().clear();
    return jvm.run(https.uri().toString(), "CN=" + NAME);
  }

  @Override
  public void close() {
    https.close();
    identities.close();
  }
}
