package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.EncapsulateResponse;
import software.amazon.awssdk.services.kms.model.EncapsulationAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** Encapsulate and Decapsulate. */
final class EncapsulationTest extends KmsTest {

  private String kemKey(KeySpec spec) {
    return key(spec, KeyUsageType.ENCAPSULATE_DECAPSULATE);
  }

  private EncapsulateResponse encapsulate(String key) {
    return kms.encapsulate(
        r -> r.keyId(key).encapsulationAlgorithm(EncapsulationAlgorithmSpec.ML_KEM));
  }

  private SdkBytes decapsulate(String key, byte[] ciphertext) {
    return kms.decapsulate(
            r ->
                r.keyId(key)
                    .encapsulationAlgorithm(EncapsulationAlgorithmSpec.ML_KEM)
                    .sharedSecretCiphertextBlob(SdkBytes.fromByteArray(ciphertext)))
        .sharedSecret();
  }

  @ParameterizedTest
  @CsvSource({"ML_KEM_512, 768, 800", "ML_KEM_768, 1088, 1184", "ML_KEM_1024, 1568, 1568"})
  void theSecretComesBack(KeySpec spec, int length, int publicKeyLength) throws Exception {
    String key = kemKey(spec);
    EncapsulateResponse made = encapsulate(key);
    assertThat(made.keyId()).isEqualTo(key);
    assertThat(made.sharedSecret().asByteArray()).hasSize(32);
    byte[] ciphertext = made.sharedSecretCiphertextBlob().asByteArray();
    assertThat(ciphertext).hasSize(length);
    assertThat(decapsulate(key, ciphertext)).isEqualTo(made.sharedSecret());

    GetPublicKeyResponse publicKey = kms.getPublicKey(r -> r.keyId(key));
    assertThat(publicKey.encapsulationAlgorithms())
        .containsExactly(EncapsulationAlgorithmSpec.ML_KEM);
    byte[] encoded = publicKey.publicKey().asByteArray();
    assertThat(encoded).hasSize(publicKeyLength + 22);
    SecretWithEncapsulation elsewhere =
        new MLKEMGenerator(new SecureRandom())
            .generateEncapsulated(PublicKeyFactory.createKey(encoded));
    assertThat(decapsulate(key, elsewhere.getEncapsulation()).asByteArray())
        .isEqualTo(elsewhere.getSecret());
  }

  /** Of a wrong ciphertext comes a secret that nobody has, the same each time: FIPS 203. */
  @Test
  void aWrongCiphertextIsNotTold() {
    String key = kemKey(KeySpec.ML_KEM_768);
    EncapsulateResponse made = encapsulate(key);
    byte[] wrong = made.sharedSecretCiphertextBlob().asByteArray();
    wrong[0] ^= 1;
    SdkBytes secret = decapsulate(key, wrong);
    assertThat(secret).isNotEqualTo(made.sharedSecret()).isEqualTo(decapsulate(key, wrong));
    refusal(() -> decapsulate(key, new byte[1087]), "InvalidCiphertextException");
    refusal(() -> decapsulate(key, new byte[1568]), "InvalidCiphertextException");
  }

  @Test
  void onlyKeysForItEncapsulate() {
    refusal(() -> encapsulate(signingKey()), "InvalidKeyUsageException");
    refusal(() -> key(KeySpec.ML_KEM_512, KeyUsageType.KEY_AGREEMENT), "ValidationException");
    String key = kemKey(KeySpec.ML_KEM_512);
    refusal(
        () -> kms.encapsulate(r -> r.keyId(key).encapsulationAlgorithm("ML_KEM").dryRun(true)),
        "DryRunOperationException");
    kms.disableKey(r -> r.keyId(key));
    refusal(() -> encapsulate(key), "DisabledException");
    refusal(() -> decapsulate(key, new byte[768]), "DisabledException");
  }
}
