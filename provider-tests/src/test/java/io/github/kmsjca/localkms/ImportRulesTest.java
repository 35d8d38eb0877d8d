package io.github.kmsjca.localkms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.AlgorithmSpec;
import software.amazon.awssdk.services.kms.model.ExpirationModelType;
import software.amazon.awssdk.services.kms.model.GetParametersForImportResponse;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialRequest;
import software.amazon.awssdk.services.kms.model.ImportType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.WrappingKeySpec;

/** What an import is refused for, and how imported material goes and comes back. */
final class ImportRulesTest extends ImportedKeyTest {
  private static final AlgorithmSpec OAEP = AlgorithmSpec.RSAES_OAEP_SHA_256;
  private static final AlgorithmSpec WITH_AES = AlgorithmSpec.RSA_AES_KEY_WRAP_SHA_256;

  @Test
  void aTokenServesItsKeyOnly() {
    String one = externalSymmetricKey();
    String other = externalSymmetricKey();
    GetParametersForImportResponse parameters = parameters(one);
    byte[] wrapped = wrap(parameters, OAEP, randomBytes(32));
    refusal(
        () -> importWith(parameters, wrapped, FOREVER.andThen(r -> r.keyId(other))),
        "InvalidImportTokenException");
    byte[] token = parameters.importToken().asByteArray();
    for (int position : List.of(0, 40, 90, 130, token.length - 1)) {
      byte[] flipped = token.clone();
      flipped[position] ^= 1;
      refusal(
          () -> importWith(parameters, wrapped, withToken(flipped)), "InvalidImportTokenException");
    }
    refusal(
        () -> importWith(parameters, wrapped, withToken(Arrays.copyOf(token, 200))),
        "InvalidImportTokenException");
    refusal(
        () -> importWith(parameters, wrapped, withToken(new byte[1])),
        "InvalidImportTokenException");
    refusal(
        () -> importWith(parameters, wrapped, withToken(new byte[6145])), "ValidationException");
    assertState(one, KeyState.PENDING_IMPORT);
    importWith(parameters, wrapped, FOREVER);
    importWith(parameters, wrapped, FOREVER);
    assertState(one, KeyState.ENABLED);
    assertState(other, KeyState.PENDING_IMPORT);
  }

