package io.github.kmsjca.awssdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.KmsReEncryption;
import io.github.kmsjca.kem.Kem;
import io.github.kmsjca.spec.DataKeyParameterSpec;
import io.github.kmsjca.spec.KeyPermissions;
import io.github.kmsjca.spec.KmsKeyGenParameterSpec;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.spec.KmsSecretKey;
import io.github.kmsjca.testkit.Report;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.UnrecoverableKeyException;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Collections;
import java.util.jar.JarFile;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * All that the provider asks of the AWS SDK, by way of JCA, with the SDK that is on the class path.
 * Arguments: an endpoint where nobody listens; what is wanted of ML-KEM and of the dry run of
 * Decrypt, {@code works} or what the refusal says; and the classes that cannot be linked.
 */
final class SdkProbe {
  private static final byte[] MESSAGE = "a message".getBytes(UTF_8);

  /** All JVMs of a test have one KMS. */
  private static final String SUFFIX = "-" + ProcessHandle.current().pid();

  private final KmsProvider provider = (KmsProvider) KmsProvider.install();
  private final KeyStore keys;

  private SdkProbe() throws Exception {
    keys = KeyStore.getInstance("AWSKMS");
    keys.load(null, null);
  }

  public static void main(String[] args) throws Exception {
    SdkProbe probe = new SdkProbe();
    Report report = new Report();
    report.check("signs with RSA", () -> probe.sign("SHA256withRSA", "rsa-2048"));
    report.check("signs with EC", () -> probe.sign("SHA256withECDSA", "ecc-nist-p256"));
    report.check("signs with ML-DSA", () -> probe.sign("ML-DSA-44", "ml-dsa-44"));
    report.check("makes a MAC", probe::mac);
    report.check("encrypts messages", () -> probe.encrypt("AES/GCM/NoPadding"));
    report.check("encrypts in KMS", () -> probe.encrypt("AWSKMS"));
    report.check("decrypts RSA", probe::decryptRsa);
    report.check("agrees", probe::agree);
    report.check("re-encrypts", probe::reEncrypt);
    report.check("gives data key pairs", probe::dataKeyPair);
    report.check("gives random numbers", () -> SecureRandom.getInstance("AWSKMS").nextInt());
    report.check("makes, names and lists keys", probe::make);
    report.check("imports keys", SdkProbe::importKey);
    report.check("reads tags and rotation", SdkProbe::attributes);
    report.check("KMS refuses", probe::refused);
    report.check("KMS cannot be reached", () -> unreachable(args[0]));
    report.check("ML-KEM: " + args[1], () -> expect(args[1], probe::decapsulate));
    report.check("dry run of Decrypt: " + args[2], () -> expect(args[2], probe::dryRunOfDecrypt));
    report.check("links but for " + args[3], () -> links(args[3]));
    report.done();
  }

  private static void require(boolean condition, Object actual) {
    if (!condition) {
      throw new AssertionError(String.valueOf(actual));
    }
  }

  static void requireTexts(Throwable e, String... texts) {
    for (String text : texts) {
      if (!String.valueOf(e.getMessage()).contains(text)) {
        throw new AssertionError("'" + text + "' is not in the message", e);
      }
    }
  }

  private static void expect(String wanted, Report.Check check) throws Exception {
    try {
      check.run();
    } catch (Exception e) {
      requireTexts(e, wanted);
      return;
    }
    require(wanted.equals("works"), "nothing thrown");
  }

