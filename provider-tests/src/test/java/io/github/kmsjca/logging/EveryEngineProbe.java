package io.github.kmsjca.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.KmsReEncryption;
import io.github.kmsjca.failure.Await;
import io.github.kmsjca.spec.DataKeyParameterSpec;
import io.github.kmsjca.spec.KmsKeyGenParameterSpec;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.spec.KmsSecretKey;
import io.github.kmsjca.testkit.Report;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Uses every engine once, with something secret, in a JVM that logs all it can. */
final class EveryEngineProbe {
  static final String SECRET = "attack at dawn, by the eastern gate";

  /** An argument: KMS will not be called, so a generator waits for it in vain. */
  static final String REFUSED = "refused";

  private static final byte[] MESSAGE = SECRET.getBytes(UTF_8);
  private static final Provider PROVIDER =
      new KmsProvider().configure("callTimeout=60s;attemptTimeout=60s;import=true");

  private EveryEngineProbe() {}

  public static void main(String[] args) throws Exception {
    Report report = new Report();
    for (String name :
        List.of("AES/GCM/NoPadding", "AWSKMS/Envelope/NoPadding", "AWSKMS/Framed/NoPadding")) {
      report.check(name, () -> roundTrip(Cipher.getInstance(name, PROVIDER), key("symmetric")));
    }
    report.check(
        "AWSKMS", () -> roundTrip(Cipher.getInstance("AWSKMS", PROVIDER), key("symmetric")));
    report.check("wrap", EveryEngineProbe::wrap);
    report.check("data key", EveryEngineProbe::dataKey);
    for (String spec : List.of("RSA_2048", "ECC_NIST_P256")) {
      report.check("data key pair " + spec, () -> dataKeyPair(spec));
    }
    report.check("KMS key", EveryEngineProbe::kmsKey);
    report.check("ReEncrypt", EveryEngineProbe::reEncrypt);
    report.check("OAEP", () -> asymmetric("RSA/ECB/OAEPPadding", "rsa-2048-encryption"));
    report.check("SM2", () -> asymmetric("SM2", "sm2-encryption"));
    report.check("ECDH", EveryEngineProbe::agreement);
    report.check("Mac", EveryEngineProbe::mac);
    report.check("ECDSA", () -> sign("SHA256withECDSA", "ecc-nist-p256"));
    report.check("Ed25519", () -> sign("Ed25519", "ecc-nist-edwards25519"));
    if (!List.of(args).contains(REFUSED)) {
      report.check("SecureRandom", EveryEngineProbe::random);
    }
    report.check("import", EveryEngineProbe::importKey);
    if (PROVIDER.getService("KEM", "ML-KEM") != null) {
      report.check("KEM", EveryEngineProbe::kem);
    }
    report.done();
  }

  private static KeyStore store() throws Exception {
    KeyStore store = KeyStore.getInstance("AWSKMS", PROVIDER);
    store.load(null, null);
    return store;
  }

  private static Key key(String alias) throws Exception {
    return store().getKey(alias, null);
  }

  private static void roundTrip(Cipher cipher, Key key) throws Exception {
    cipher.init(Cipher.ENCRYPT_MODE, key);
    byte[] ciphertext = cipher.doFinal(MESSAGE);
    cipher.init(Cipher.DECRYPT_MODE, key);
    require(Arrays.equals(MESSAGE, cipher.doFinal(ciphertext)));
  }

  private static void wrap() throws Exception {
    Cipher cipher = Cipher.getInstance("AWSKMS", PROVIDER);
    cipher.init(Cipher.WRAP_MODE, key("symmetric"));
    byte[] wrapped = cipher.wrap(new SecretKeySpec(Arrays.copyOf(MESSAGE, 32), "AES"));
    cipher.init(Cipher.UNWRAP_MODE, key("symmetric"));
    require(cipher.unwrap(wrapped, "AES", Cipher.SECRET_KEY).getEncoded().length == 32);
  }

  private static void dataKey() throws Exception {
    KeyGenerator generator = KeyGenerator.getInstance("AES", PROVIDER);
    generator.init(DataKeyParameterSpec.builder((KmsSecretKey) key("symmetric")).build());
    require(generator.generateKey().getEncoded().length == 32);
  }

