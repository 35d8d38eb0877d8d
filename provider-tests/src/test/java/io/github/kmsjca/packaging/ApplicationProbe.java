package io.github.kmsjca.packaging;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.kem.Kem;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.Report;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.Security;
import java.security.Signature;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** An application that signs and encrypts; it knows nothing of how it was packaged. */
final class ApplicationProbe {
  /** Installs the provider itself, as it has to where {@code java.security} cannot see our jar. */
  static final String INSTALLS = "installs";

  private static final byte[] MESSAGE = "the message".getBytes(StandardCharsets.UTF_8);

  private ApplicationProbe() {}

  public static void main(String[] args) {
    Report report = new Report();
    if (Arrays.asList(args).contains(INSTALLS)) {
      report.check("installs the provider", KmsProvider::install);
    }
    useKms(report);
    report.done();
  }

  static void useKms(Report report) {
    Map<String, String> aliases = new LinkedHashMap<>();
    aliases.put("SHA256withRSA", "rsa-2048");
    aliases.put("SHA256withECDSA", "ecc-nist-p256");
    aliases.put("Ed25519", "ecc-nist-edwards25519");
    aliases.put("ML-DSA", "ml-dsa-65");
    aliases.forEach(
        (algorithm, alias) -> report.check("KMS signs " + algorithm, () -> sign(algorithm, alias)));
    report.check("KMS encrypts AES/GCM", ApplicationProbe::encrypt);
    report.check("KMS decapsulates ML-KEM", ApplicationProbe::decapsulate);
  }

  private static void sign(String algorithm, String alias) throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) key(alias);
    Signature signer = Signature.getInstance(algorithm);
    signer.initSign(key);
    signer.update(MESSAGE);
    byte[] signature = signer.sign();
    Signature verifier = Signature.getInstance(algorithm, "AWSKMS");
    verifier.initVerify(key.publicKey());
    verifier.update(MESSAGE);
    require(verifier.verify(signature), "the signature is wrong");
  }

  private static void encrypt() throws Exception {
    Key key = key("symmetric");
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, key);
    byte[] message = cipher.doFinal(MESSAGE);
    cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, cipher.getIV()));
    require(Arrays.equals(MESSAGE, cipher.doFinal(message)), "decrypted to something else");
  }

  private static void decapsulate() throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) key("ml-kem-768");
    Kem kem = Kem.getInstance("ML-KEM");
    Kem.Encapsulated made = kem.newEncapsulator(key.publicKey()).encapsulate();
    SecretKey secret = kem.newDecapsulator(key).decapsulate(made.encapsulation());
    require(secret.equals(made.key()), "the secrets differ");
  }

  private static Key key(String alias) throws Exception {
    require(Security.getProvider("AWSKMS") != null, "the provider is not registered");
    KeyStore keyStore = KeyStore.getInstance("AWSKMS");
    keyStore.load(null, null);
    return keyStore.getKey(alias, null);
  }

  /** JUnit is not where this runs. */
  static void require(boolean condition, String otherwise) throws GeneralSecurityException {
    if (!condition) {
      throw new GeneralSecurityException(otherwise);
    }
  }
}
