package io.github.kmsjca.testkit;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** One side of TLS: who it is and whom it trusts. Keeps its key managers, as a server does. */
public final class TlsPeer {
  private final KeyManagerFactory keys;
  private final TrustManagerFactory trust;

  private TlsPeer(KeyManagerFactory keys, TrustManagerFactory trust) {
    this.keys = keys;
    this.trust = trust;
  }

  /**
   * A peer.
   *
   * @param keyManagers {@code SunX509}, which reads the KeyStore once, or {@code PKIX}, which reads
   *     it for every handshake
   */
  public static TlsPeer of(KeyStore keyStore, String keyManagers, TestCa ca)
      throws GeneralSecurityException, IOException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(keyManagers);
    keys.init(keyStore, TestCa.PASSWORD.toCharArray());
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(ca.trustStore());
    return new TlsPeer(keys, trust);
  }

  /** A new context remembers no session, so its first handshake with anyone is a full one. */
  public SSLContext newContext() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
