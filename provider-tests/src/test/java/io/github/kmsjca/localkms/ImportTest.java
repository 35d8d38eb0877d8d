package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.kmsjca.testkit.TestKeys;
import java.security.KeyPair;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.AlgorithmSpec;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.ExpirationModelType;
import software.amazon.awssdk.services.kms.model.GetParametersForImportResponse;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.WrappingKeySpec;

/** What can be imported, and how. */
final class ImportTest extends ImportedKeyTest {

  @Test
  void aKeyAwaitsItsMaterial() {
    KeyMetadata key = externalKey(KeySpec.SYMMETRIC_DEFAULT, KeyUsageType.ENCRYPT_DECRYPT);
    assertThat(key.origin()).isEqualTo(OriginType.EXTERNAL);
    assertThat(key.keyState()).isEqualTo(KeyState.PENDING_IMPORT);
    assertThat(key.enabled()).isFalse();
    assertThat(key.expirationModel()).isNull();
    assertThat(key.validTo()).isNull();
    assertThat(key.currentKeyMaterialId()).isNull();

    ImportKeyMaterialResponse imported = importTo(key.arn(), randomBytes(32), FOREVER);
    assertThat(imported.keyId()).isEqualTo(key.arn());
    KeyMetadata after = describe(key.arn());
    assertThat(after.keyState()).isEqualTo(KeyState.ENABLED);
    assertThat(after.enabled()).isTrue();
    assertThat(after.origin()).isEqualTo(OriginType.EXTERNAL);
    assertThat(after.expirationModel()).isEqualTo(ExpirationModelType.KEY_MATERIAL_DOES_NOT_EXPIRE);
    assertThat(after.validTo()).isNull();
    assertThat(after.currentKeyMaterialId())
        .matches("[0-9a-f]{64}")
        .isEqualTo(imported.keyMaterialId());
    EncryptResponse encrypted =
        kms.encrypt(r -> r.keyId(key.arn()).plaintext(SdkBytes.fromUtf8String("x")));
    assertThat(kms.decrypt(r -> r.ciphertextBlob(encrypted.ciphertextBlob())).plaintext())
        .isEqualTo(SdkBytes.fromUtf8String("x"));
  }

  @ParameterizedTest
  @CsvSource({
    "RSA_2048, SIGN_VERIFY, RSA_AES_KEY_WRAP_SHA_1",
    "RSA_3072, ENCRYPT_DECRYPT, RSA_AES_KEY_WRAP_SHA_256",
    "RSA_4096, SIGN_VERIFY, RSA_AES_KEY_WRAP_SHA_256",
    "ECC_NIST_P256, SIGN_VERIFY, RSAES_OAEP_SHA_1",
    "ECC_NIST_P256, KEY_AGREEMENT, RSA_AES_KEY_WRAP_SHA_1",
    "ECC_NIST_P384, SIGN_VERIFY, RSAES_OAEP_SHA_256",
    "ECC_NIST_P521, SIGN_VERIFY, RSA_AES_KEY_WRAP_SHA_256",
    "ECC_SECG_P256K1, SIGN_VERIFY, RSA_AES_KEY_WRAP_SHA_256",
    "ECC_NIST_EDWARDS25519, SIGN_VERIFY, RSAES_OAEP_SHA_256",
    "ECC_NIST_EDWARDS25519, SIGN_VERIFY, RSA_AES_KEY_WRAP_SHA_1",
    "SM2, SIGN_VERIFY, RSAES_OAEP_SHA_256",
    "SM2, ENCRYPT_DECRYPT, RSAES_OAEP_SHA_1"
  })
  void anImportedPrivateKeyHasItsPublicOne(String spec, KeyUsageType usage, AlgorithmSpec how) {
    KeyPair pair = TestKeys.seeded().generate(spec);
    KeyMetadata key = externalKey(KeySpec.fromValue(spec), usage);
    ImportKeyMaterialResponse imported =
        importTo(key.arn(), pair.getPrivate().getEncoded(), how, FOREVER);
    assertThat(imported.keyMaterialId()).isNull();
    assertThat(kms.getPublicKey(r -> r.keyId(key.arn())).publicKey().asByteArray())
        .isEqualTo(pair.getPublic().getEncoded());
    assertThat(describe(key.arn()).currentKeyMaterialId()).isNull();
    assertThat(describe(key.arn()).keySpecAsString()).isEqualTo(spec);
  }

