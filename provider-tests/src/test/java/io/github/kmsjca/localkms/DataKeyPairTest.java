package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DataKeyPairSpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairWithoutPlaintextResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** GenerateDataKeyPair and GenerateDataKeyPairWithoutPlaintext. */
final class DataKeyPairTest extends CiphertextTest {

  @ParameterizedTest
  @CsvSource({
    "RSA_2048, 294",
    "RSA_3072, 422",
    "RSA_4096, 550",
    "ECC_NIST_P256, 91",
    "ECC_NIST_P384, 120",
    "ECC_NIST_P521, 158",
    "ECC_SECG_P256K1, 88",
    "ECC_NIST_EDWARDS25519, 44",
    "SM2, 91",
    "ML_KEM_512, 822",
    "ML_KEM_768, 1206",
    "ML_KEM_1024, 1590"
  })
  void theHalvesFitTogether(String spec, int publicLength) throws Exception {
    KeyMetadata key = kms.createKey().keyMetadata();
    GenerateDataKeyPairResponse made =
        kms.generateDataKeyPair(
            r -> r.keyId(key.keyId()).keyPairSpec(spec).encryptionContext(CONTEXT));
    assertThat(made.keyId()).isEqualTo(key.arn());
    assertThat(made.keyMaterialId()).isEqualTo(key.currentKeyMaterialId());
    assertThat(made.keyPairSpecAsString()).isEqualTo(spec);
    assertThat(made.ciphertextForRecipient()).isNull();
    assertThat(made.publicKey().asByteArray()).hasSize(publicLength);
    byte[] privateKey = made.privateKeyPlaintext().asByteArray();
    assertPair(privateKey, made.publicKey().asByteArray());
    byte[] blob = made.privateKeyCiphertextBlob().asByteArray();
    assertThat(decrypt(key.arn(), blob, CONTEXT)).isEqualTo(privateKey);
    assertInvalid(() -> decrypt(blob, Map.of()));

    GenerateDataKeyPairWithoutPlaintextResponse other =
        kms.generateDataKeyPairWithoutPlaintext(r -> r.keyId(key.arn()).keyPairSpec(spec));
    assertThat(other.keyId()).isEqualTo(key.arn());
    assertThat(other.keyMaterialId()).isEqualTo(key.currentKeyMaterialId());
    assertThat(other.keyPairSpecAsString()).isEqualTo(spec);
    assertThat(other.publicKey()).isNotEqualTo(made.publicKey());
    assertPair(
        decrypt(other.privateKeyCiphertextBlob().asByteArray(), Map.of()),
        other.publicKey().asByteArray());
  }

  /** All private keys of ML-KEM are as long, because they are seeds. */
  @ParameterizedTest
  @ValueSource(strings = {"ML_KEM_512", "ML_KEM_768", "ML_KEM_1024"})
  void latticeKeysAreSeeds(String spec) throws Exception {
    byte[] privateKey =
        kms.generateDataKeyPair(r -> r.keyId(symmetricKey()).keyPairSpec(spec))
            .privateKeyPlaintext()
            .asByteArray();
    assertThat(privateKey).hasSize(86);
    assertThat(((MLKEMPrivateKeyParameters) PrivateKeyFactory.createKey(privateKey)).getSeed())
        .hasSize(64);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ML_DSA_44", "RSA_1024", "SYMMETRIC_DEFAULT", "", "rsa_2048"})
  void otherSpecsAreRefused(String spec) {
    String key = symmetricKey();
    refusal(
        () -> kms.generateDataKeyPair(r -> r.keyId(key).keyPairSpec(spec)), "ValidationException");
    refusal(
        () -> kms.generateDataKeyPairWithoutPlaintext(r -> r.keyId(key).keyPairSpec(spec)),
        "ValidationException");
    refusal(() -> kms.generateDataKeyPair(r -> r.keyId(key)), "ValidationException");
  }

  @Test
  void onlySymmetricKeysWrapThem() {
    String rsa = key(KeySpec.RSA_2048, KeyUsageType.ENCRYPT_DECRYPT);
    DataKeyPairSpec spec = DataKeyPairSpec.ECC_NIST_P256;
    refusal(
        () -> kms.generateDataKeyPair(r -> r.keyId(rsa).keyPairSpec(spec)),
        "InvalidKeyUsageException");
    String signing = signingKey();
    assertRefused(
        () -> kms.generateDataKeyPairWithoutPlaintext(r -> r.keyId(signing).keyPairSpec(spec)),
        "InvalidKeyUsageException",
        signing
            + " key usage is SIGN_VERIFY which is not valid for"
            + " GenerateDataKeyPairWithoutPlaintext.");
    String key = symmetricKey();
    assertRefused(
        () ->
            kms.generateDataKeyPair(
                r ->
                    r.keyId(key)
                        .keyPairSpec(spec)
                        .recipient(
                            e -> e.attestationDocument(SdkBytes.fromUtf8String("trust me")))),
        "ValidationException",
        "The attestation document of the recipient is not valid.");
    refusal(
        () ->
            kms.generateDataKeyPair(
                r ->
                    r.keyId(key)
                        .keyPairSpec(spec)
                        .encryptionContext(Map.of("k", "v".repeat(8192)))),
        "ValidationException");
    kms.disableKey(r -> r.keyId(key));
    refusal(
        () -> kms.generateDataKeyPair(r -> r.keyId(key).keyPairSpec(spec)), "DisabledException");
  }

  private static void assertPair(byte[] pkcs8, byte[] spki) throws Exception {
    AsymmetricKeyParameter secret = PrivateKeyFactory.createKey(pkcs8);
    AsymmetricKeyParameter open = PublicKeyFactory.createKey(spki);
    if (secret instanceof RSAPrivateCrtKeyParameters rsa) {
      assertThat(((RSAKeyParameters) open).getModulus()).isEqualTo(rsa.getModulus());
      assertThat(((RSAKeyParameters) open).getExponent()).isEqualTo(rsa.getPublicExponent());
    } else if (secret instanceof ECPrivateKeyParameters curve) {
      assertThat(((ECPublicKeyParameters) open).getQ())
          .isEqualTo(curve.getParameters().getG().multiply(curve.getD()).normalize());
    } else if (secret instanceof Ed25519PrivateKeyParameters edwards) {
      assertThat(((Ed25519PublicKeyParameters) open).getEncoded())
          .isEqualTo(edwards.generatePublicKey().getEncoded());
    } else {
      assertThat(((MLKEMPublicKeyParameters) open).getEncoded())
          .isEqualTo(((MLKEMPrivateKeyParameters) secret).getPublicKey());
    }
  }
}
