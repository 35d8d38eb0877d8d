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
 * An embedded Tomcat with HTTPS connectors, set up by what are the attributes of {@code
 * server.xml}, and a client that tells whose certificate it sees.
 */
final class TomcatProgram {
  private static final int TIMEOUT_MILLIS = 60_000;

  private TomcatProgram() {}

  /**
   * Arguments: the base folder, the trust store, and for each connector its folder, the algorithm
   * of its key managers, and an alias; these two may be empty. In the folder are {@code app.kms},
   * and {@code next.kms} to replace it.
   */
  public static void main(String[] args) throws Exception {
    KeyStore trust = KeyStore.getInstance("PKCS12");
    try (InputStream in = new FileInputStream(args[1])) {
      trust.load(in, TestCa.PASSWORD.toCharArray());
    }
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(args[0]);
    for (int i = 2; i < args.length; i += 3) {
      tomcat.getService().addConnector(connector(keyStore(args[i]), args[i + 1], args[i + 2]));
    }
    tomcat.start();
    try {
      Connector[] connectors = tomcat.getService().findConnectors();
      for (int i = 0; i < connectors.length; i++) {
        look(args[2 + 3 * i], connectors[i], trust);
      }
    } finally {
      tomcat.stop();
      tomcat.destroy();
    }
  }

  private static Path keyStore(String folder) {
    return Path.of(folder, "app.kms");
  }

  private static Connector connector(Path keyStore, String algorithm, String alias) {
    SSLHostConfig host = new SSLHostConfig();
    SSLHostConfigCertificate certificate =
        new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
    certificate.setCertificateKeystoreFile(keyStore.toString());
    certificate.setCertificateKeystoreType("AWSKMS");
    if (!algorithm.isEmpty()) {
      host.setKeyManagerAlgorithm(algorithm);
    }
    if (!alias.isEmpty()) {
      certificate.setCertificateKeyAlias(alias);
    }
    host.addCertificate(certificate);
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setProperty("address", "localhost");
    connector.setScheme("https");
    connector.setSecure(true);
    connector.setThrowOnFailure(true);
    connector.setProperty("SSLEnabled", "true");
    connector.addSslHostConfig(host);
    return connector;
  }

  /** After the start, after the file was replaced, and after a reload. */
  private static void look(String folder, Connector connector, KeyStore trust) throws Exception {
    String name = Path.of(folder).getFileName().toString();
    int port = connector.getLocalPort();
    System.out.println(name + " started: " + peer(trust, port));
    Files.move(Path.of(folder, "next.kms"), keyStore(folder), StandardCopyOption.REPLACE_EXISTING);
    System.out.println(name + " replaced: " + peer(trust, port));
    ((AbstractHttp11Protocol<?>) connector.getProtocolHandler()).reloadSslHostConfigs();
    System.out.println(name + " reloaded: " + peer(trust, port));
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