  @ParameterizedTest
  @CsvSource({"RSA_2048, RSASSA_PSS_SHA_256", "ECC_NIST_P384, ECDSA_SHA_384"})
  void anImportedKeySigns(String spec, String algorithm) {
    String key = externalKey(KeySpec.fromValue(spec), KeyUsageType.SIGN_VERIFY).arn();
    importTo(key, privateKey(spec), AlgorithmSpec.RSA_AES_KEY_WRAP_SHA_256, FOREVER);
    SdkBytes message = SdkBytes.fromUtf8String("x");
    SdkBytes signature =
        kms.sign(r -> r.keyId(key).message(message).signingAlgorithm(algorithm)).signature();
    assertThat(
            kms.verify(
                    r ->
                        r.keyId(key)
                            .message(message)
                            .signature(signature)
                            .signingAlgorithm(algorithm))
                .signatureValid())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({"HMAC_224, 28", "HMAC_256, 32", "HMAC_384, 48", "HMAC_512, 64"})
  void anImportedHmacKeyMacsAsItsOwnerDoes(KeySpec spec, int length) throws Exception {
    byte[] material = randomBytes(length);
    String key = externalKey(spec, KeyUsageType.GENERATE_VERIFY_MAC).arn();
    assertThat(importTo(key, material, FOREVER).keyMaterialId()).isNull();
    String bits = spec.toString().substring("HMAC_".length());
    Mac mac = Mac.getInstance("HmacSHA" + bits, "SunJCE");
    mac.init(new SecretKeySpec(material, "Hmac"));
    assertThat(
            kms.generateMac(
                    r ->
                        r.keyId(key)
                            .message(SdkBytes.fromUtf8String("x"))
                            .macAlgorithm(MacAlgorithmSpec.fromValue("HMAC_SHA_" + bits)))
                .mac()
                .asByteArray())
        .isEqualTo(mac.doFinal(new byte[] {'x'}));
  }

  @ParameterizedTest
  @CsvSource({
    "RSAES_OAEP_SHA_1, RSA_2048, 294",
    "RSAES_OAEP_SHA_256, RSA_3072, 422",
    "RSAES_OAEP_SHA_256, RSA_4096, 550"
  })
  void parametersComeWithAWrappingKeyOfTheSpec(
      AlgorithmSpec algorithm, WrappingKeySpec spec, int length) {
    String key = externalSymmetricKey();
    GetParametersForImportResponse parameters = parameters(key, algorithm, spec);
    assertThat(parameters.keyId()).isEqualTo(key);
    assertThat(parameters.publicKey().asByteArray()).hasSize(length);
    assertThat(parameters.importToken().asByteArray()).hasSizeBetween(1, 6144);
    assertThat(parameters.parametersValidTo())
        .isCloseTo(clock.instant().plus(Duration.ofHours(24)), within(1, ChronoUnit.MINUTES));
    importWith(parameters, wrap(parameters, algorithm, randomBytes(32)), FOREVER);
    assertState(key, KeyState.ENABLED);
  }

  /** The withdrawn algorithm, those of China, and what RSA is too short for. */
  @ParameterizedTest
  @CsvSource({
    "SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT, RSAES_PKCS1_V1_5, RSA_2048",
    "SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT, RSA_AES_KEY_WRAP_SHA_256, RSA_2048",
    "SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT, SM2PKE, SM2",
    "SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT, RSAES_OAEP_SHA_256, SM2",
    "SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT, SM2PKE, RSA_2048",
    "HMAC_256, GENERATE_VERIFY_MAC, RSA_AES_KEY_WRAP_SHA_1, RSA_4096",
    "RSA_2048, SIGN_VERIFY, RSAES_OAEP_SHA_256, RSA_4096",
    "RSA_4096, SIGN_VERIFY, RSAES_OAEP_SHA_1, RSA_2048",
    "ECC_NIST_P521, SIGN_VERIFY, RSAES_OAEP_SHA_1, RSA_2048",
    "ECC_NIST_P521, SIGN_VERIFY, RSAES_OAEP_SHA_256, RSA_2048",
    "SM2, SIGN_VERIFY, RSA_AES_KEY_WRAP_SHA_256, RSA_2048"
  })
  void otherCombinationsAreRefused(
      KeySpec spec, KeyUsageType usage, String algorithm, WrappingKeySpec wrapping) {
    String key = externalKey(spec, usage).arn();
    assertRefused(
        () ->
            kms.getParametersForImport(
                r -> r.keyId(key).wrappingAlgorithm(algorithm).wrappingKeySpec(wrapping)),
        "UnsupportedOperationException",
        "Key material of spec "
            + spec
            + " can not be imported with wrapping algorithm "
            + algorithm
            + " and wrapping key spec "
            + wrapping
            + ".");
  }

  @ParameterizedTest
  @CsvSource({
    "ML_DSA_44, SIGN_VERIFY",
    "ML_DSA_87, SIGN_VERIFY",
    "ML_KEM_768, ENCAPSULATE_DECAPSULATE"
  })
  void latticeKeysCanNotBeImported(KeySpec spec, KeyUsageType usage) {
    assertRefused(
        () -> externalKey(spec, usage),
        "UnsupportedOperationException",
        "Keys of spec " + spec + " can not have imported key material.");
  }

  @Test
  void keysOfKmsTakeNoMaterial() {
    String key = kms.createKey().keyMetadata().arn();
    String message = key + " origin is AWS_KMS which is not valid for this operation.";
    assertRefused(() -> parameters(key), "UnsupportedOperationException", message);
    GetParametersForImportResponse elsewhere = parameters(externalSymmetricKey());
    assertRefused(
        () ->
            kms.importKeyMaterial(
                r ->
                    r.keyId(key)
                        .importToken(elsewhere.importToken())
                        .encryptedKeyMaterial(SdkBytes.fromUtf8String("x"))
                        .expirationModel("KEY_MATERIAL_DOES_NOT_EXPIRE")),
        "UnsupportedOperationException",
        message);
    assertRefused(
        () -> kms.deleteImportedKeyMaterial(r -> r.keyId(key)),
        "UnsupportedOperationException",
        message);
  }

  @Test
  void aliasesAreNoNameHere() {
    String key = externalSymmetricKey();
    kms.createAlias(r -> r.aliasName("alias/own").targetKeyId(key));
    refusal(() -> parameters("alias/own"), "InvalidArnException");
    assertThat(kms.describeKey(r -> r.keyId("alias/own")).keyMetadata().arn()).isEqualTo(key);
  }

  @Test
  void missingMembersAreNamed() {
    assertThat(
            refusal(() -> kms.importKeyMaterial(r -> {}), "ValidationException")
                .awsErrorDetails()
                .errorMessage())
        .startsWith("3 validation errors detected: Value null at 'keyId'")
        .contains("'importToken'", "'encryptedKeyMaterial'");
    refusal(
        () -> kms.getParametersForImport(r -> r.keyId(externalSymmetricKey())),
        "ValidationException");
  }

  /** The same material is another key in another key. */
  @Test
  void materialIsBoundToItsKey() {
    byte[] material = randomBytes(32);
    String one = externalSymmetricKey();
    String other = externalSymmetricKey();
    String oneId = importTo(one, material, FOREVER).keyMaterialId();
    assertThat(importTo(other, material, FOREVER).keyMaterialId()).isNotEqualTo(oneId);
    SdkBytes blob =
        kms.encrypt(r -> r.keyId(one).plaintext(SdkBytes.fromUtf8String("x"))).ciphertextBlob();
    refusal(() -> kms.decrypt(r -> r.keyId(other).ciphertextBlob(blob)), "IncorrectKeyException");
    assertThat(kms.decrypt(r -> r.ciphertextBlob(blob)).keyMaterialId()).isEqualTo(oneId);
    assertThat(
            kms.generateDataKey(
                    r -> r.keyId(other).keySpec("AES_256").encryptionContext(Map.of("a", "b")))
                .keyId())
        .isEqualTo(other);
  }
}
