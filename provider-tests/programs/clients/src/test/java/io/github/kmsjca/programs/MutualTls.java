package io.github.kmsjca.programs;

import io.github.kmsjca.testkit.TestCa;
import io.github.kmsjca.testkit.TlsPeer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** What both sides of mutual TLS have in the JVM of {@link LibraryHost}. */
public final class MutualTls {
  private MutualTls() {}

  /** The keys of a keystore file, as "In code" in the documentation has them. */
  public static KeyManagerFactory managers(Path app) throws GeneralSecurityException, IOException {
    KeyStore keys = KeyStore.getInstance(app.toFile(), new char[0]);
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, new char[0]);
    return managers;
  }

  /** The authority that all certificates are from. */
  public static TrustManagerFactory anchors() throws GeneralSecurityException, IOException {
    TrustManagerFactory anchors = TrustManagerFactory.getInstance("PKIX");
    anchors.init(ca().trustStore());
    return anchors;
  }

  /** A side whose key is a software one. */
  public static SSLContext software() throws GeneralSecurityException, IOException {
    return TlsPeer.of(ca().softwareIdentity("software"), "PKIX", ca()).newContext();
  }

  private static TestCa ca() {
    return LibraryHost.identities().ca();
  }
}
