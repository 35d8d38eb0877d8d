package io.github.kmsjca.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.testkit.TestCa;
import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import java.security.KeyStore;
import java.security.Security;
import java.util.Collections;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** A program without any key of KMS, in a JVM whose KeyStores are of our default type. */
final class DefaultTypeProbe {
  private static final char[] PASSWORD = TestCa.PASSWORD.toCharArray();

  private DefaultTypeProbe() {}

  /** Arguments: a PKCS12 file and a JKS file. */
  public static void main(String[] args) {
    File pkcs12 = new File(args[0]);
    File jks = new File(args[1]);
    Report report = new Report();
    report.check(
        "the default type", () -> assertEquals("AWSKMS-PKCS12", KeyStore.getDefaultType()));
    report.check("getInstance(File), PKCS12", () -> assertFound("PKCS12", pkcs12));
    report.check("getInstance(File), JKS", () -> assertFound("JKS", jks));
    report.check("load, PKCS12", () -> assertEquals(1, load(pkcs12).size()));
    if (Boolean.parseBoolean(Security.getProperty("keystore.type.compat"))) {
      report.check("load, JKS", () -> assertEquals(1, load(jks).size()));
      report.check("the JDK's own trust store", DefaultTypeProbe::cacerts); // is JKS on some
    } else {
      report.check("no JKS", () -> assertThrows(Exception.class, () -> load(jks)));
    }
    report.check(
        "KeyStore.Builder",
        () ->
            assertEquals(
                0,
                KeyStore.Builder.newInstance(
                        KeyStore.getDefaultType(), null, new KeyStore.PasswordProtection(PASSWORD))
                    .getKeyStore()
                    .size()));
    report.done();
  }

  private static KeyStore load(File file) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    assertEquals("AWSKMS", store.getProvider().getName());
    try (InputStream in = new FileInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private static void assertFound(String type, File file) throws Exception {
    KeyStore store = KeyStore.getInstance(file, PASSWORD);
    assertEquals(type, store.getType());
    assertNotEquals("AWSKMS", store.getProvider().getName());
    assertEquals(1, store.size());
  }

  /** TLS of a client that says nothing of trust: as many authorities as the file has. */
  private static void cacerts() throws Exception {
    File file = new File(System.getProperty("java.home"), "lib/security/cacerts");
    KeyStore cacerts = KeyStore.getInstance("PKCS12", "SUN");
    try (InputStream in = new FileInputStream(file)) {
      cacerts.load(in, null);
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init((KeyStore) null);
    int trusted = ((X509TrustManager) managers.getTrustManagers()[0]).getAcceptedIssuers().length;
    assertTrue(trusted > 0);
    assertEquals(Collections.list(cacerts.aliases()).size(), trusted);
  }
}
