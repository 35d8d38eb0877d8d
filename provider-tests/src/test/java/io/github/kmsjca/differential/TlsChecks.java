package io.github.kmsjca.differential;

import io.github.kmsjca.testkit.EngineHandshake;
import io.github.kmsjca.testkit.Handshake;
import io.github.kmsjca.testkit.TlsTerms;
import java.io.ByteArrayInputStream;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyStoreBuilderParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** TLS between two peers that have software keys. */
final class TlsChecks {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final Outcomes outcomes;
  private final Material material;

  TlsChecks(Outcomes outcomes, Material material) {
    this.outcomes = outcomes;
    this.material = material;
  }

  void run() {
    for (SignedBy signedBy : SignedBy.values()) {
      outcomes.of("TLS trust in " + signedBy, () -> trusted(signedBy));
      for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
        outcomes.of(
            protocol + " signed by " + signedBy,
            () -> session(context(signedBy), TlsTerms.of(protocol)));
      }
    }
    for (String suite :
        List.of(
            "TLS_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA")) {
      outcomes.of(
          "TLSv1.2 by " + suite, () -> session(context(SignedBy.RSA), TlsTerms.ofSuite(suite)));
    }
    outcomes.of(
        "TLS by default",
        () -> SSLContext.getDefault().getDefaultSSLParameters().getCipherSuites());
    outcomes.of(
        "TLS protocols by default",
        () -> SSLContext.getDefault().getDefaultSSLParameters().getProtocols());
  }

  private KeyStore store(SignedBy signedBy) throws Exception {
    KeyStore keyStore = KeyStore.getInstance("PKCS12");
    keyStore.load(null, null);
    Certificate[] chain = {
      certificate(signedBy + Documents.LEAF), certificate(signedBy + Documents.AUTHORITY)
    };
    keyStore.setKeyEntry("key", material.privateKey(signedBy.kind()), PASSWORD, chain);
    keyStore.setCertificateEntry("ca", chain[1]);
    return keyStore;
  }

  private Certificate certificate(String name) throws Exception {
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(material.bytes(name)));
  }

  private TrustManagerFactory trust(SignedBy signedBy) throws Exception {
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store(signedBy));
    return trust;
  }

  private Object trusted(SignedBy signedBy) throws Exception {
    X509Certificate leaf = (X509Certificate) certificate(signedBy + Documents.LEAF);
    X509TrustManager manager = (X509TrustManager) trust(signedBy).getTrustManagers()[0];
    return Act.done(() -> manager.checkServerTrusted(new X509Certificate[] {leaf}, "ECDHE_ECDSA"));
  }

  private SSLContext context(SignedBy signedBy) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(
        new KeyStoreBuilderParameters(
            KeyStore.Builder.newInstance(
                store(signedBy), new KeyStore.PasswordProtection(PASSWORD))));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust(signedBy).getTrustManagers(), null);
    return context;
  }

  private static Object session(SSLContext context, TlsTerms terms) throws Exception {
    Handshake.Outcome outcome = EngineHandshake.run(context, context, terms);
    SSLSession session = outcome.client().established();
    return List.of(session.getProtocol(), session.getCipherSuite());
  }
}
