package io.github.kmsjca.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.spec.DataKeyParameterSpec;
import io.github.kmsjca.spec.KmsKey;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.spec.KmsSecretKey;
import io.github.kmsjca.testkit.TestKms;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Secrets through every engine, with KMS well and with every kind of trouble: nothing that others
 * read has one. {@link WholeRun} does the same to all tests.
 */
@Isolated
class SecretsAuditTest {
  private static final byte[] SECRET = "attack at dawn, by the eastern gate".getBytes(UTF_8);
  private static final String CONTEXT = "patient Zwiebel, ward 7";
  private static final String TOKEN = "a grant token that nobody may see";

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  /** What an engine does with a key. */
  private interface Use {
    void run() throws Exception;
  }

  @Test
  void nothingIsTold() throws Exception {
    kms.create("hmac", "HMAC_256", "GENERATE_VERIFY_MAC");
    kms.create("agreement", "ECC_NIST_P256", "KEY_AGREEMENT");
    Provider provider = kms.provider("maxAttempts", "1", "verifySigned", "true");
    KeyStore store = TestKms.keyStore(provider);
    Audit audit = Audit.begin();
    Audit.Result result;
    try {
      everything(provider, store);
      for (Fault fault :
          List.of(
              Fault.throttle(),
              Fault.accessDenied(),
              Fault.error(400, "ValidationException", "what KMS says of the request"),
              Fault.cut(),
              Fault.html(403),
              Fault.wrongKeyId(),
              Fault.flipSignature())) {
        for (String operation :
            List.of("Sign", "Encrypt", "Decrypt", "GenerateDataKey", "GenerateMac")) {
          kms.local().faults().always(operation, fault);
        }
        everything(provider, store);
        kms.local().faults().clear();
      }
    } finally {
      kms.local().faults().clear();
      result = audit.end();
    }
    assertThat(result.found()).isEmpty();
    assertThat(result.secrets()).isGreaterThan(20);
    assertThat(result.logLines()).isGreaterThan(500);
    assertThat(result.beans()).isPositive();
    assertThat(result.events()).isGreaterThan(50);
    assertThat(result.exceptions()).isGreaterThan(50);
  }

  private static void everything(Provider provider, KeyStore store) throws Exception {
    KmsSecretKey symmetric =
        ((KmsSecretKey) store.getKey(TestKms.SYMMETRIC, null))
            .withEncryptionContext(Map.of("who", CONTEXT));
    KmsSecretKey granted = (KmsSecretKey) ((KmsKey) symmetric).withGrantTokens(TOKEN);
    for (String name : List.of("AES/GCM/NoPadding", "AWSKMS/Framed/NoPadding", "AWSKMS")) {
      attempt(() -> roundTrip(Cipher.getInstance(name, provider), granted));
    }
    attempt(
        () -> {
          KeyGenerator generator = KeyGenerator.getInstance("AES", provider);
          generator.init(DataKeyParameterSpec.builder(symmetric).build());
          generator.generateKey();
        });
    attempt(
        () -> {
          KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
          generator.initialize(
              DataKeyParameterSpec.builder(symmetric).keySpec("ECC_NIST_P256").build());
          generator.generateKeyPair();
        });
    attempt(
        () -> {
          KmsPrivateKey key = (KmsPrivateKey) store.getKey(TestKms.RSA_ENCRYPTION, null);
          Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", provider);
          cipher.init(Cipher.ENCRYPT_MODE, key.publicKey(), key.oaepSpec());
          byte[] ciphertext = cipher.doFinal(SECRET);
          Cipher decrypter = Cipher.getInstance("RSA/ECB/OAEPPadding", provider);
          decrypter.init(Cipher.DECRYPT_MODE, key, key.oaepSpec());
          decrypter.doFinal(ciphertext);
        });
    attempt(
        () -> {
          Mac mac = Mac.getInstance("HmacSHA256", provider);
          mac.init(store.getKey("hmac", null));
          mac.doFinal(SECRET);
        });
    attempt(
        () -> {
          KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "SunEC");
          generator.initialize(new ECGenParameterSpec("secp256r1"));
          KeyAgreement agreement = KeyAgreement.getInstance("ECDH", provider);
          agreement.init(store.getKey("agreement", null));
          agreement.doPhase(generator.generateKeyPair().getPublic(), true);
          agreement.generateSecret();
        });
    attempt(() -> sign("SHA256withECDSA", TestKms.key(provider, "ecc-nist-p256"), provider));
    attempt(() -> sign("Ed25519", TestKms.key(provider, "ecc-nist-edwards25519"), provider));
  }

  private static void sign(String algorithm, PrivateKey key, Provider provider) throws Exception {
    Signature signature = Signature.getInstance(algorithm, provider);
    signature.initSign(key);
    signature.update(SECRET);
    signature.sign();
  }

  private static void roundTrip(Cipher cipher, KmsSecretKey key) throws Exception {
    cipher.init(Cipher.ENCRYPT_MODE, key);
    byte[] ciphertext = cipher.doFinal(SECRET);
    cipher.init(Cipher.DECRYPT_MODE, key);
    cipher.doFinal(ciphertext);
    ciphertext[ciphertext.length - 1] ^= 1;
    cipher.init(Cipher.DECRYPT_MODE, key);
    cipher.doFinal(ciphertext);
  }

  /** It may fail: then there is the text of an exception. */
  private static void attempt(Use use) throws Exception {
    try {
      use.run();
    } catch (GeneralSecurityException | ProviderException e) {
      assertThat(e.toString()).isNotBlank();
    }
  }

  /** An audit that finds nothing has to be one that would find something. */
  @ParameterizedTest
  @ValueSource(strings = {"log", "trace", "exception", "base64", "hex", "cut off", "numbers"})
  void aSecretThatIsToldIsFound(String where) throws Exception {
    Provider provider = kms.provider();
    KeyStore store = TestKms.keyStore(provider);
    String text = new String(SECRET, UTF_8);
    Audit audit = Audit.begin();
    Audit.Result result;
    try {
      roundTripDirect(provider, (KmsSecretKey) store.getKey(TestKms.SYMMETRIC, null));
      System.Logger logger = System.getLogger("io.github.kmsjca");
      switch (where) {
        case "log" -> logger.log(Level.INFO, "signed {0}", text);
        case "trace" -> logger.log(Level.TRACE, "signed " + text);
        case "base64" -> logger.log(Level.DEBUG, Base64.getEncoder().encodeToString(SECRET));
        case "hex" -> logger.log(Level.DEBUG, HexFormat.of().formatHex(SECRET));
        case "cut off" -> logger.log(Level.DEBUG, "signed " + text.substring(0, 20));
        case "numbers" -> logger.log(Level.DEBUG, Arrays.toString(SECRET));
        default -> attempt(() -> refuse(text));
      }
    } finally {
      result = audit.end();
    }
    assertThat(result.found()).isNotEmpty();
    assertThat(String.join("", result.found())).doesNotContain("eastern gate");
  }

  private static void roundTripDirect(Provider provider, KmsSecretKey key) throws Exception {
    Cipher cipher = Cipher.getInstance("AWSKMS", provider);
    cipher.init(Cipher.ENCRYPT_MODE, key);
    assertThat(cipher.doFinal(SECRET)).isNotEqualTo(SECRET);
  }

  private static void refuse(String text) {
    throw new ProviderException("could not sign " + text);
  }
}