  private static void dataKeyPair(String spec) throws Exception {
    KeyPairGenerator generator =
        KeyPairGenerator.getInstance(spec.startsWith("RSA") ? "RSA" : "EC", PROVIDER);
    generator.initialize(
        DataKeyParameterSpec.builder((KmsSecretKey) key("symmetric")).keySpec(spec).build());
    require(generator.generateKeyPair().getPrivate().getEncoded().length > 0);
  }

  private static void kmsKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PROVIDER);
    generator.initialize(
        KmsKeyGenParameterSpec.builder().keySpec("ECC_NIST_P256").alias(alias("made")).build());
    require(generator.generateKeyPair().getPrivate() instanceof KmsPrivateKey);
  }

  private static void reEncrypt() throws Exception {
    Key key = key("symmetric");
    Cipher cipher = Cipher.getInstance("AWSKMS", PROVIDER);
    cipher.init(Cipher.ENCRYPT_MODE, key);
    KmsReEncryption again = KmsReEncryption.from((KmsSecretKey) key).to((KmsSecretKey) key);
    require(again.reEncrypt(cipher.doFinal(MESSAGE)).length > 0);
  }

  private static void asymmetric(String algorithm, String alias) throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) key(alias);
    Cipher encrypter = Cipher.getInstance(algorithm, PROVIDER);
    AlgorithmParameterSpec spec = algorithm.startsWith("RSA") ? key.oaepSpec() : null;
    encrypter.init(Cipher.ENCRYPT_MODE, key.publicKey(), spec);
    Cipher decrypter = Cipher.getInstance(algorithm, PROVIDER);
    decrypter.init(Cipher.DECRYPT_MODE, key, spec);
    require(Arrays.equals(MESSAGE, decrypter.doFinal(encrypter.doFinal(MESSAGE))));
  }

  private static void agreement() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "SunEC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH", PROVIDER);
    agreement.init(key("agreement"));
    agreement.doPhase(generator.generateKeyPair().getPublic(), true);
    require(agreement.generateSecret().length == 32);
  }

  private static void mac() throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256", PROVIDER);
    mac.init(key("hmac"));
    require(mac.doFinal(MESSAGE).length == 32);
  }

  private static void sign(String algorithm, String alias) throws Exception {
    Signature signature = Signature.getInstance(algorithm, PROVIDER);
    signature.initSign((PrivateKey) key(alias));
    signature.update(MESSAGE);
    require(signature.sign().length > 0);
  }

  /** Bytes of KMS come in the background. */
  private static void random() throws Exception {
    SecureRandom random = SecureRandom.getInstance("AWSKMS", PROVIDER);
    Await.until(
        () -> {
          random.nextInt();
          return !random.toString().endsWith("kms:0");
        });
  }

  private static void importKey() throws Exception {
    String alias = alias("imported");
    byte[] material = Arrays.copyOf(MESSAGE, 32);
    store().setKeyEntry(alias, new SecretKeySpec(material, "HmacSHA256"), null, null);
    require(key(alias) != null);
  }

  /** By reflection: tests are compiled for 17. */
  private static void kem() throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) key("kem");
    Class<?> type = Class.forName("javax.crypto.KEM");
    Object kem =
        type.getMethod("getInstance", String.class, Provider.class)
            .invoke(null, "ML-KEM", PROVIDER);
    Object sender =
        type.getMethod("newEncapsulator", java.security.PublicKey.class)
            .invoke(kem, key.publicKey());
    Object sent = sender.getClass().getMethod("encapsulate").invoke(sender);
    byte[] encapsulation = (byte[]) sent.getClass().getMethod("encapsulation").invoke(sent);
    Object receiver = type.getMethod("newDecapsulator", PrivateKey.class).invoke(kem, key);
    receiver.getClass().getMethod("decapsulate", byte[].class).invoke(receiver, encapsulation);
  }

  /** Of this JVM alone. */
  private static String alias(String kind) {
    return kind + "-" + ProcessHandle.current().pid();
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new IllegalStateException("another result than expected");
    }
  }
}
