package io.github.kmsjca.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.spec.KmsKey;
import io.github.kmsjca.testkit.Report;
import java.lang.reflect.Constructor;
import java.security.InvalidParameterException;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.security.Security;
import java.security.cert.X509Certificate;

/**
 * With {@code generate=kms}, behind the platform: what {@code keytool -genkeypair} does with its
 * own classes; and what there is if a property puts us in front after all.
 */
final class PlainUseProbe {
  private static final String TOOLS = "sun.security.tools.keytool.CertAndKeyGen";
  private static final String NAMES = "sun.security.x509.X500Name";

  private PlainUseProbe() {}

  public static void main(String[] args) {
    Security.addProvider(new KmsProvider());
    Report report = new Report();
    if (args[0].equals("preferred")) {
      report.check("preferred is in front", PlainUseProbe::preferred);
    } else {
      bySize(report, "RSA", 2048, "RSA_2048");
      bySize(report, "RSA", 3072, "RSA_3072");
      bySize(report, "EC", 256, "ECC_NIST_P256");
      bySize(report, "EC", 384, "ECC_NIST_P384");
      bySize(report, "Ed25519", 255, "ECC_NIST_EDWARDS25519");
      bySize(report, "EdDSA", 255, "ECC_NIST_EDWARDS25519");
      byGroup(report, "EC", "secp521r1", "ECC_NIST_P521");
      byGroup(report, "EdDSA", "Ed25519", "ECC_NIST_EDWARDS25519");
    }
    report.done();
  }

  private static Object tool(String algorithm) throws ReflectiveOperationException {
    Constructor<?> constructor =
        Class.forName(TOOLS).getConstructor(String.class, String.class, String.class);
    return constructor.newInstance(algorithm, null, "AWSKMS");
  }

  private static void bySize(Report report, String algorithm, int size, String spec) {
    report.check(
        "keytool -keyalg " + algorithm + " -keysize " + size,
        () -> {
          Object tool = tool(algorithm);
          tool.getClass().getMethod("generate", int.class).invoke(tool, size);
          assertMade(tool, spec);
        });
  }

  private static void byGroup(Report report, String algorithm, String group, String spec) {
    report.check(
        "keytool -keyalg " + algorithm + " -groupname " + group,
        () -> {
          Object tool = tool(algorithm);
          tool.getClass().getMethod("generate", String.class).invoke(tool, group);
          assertMade(tool, spec);
        });
  }

  private static void assertMade(Object tool, String spec) throws Exception {
    Key key = (Key) tool.getClass().getMethod("getPrivateKey").invoke(tool);
    assertEquals(spec, ((KmsKey) key).keySpec());
    Class<?> names = Class.forName(NAMES);
    X509Certificate certificate =
        (X509Certificate)
            tool.getClass()
                .getMethod("getSelfCertificate", names, long.class)
                .invoke(tool, names.getConstructor(String.class).newInstance("CN=web"), 3600L);
    certificate.verify(certificate.getPublicKey());
  }

  private static void preferred() throws Exception {
    KeyPairGenerator named = KeyPairGenerator.getInstance("RSA", "AWSKMS");
    InvalidParameterException e =
        assertThrows(InvalidParameterException.class, () -> named.initialize(2048));
    assertTrue(e.getMessage().contains("before SunRsaSign"), e.getMessage());
    KeyPairGenerator unnamed = KeyPairGenerator.getInstance("RSA");
    unnamed.initialize(2048);
    assertFalse(unnamed.generateKeyPair().getPrivate() instanceof KmsKey);
  }
}