  private void sign(String algorithm, String alias) throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) keys.getKey(alias, null);
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(MESSAGE);
    byte[] signed = signature.sign();
    Signature verifier = Signature.getInstance(algorithm, provider);
    verifier.initVerify(key.publicKey());
    verifier.update(MESSAGE);
    require(verifier.verify(signed), "a wrong signature");
  }

  private void mac() throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(keys.getKey("hmac", null));
    require(mac.doFinal(MESSAGE).length == 32, mac);
  }

  private void encrypt(String transformation) throws Exception {
    Cipher cipher = Cipher.getInstance(transformation);
    cipher.init(Cipher.ENCRYPT_MODE, symmetric());
    byte[] ciphertext = cipher.doFinal(MESSAGE);
    // Another instance has no data key at hand.
    KmsProvider another = KmsProvider.builder().build();
    KeyStore others = KeyStore.getInstance("AWSKMS", another);
    others.load(null, null);
    Cipher decipher = Cipher.getInstance(transformation, another);
    decipher.init(Cipher.DECRYPT_MODE, others.getKey("symmetric", null));
    require(Arrays.equals(decipher.doFinal(ciphertext), MESSAGE), "another plaintext");
  }

  private KmsSecretKey symmetric() throws Exception {
    return (KmsSecretKey) keys.getKey("symmetric", null);
  }

  private void decryptRsa() throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) keys.getKey("rsa-2048-encryption", null);
    String transformation = "RSA/ECB/OAEPWithSHA-256AndMGF1Padding";
    Cipher cipher = Cipher.getInstance(transformation);
    cipher.init(Cipher.ENCRYPT_MODE, key.publicKey(), key.oaepSpec());
    byte[] ciphertext = cipher.doFinal(MESSAGE);
    Cipher decipher = Cipher.getInstance(transformation, provider);
    decipher.init(Cipher.DECRYPT_MODE, key, key.oaepSpec());
    require(Arrays.equals(decipher.doFinal(ciphertext), MESSAGE), "another plaintext");
  }

  private void agree() throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) keys.getKey("agreement", null);
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "SunEC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair peer = generator.generateKeyPair();
    KeyAgreement here = KeyAgreement.getInstance("ECDH");
    here.init(peer.getPrivate());
    here.doPhase(key.publicKey(), true);
    KeyAgreement kms = KeyAgreement.getInstance("ECDH");
    kms.init(key);
    kms.doPhase(peer.getPublic(), true);
    require(Arrays.equals(here.generateSecret(), kms.generateSecret()), "another secret");
  }

  private void reEncrypt() throws Exception {
    Cipher cipher = Cipher.getInstance("AWSKMS");
    cipher.init(Cipher.ENCRYPT_MODE, symmetric());
    byte[] ciphertext = cipher.doFinal(MESSAGE);
    byte[] moved = KmsReEncryption.from(symmetric()).to(symmetric()).reEncrypt(ciphertext);
    cipher.init(Cipher.DECRYPT_MODE, symmetric());
    require(Arrays.equals(cipher.doFinal(moved), MESSAGE), "another plaintext");
  }

  private void dataKeyPair() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
    generator.initialize(
        DataKeyParameterSpec.builder(symmetric()).keySpec("ECC_NIST_P256").build());
    require(generator.generateKeyPair().getPrivate().getEncoded() != null, "no data key");
  }

  private void make() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
    generator.initialize(
        KmsKeyGenParameterSpec.builder().alias("made" + SUFFIX).keySpec("ECC_NIST_P256").build());
    generator.generateKeyPair();
    keys.load(null, null);
    require(Collections.list(keys.aliases()).contains("made" + SUFFIX), "not listed");
  }

  private static void importKey() throws Exception {
    KeyStore importing =
        KeyStore.getInstance("AWSKMS", KmsProvider.builder().set("import", "true").build());
    importing.load(null, null);
    importing.setKeyEntry("imported" + SUFFIX, new SecretKeySpec(new byte[32], "AES"), null, null);
    require(importing.getKey("imported" + SUFFIX, null) != null, "not imported");
  }

  private static void attributes() throws Exception {
    KeyStore told =
        KeyStore.getInstance("AWSKMS", KmsProvider.builder().set("metadata", "true").build());
    told.load(null, null);
    String attributes = told.getEntry("symmetric", null).getAttributes().toString();
    require(attributes.contains("rotationEnabled"), attributes);
  }

  private void refused() throws Exception {
    try {
      sign("SHA256withECDSA", "disabled");
    } catch (GeneralSecurityException e) {
      requireTexts(e, "KMS Sign with key arn:", "failed: the key is disabled (DisabledException");
      return;
    }
    throw new AssertionError("a disabled key signed");
  }

  private static void unreachable(String endpoint) throws Exception {
    KeyStore far =
        KeyStore.getInstance(
            "AWSKMS",
            KmsProvider.builder().set("endpoint", endpoint).set("maxAttempts", "2").build());
    far.load(null, null);
    try {
      far.getKey("rsa-2048", null);
    } catch (UnrecoverableKeyException e) {
      requireTexts(e, "KMS GetPublicKey with key alias/rsa-2048", "KMS could not be reached");
      return;
    }
    throw new AssertionError("a key from nowhere");
  }

  private void decapsulate() throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) keys.getKey("kem", null);
    Kem kem = Kem.getInstance("ML-KEM", provider);
    Kem.Encapsulated made = kem.newEncapsulator(key.publicKey()).encapsulate();
    require(
        kem.newDecapsulator(key).decapsulate(made.encapsulation()).equals(made.key()),
        "another secret");
  }

  private void dryRunOfDecrypt() throws Exception {
    KeyPermissions permissions = provider.check("symmetric");
    for (KeyPermissions.Operation operation : permissions.keys().get(0).operations()) {
      boolean isLate = operation.name().equals("Decrypt") || operation.name().equals("ReEncrypt");
      if (operation.verdict() != KeyPermissions.Verdict.ALLOWED) {
        require(isLate, permissions);
        throw new UnsupportedOperationException(operation.reason());
      }
    }
    require(permissions.keys().get(0).operations().size() == 5, permissions);
  }

  /** Nothing of the SDK is named anywhere but what it has, or what is loaded only where needed. */
  private static void links(String but) throws Exception {
    URI jar = KmsProvider.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    try (JarFile provider = new JarFile(Path.of(jar).toFile())) {
      String incomplete = String.join(",", Linkage.incomplete(provider));
      require(incomplete.equals(but), incomplete);
    }
  }
}
