package io.github.kmsjca.testkit;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;

/**
 * A local KMS, a certificate authority, and what an administrator does with both before there can
 * be TLS. Uses the plain SDK, not us.
 */
public final class KmsIdentities implements AutoCloseable {
  private final TestKms kms = TestKms.hidingDisabledKeys();
  private final KmsClient admin = kms.sdk();
  private final TestCa ca = new TestCa();

  public TestKms kms() {
    return kms;
  }

  public TestCa ca() {
    return ca;
  }

  /** A new key with an alias, and a certificate of that common name. */
  public List<X509Certificate> createCertified(String alias, String spec)
      throws GeneralSecurityException {
    kms.create(alias, spec, "SIGN_VERIFY");
    return certify(alias, alias);
  }

  /** The chain for a KMS key; the key's name is an alias without its prefix. */
  public List<X509Certificate> certify(String commonName, String alias)
      throws GeneralSecurityException {
    return ca.issue(commonName, publicKey(alias));
  }

  /** The public key as KMS has it, decoded by the platform. */
  public PublicKey publicKey(String alias) throws GeneralSecurityException {
    GetPublicKeyResponse key = admin.getPublicKey(r -> r.keyId("alias/" + alias));
    String spec = key.keySpecAsString();
    boolean rsa = spec.startsWith("RSA_");
    String algorithm = rsa ? "RSA" : spec.equals("ECC_NIST_EDWARDS25519") ? "EdDSA" : "EC";
    return KeyFactory.getInstance(algorithm, rsa ? "SunRsaSign" : "SunEC")
        .generatePublic(new X509EncodedKeySpec(key.publicKey().asByteArray()));
  }

  /** From now on KMS refuses a key, by its alias. */
  public void disable(String alias) {
    String key = keyId(alias);
    admin.disableKey(r -> r.keyId(key));
  }

  /** Does something while KMS refuses a key, by its alias. */
  public void whileDisabled(String alias, Action action) throws Exception {
    disable(alias);
    try {
      action.run();
    } finally {
      String key = keyId(alias);
      admin.enableKey(r -> r.keyId(key));
    }
  }

  private String keyId(String alias) {
    return admin.describeKey(r -> r.keyId("alias/" + alias)).keyMetadata().keyId();
  }

  public KmsClient admin() {
    return admin;
  }

  @Override
  public void close() {
    admin.close();
    kms.close();
  }
}