  /** A ciphertext under the key is as little a token as a token is a ciphertext. */
  @Test
  void tokensAndCiphertextsAreDifferentThings() {
    String key = externalSymmetricKey();
    byte[] material = randomBytes(32);
    importTo(key, material, FOREVER);
    GetParametersForImportResponse parameters = parameters(key);
    refusal(
        () -> kms.decrypt(r -> r.ciphertextBlob(parameters.importToken())),
        "AccessDeniedException");
    SdkBytes blob =
        kms.encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String("x"))).ciphertextBlob();
    refusal(
        () ->
            importWith(parameters, wrap(parameters, OAEP, material), withToken(blob.asByteArray())),
        "InvalidImportTokenException");
  }

  @Test
  void aTokenLivesForADay() {
    String key = externalSymmetricKey();
    GetParametersForImportResponse parameters = parameters(key);
    byte[] wrapped = wrap(parameters, OAEP, randomBytes(32));
    moveClock(Duration.ofHours(24).minusMinutes(5));
    importWith(parameters, wrapped, FOREVER);
    moveClock(Duration.ofMinutes(5));
    refusal(() -> importWith(parameters, wrapped, FOREVER), "ExpiredImportTokenException");
    assertState(key, KeyState.ENABLED);
  }

  @Test
  void wrappedMaterialThatDoesNotUnwrapIsRefused() {
    String key = externalSymmetricKey();
    GetParametersForImportResponse parameters = parameters(key);
    byte[] wrapped = wrap(parameters, OAEP, randomBytes(32));
    byte[] flipped = wrapped.clone();
    flipped[100] ^= 1;
    GetParametersForImportResponse others = parameters(key, OAEP, WrappingKeySpec.RSA_3072);
    for (byte[] wrong :
        List.of(
            flipped,
            Arrays.copyOf(wrapped, 255),
            Arrays.copyOf(wrapped, 257),
            new byte[1],
            new byte[6144],
            wrap(parameters, AlgorithmSpec.RSAES_OAEP_SHA_1, randomBytes(32)),
            wrap(others, OAEP, randomBytes(32)))) {
      refusal(() -> importWith(parameters, wrong, FOREVER), "InvalidCiphertextException");
    }
    refusal(() -> importWith(parameters, new byte[0], FOREVER), "ValidationException");
    refusal(() -> importWith(parameters, new byte[6145], FOREVER), "ValidationException");
    assertState(key, KeyState.PENDING_IMPORT);
  }

  @Test
  void anAesKeyBetweenMustFitToo() {
    String key = externalKey(KeySpec.ECC_NIST_P256, KeyUsageType.SIGN_VERIFY).arn();
    GetParametersForImportResponse parameters = parameters(key, WITH_AES, WrappingKeySpec.RSA_2048);
    byte[] material = privateKey("ECC_NIST_P256");
    byte[] wrapped = wrap(parameters, WITH_AES, material);
    byte[] inKey = wrapped.clone();
    inKey[10] ^= 1;
    byte[] inMaterial = wrapped.clone();
    inMaterial[300] ^= 1;
    for (byte[] wrong :
        List.of(
            inKey,
            inMaterial,
            Arrays.copyOf(wrapped, 256),
            Arrays.copyOf(wrapped, 200),
            Arrays.copyOf(wrapped, wrapped.length - 8),
            Arrays.copyOf(wrapped, wrapped.length - 1),
            Arrays.copyOf(wrapped, wrapped.length + 8),
            wrapWithAes(parameters, "SHA-256", randomBytes(16), material),
            wrapWithAes(parameters, "SHA-1", randomBytes(32), material))) {
      refusal(() -> importWith(parameters, wrong, FOREVER), "InvalidCiphertextException");
    }
    importWith(parameters, wrapped, FOREVER);
    assertState(key, KeyState.ENABLED);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 31, 33, 64})
  void symmetricMaterialHas32Bytes(int length) {
    String key = externalSymmetricKey();
    assertRefused(
        () -> importTo(key, randomBytes(length), FOREVER),
        "IncorrectKeyMaterialException",
        "The key material is not valid for key spec SYMMETRIC_DEFAULT.");
    assertState(key, KeyState.PENDING_IMPORT);
  }

  @ParameterizedTest
  @CsvSource({
    "HMAC_224, GENERATE_VERIFY_MAC, 32", "HMAC_512, GENERATE_VERIFY_MAC, 32",
    "ECC_NIST_P256, SIGN_VERIFY, 32", "ECC_NIST_EDWARDS25519, SIGN_VERIFY, 32"
  })
  void rawMaterialMustFit(KeySpec spec, KeyUsageType usage, int length) {
    String key = externalKey(spec, usage).arn();
    refusal(() -> importTo(key, randomBytes(length), FOREVER), "IncorrectKeyMaterialException");
  }

  @ParameterizedTest
  @CsvSource({
    "ECC_NIST_P256, ECC_NIST_P384",
    "ECC_NIST_P256, ECC_SECG_P256K1",
    "ECC_SECG_P256_K1, ECC_NIST_P256",
    "ECC_NIST_P521, ECC_NIST_P256",
    "ECC_NIST_P256, RSA_2048",
    "ECC_NIST_EDWARDS25519, ECC_NIST_P256",
    "ECC_NIST_P256, ECC_NIST_EDWARDS25519",
    "ECC_NIST_P256, ML_DSA_44",
    "RSA_2048, RSA_3072",
    "RSA_2048, ECC_NIST_P256"
  })
  void privateKeysOfOtherSpecsAreRefused(KeySpec spec, String other) {
    String key = externalKey(spec, KeyUsageType.SIGN_VERIFY).arn();
    refusal(
        () -> importTo(key, privateKey(other), WITH_AES, FOREVER), "IncorrectKeyMaterialException");
    assertState(key, KeyState.PENDING_IMPORT);
  }

  @Test
  void brokenPrivateKeysAreRefused() {
    String key = externalKey(KeySpec.RSA_2048, KeyUsageType.SIGN_VERIFY).arn();
    byte[] material = privateKey("RSA_2048");
    for (int position : List.of(5, 60, 340, 700, 1000, material.length - 5)) {
      byte[] flipped = material.clone();
      flipped[position] ^= 1;
      refusal(() -> importTo(key, flipped, WITH_AES, FOREVER), "IncorrectKeyMaterialException");
    }
    for (int length : List.of(1, material.length - 1, material.length + 1)) {
      byte[] cut = Arrays.copyOf(material, length);
      refusal(() -> importTo(key, cut, WITH_AES, FOREVER), "IncorrectKeyMaterialException");
    }
    importTo(key, material, WITH_AES, FOREVER);
    assertState(key, KeyState.ENABLED);
  }

  @Test
  void onlyTheSameMaterialComesBack() {
    String key = externalSymmetricKey();
    byte[] material = randomBytes(32);
    String id = importTo(key, material, FOREVER).keyMaterialId();
    refusal(() -> importTo(key, randomBytes(32), FOREVER), "IncorrectKeyMaterialException");
    SdkBytes blob =
        kms.encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String("x"))).ciphertextBlob();
    assertThat(kms.deleteImportedKeyMaterial(r -> r.keyId(key)).keyMaterialId()).isEqualTo(id);
    KeyMetadata emptied = describe(key);
    assertThat(emptied.keyState()).isEqualTo(KeyState.PENDING_IMPORT);
    assertThat(emptied.expirationModel()).isNull();
    String pending = key + " is pending import.";
    assertRefused(
        () -> kms.decrypt(r -> r.ciphertextBlob(blob)), "KMSInvalidStateException", pending);
    refusal(() -> importTo(key, randomBytes(32), FOREVER), "IncorrectKeyMaterialException");
    assertThat(importTo(key, material, FOREVER.andThen(r -> r.keyMaterialId(id))).keyMaterialId())
        .isEqualTo(id);
    assertThat(kms.decrypt(r -> r.ciphertextBlob(blob)).plaintext().asUtf8String()).isEqualTo("x");
  }

  @Test
  void asymmetricAndHmacMaterialStaysTheSameToo() {
    String hmac = externalKey(KeySpec.HMAC_256, KeyUsageType.GENERATE_VERIFY_MAC).arn();
    importTo(hmac, randomBytes(32), FOREVER);
    refusal(() -> importTo(hmac, randomBytes(32), FOREVER), "IncorrectKeyMaterialException");
    String curve = externalKey(KeySpec.ECC_NIST_P256, KeyUsageType.SIGN_VERIFY).arn();
    byte[] material = privateKey("ECC_NIST_P256");
    importTo(curve, material, FOREVER);
    assertThat(kms.deleteImportedKeyMaterial(r -> r.keyId(curve)).keyMaterialId()).isNull();
    assertRefused(() -> sign(curve), "KMSInvalidStateException", curve + " is pending import.");
    refusal(
        () -> importTo(curve, privateKey("ECC_NIST_P256"), FOREVER),
        "IncorrectKeyMaterialException");
    importTo(curve, material, WITH_AES, FOREVER);
    sign(curve);
  }

  @Test
  void anImportSaysWhetherItsMaterialIsNew() {
    String key = externalSymmetricKey();
    byte[] material = randomBytes(32);
    Consumer<ImportKeyMaterialRequest.Builder> fresh =
        FOREVER.andThen(r -> r.importType(ImportType.NEW_KEY_MATERIAL));
    Consumer<ImportKeyMaterialRequest.Builder> again =
        FOREVER.andThen(r -> r.importType(ImportType.EXISTING_KEY_MATERIAL));
    refusal(() -> importTo(key, material, again), "IncorrectKeyMaterialException");
    refusal(
        () -> importTo(key, material, FOREVER.andThen(r -> r.keyMaterialId("0".repeat(64)))),
        "IncorrectKeyMaterialException");
    String id =
        importTo(key, material, fresh.andThen(r -> r.keyMaterialDescription("first one")))
            .keyMaterialId();
    refusal(() -> importTo(key, material, fresh), "IncorrectKeyMaterialException");
    refusal(
        () -> importTo(key, material, again.andThen(r -> r.keyMaterialId("0".repeat(64)))),
        "IncorrectKeyMaterialException");
    importTo(key, material, again.andThen(r -> r.keyMaterialId(id)));
    assertRefused(
        () -> importTo(key, material, fresh.andThen(r -> r.keyMaterialId(id))),
        "ValidationException",
        "KeyMaterialId must not be specified if ImportType is NEW_KEY_MATERIAL.");
    refusal(
        () -> importTo(key, material, FOREVER.andThen(r -> r.keyMaterialId("xyz"))),
        "ValidationException");
    String hmac = externalKey(KeySpec.HMAC_256, KeyUsageType.GENERATE_VERIFY_MAC).arn();
    refusal(() -> importTo(hmac, material, fresh), "ValidationException");
    refusal(
        () -> importTo(hmac, material, FOREVER.andThen(r -> r.keyMaterialDescription("x"))),
        "ValidationException");
  }

  @Test
  void expirationModelAndDateFitTogether() {
    String key = externalSymmetricKey();
    byte[] material = randomBytes(32);
    String missing = "A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES";
    assertRefused(() -> importTo(key, material, r -> {}), "ValidationException", missing);
    assertRefused(
        () ->
            importTo(
                key, material, r -> r.expirationModel(ExpirationModelType.KEY_MATERIAL_EXPIRES)),
        "ValidationException",
        missing);
    assertRefused(
        () -> importTo(key, material, FOREVER.andThen(r -> r.validTo(in(Duration.ofDays(1))))),
        "ValidationException",
        "ValidTo must not be specified if the key material does not expire.");
    for (Duration past : List.of(Duration.ZERO, Duration.ofDays(-1))) {
      assertRefused(
          () -> importTo(key, material, r -> r.validTo(in(past))),
          "ValidationException",
          "ValidTo must be in the future.");
    }
    assertRefused(
        () -> importTo(key, material, r -> r.validTo(in(Duration.ofDays(366)))),
        "ValidationException",
        "ValidTo must be within 365 days from now.");
    refusal(() -> importTo(key, material, r -> r.expirationModel("NEVER")), "ValidationException");
    assertState(key, KeyState.PENDING_IMPORT);
    importTo(key, material, r -> r.validTo(in(Duration.ofDays(364))));
    assertState(key, KeyState.ENABLED);
  }

  /** No client of the SDK sends these. */
  @ParameterizedTest
  @ValueSource(
      strings = {"\"2030-01-01T00:00:00Z\"", "true", "[]", "1e400", "-1e400", "1e300", "1e12"})
  void aDateIsANumberOfSeconds(String validTo) {
    String key = externalSymmetricKey();
    assertThat(
            new RawCalls(localKms, clock)
                .call(
                    "ImportKeyMaterial",
                    "{\"KeyId\":\"%s\",\"ImportToken\":\"eA==\",\"EncryptedKeyMaterial\":\"eA==\",\"ValidTo\":%s}"
                        .formatted(key, validTo)))
        .startsWith("{\"__type\":\"SerializationException\"");
  }

  @Test
  void materialGoesOnItsDay() {
    String key = externalSymmetricKey();
    byte[] material = randomBytes(32);
    Instant date = in(Duration.ofDays(10));
    importTo(key, material, r -> r.validTo(date));
    KeyMetadata imported = describe(key);
    assertThat(imported.expirationModel()).isEqualTo(ExpirationModelType.KEY_MATERIAL_EXPIRES);
    assertThat(imported.validTo()).isCloseTo(date, within(1, ChronoUnit.SECONDS));
    SdkBytes blob =
        kms.encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String("x"))).ciphertextBlob();
    moveClock(Duration.ofDays(10).minusMinutes(5));
    assertState(key, KeyState.ENABLED);
    moveClock(Duration.ofMinutes(5));
    assertState(key, KeyState.PENDING_IMPORT);
    assertThat(describe(key).validTo()).isNull();
    assertRefused(
        () -> kms.decrypt(r -> r.ciphertextBlob(blob)),
        "KMSInvalidStateException",
        key + " is pending import.");
    importTo(key, material, r -> r.validTo(in(Duration.ofDays(10))));
    assertThat(kms.decrypt(r -> r.ciphertextBlob(blob)).plaintext().asUtf8String()).isEqualTo("x");
    importTo(key, material, FOREVER);
    moveClock(Duration.ofDays(11));
    assertState(key, KeyState.ENABLED);
  }

  @Test
  void aKeyWithoutMaterialCanBeManagedButNotUsed() {
    String key = externalSymmetricKey();
    String type = "KMSInvalidStateException";
    String pending = key + " is pending import.";
    assertRefused(
        () -> kms.encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromString("x", UTF_8))),
        type,
        pending);
    assertRefused(() -> kms.generateDataKey(r -> r.keyId(key).numberOfBytes(1)), type, pending);
    assertRefused(() -> kms.enableKey(r -> r.keyId(key)), type, pending);
    assertRefused(() -> kms.disableKey(r -> r.keyId(key)), type, pending);
    assertThat(kms.deleteImportedKeyMaterial(r -> r.keyId(key)).keyId()).isEqualTo(key);
    kms.createAlias(r -> r.aliasName("alias/early").targetKeyId(key));
    String signing = externalKey(KeySpec.ECC_NIST_P256, KeyUsageType.SIGN_VERIFY).arn();
    assertRefused(() -> sign(signing), type, signing + " is pending import.");
    assertRefused(
        () -> kms.getPublicKey(r -> r.keyId(signing)), type, signing + " is pending import.");
    assertState(key, KeyState.PENDING_IMPORT);
  }

  @Test
  void aDisabledKeyStaysDisabled() {
    String key = externalSymmetricKey();
    byte[] material = randomBytes(32);
    importTo(key, material, FOREVER);
    kms.disableKey(r -> r.keyId(key));
    importTo(key, material, FOREVER);
    assertState(key, KeyState.DISABLED);
    kms.deleteImportedKeyMaterial(r -> r.keyId(key));
    assertState(key, KeyState.PENDING_IMPORT);
    importTo(key, material, FOREVER);
    assertState(key, KeyState.ENABLED);
  }

  @Test
  void aKeyPendingDeletionTakesNothingButLosesItsMaterial() {
    String key = externalSymmetricKey();
    byte[] material = randomBytes(32);
    GetParametersForImportResponse parameters = parameters(key);
    byte[] wrapped = wrap(parameters, OAEP, material);
    importWith(parameters, wrapped, r -> r.validTo(in(Duration.ofDays(3))));
    kms.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(20));
    String type = "KMSInvalidStateException";
    String pending = key + " is pending deletion.";
    assertRefused(() -> parameters(key), type, pending);
    assertRefused(() -> importWith(parameters, wrapped, FOREVER), type, pending);
    moveClock(Duration.ofDays(4));
    assertState(key, KeyState.PENDING_DELETION);
    assertThat(describe(key).validTo()).isNull();
    kms.cancelKeyDeletion(r -> r.keyId(key));
    assertState(key, KeyState.PENDING_IMPORT);
    importTo(key, material, FOREVER);
    kms.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(20));
    kms.deleteImportedKeyMaterial(r -> r.keyId(key));
    assertState(key, KeyState.PENDING_DELETION);
    moveClock(Duration.ofDays(21));
    refusal(() -> describe(key), "NotFoundException");
  }

  @Test
  void onlyTheMaterialOfTheKeyIsDeleted() {
    String key = externalSymmetricKey();
    String id = importTo(key, randomBytes(32), FOREVER).keyMaterialId();
    refusal(
        () -> kms.deleteImportedKeyMaterial(r -> r.keyId(key).keyMaterialId("0".repeat(64))),
        "NotFoundException");
    assertState(key, KeyState.ENABLED);
    assertThat(kms.deleteImportedKeyMaterial(r -> r.keyId(key).keyMaterialId(id)).keyMaterialId())
        .isEqualTo(id);
    assertState(key, KeyState.PENDING_IMPORT);
  }

  private Instant in(Duration time) {
    return clock.instant().plus(time);
  }

  private static Consumer<ImportKeyMaterialRequest.Builder> withToken(byte[] token) {
    return FOREVER.andThen(r -> r.importToken(SdkBytes.fromByteArray(token)));
  }
}
