package io.github.kmsjca.programs.tomcat;

import io.github.kmsjca.testkit.TestCa;
import java.io.FileInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/**
 * An embedded Tomcat with an HTTPS connector, set up by what are the attributes of {@code
 * server.xml}, and a client that tells whose certificate it sees.
 */
final class TomcatProgram {
  private static final int TIMEOUT_MILLIS = 60_000;

  private TomcatProgram() {}

  /**
   * Arguments: the base folder, the trust store, the key store, what the key store is replaced by,
   * and then perhaps the algorithm of the key managers, and an alias.
   */
  public static void main(String[] args) throws Exception {
    Path keyStore = Path.of(args[2]);
    SSLHostConfig host = new SSLHostConfig();
    SSLHostConfigCertificate certificate =
        new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
    certificate.setCertificateKeystoreFile(keyStore.toString());
    certificate.setCertificateKeystoreType("AWSKMS");
    if (args.length > 4) {
      host.setKeyManagerAlgorithm(args[4]);
    }
    if (args.length > 5) {
      certificate.setCertificateKeyAlias(args[5]);
    }
    host.addCertificate(certificate);
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(args[0]);
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setScheme("https");
    connector.setSecure(true);
    connector.setThrowOnFailure(true);
    connector.setProperty("SSLEnabled", "true");
    connector.addSslHostConfig(host);
    tomcat.getService().addConnector(connector);
    tomcat.start();
    try {
      KeyStore trust = KeyStore.getInstance("PKCS12");
      try (InputStream in = new FileInputStream(args[1])) {
        trust.load(in, TestCa.PASSWORD.toCharArray());
      }
      int port = connector.getLocalPort();
      System.out.println("started: " + peer(trust, port));
      Files.move(Path.of(args[3]), keyStore, StandardCopyOption.REPLACE_EXISTING);
      System.out.println("replaced: " + peer(trust, port));
      ((AbstractHttp11Protocol<?>) connector.getProtocolHandler()).reloadSslHostConfigs();
      System.out.println("reloaded: " + peer(trust, port));
    } finally {
      tomcat.stop();
      tomcat.destroy();
    }
  }

  /** By a full handshake: a new context remembers no session. */
  private static String peer(KeyStore trust, int port) throws Exception {
    TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
    managers.init(trust);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("localhost", port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.startHandshake();
      X509Certificate leaf = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return leaf.getSubjectX500Principal().getName();
    } catch (SSLException e) {
      return e.getMessage();
    }
  }
}
