package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.AlgorithmSpec;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.GetParametersForImportResponse;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KeyLastUsageData;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.Tag;

/** A local KMS that ends, and another one that goes on with its folder. */
final class DurabilityTest extends ImportedKeyTest {
  private static final SdkBytes MESSAGE = SdkBytes.fromUtf8String("x");

  @TempDir static Path folders;
  private static int number;

  @SuppressWarnings("NullAway.Init") // the constructor of the superclass calls configure
  private Path data;

  @Override
  LocalKms.Builder configure(LocalKms.Builder builder) {
    if (data == null) {
      data = folders.resolve("data" + number++);
    }
    return super.configure(builder).data(data).fsync(false);
  }

  @ParameterizedTest
  @CsvSource({
    "RSA_2048, RSASSA_PSS_SHA_256",
    "ECC_NIST_P256, ECDSA_SHA_256",
    "ECC_NIST_P384, ECDSA_SHA_384",
    "ECC_NIST_P521, ECDSA_SHA_512",
    "ECC_SECG_P256K1, ECDSA_SHA_256",
    "ECC_NIST_EDWARDS25519, ED25519_SHA_512",
    "SM2, SM2DSA",
    "ML_DSA_44, ML_DSA_SHAKE_256",
    "ML_DSA_65, ML_DSA_SHAKE_256",
    "ML_DSA_87, ML_DSA_SHAKE_256"
  })
  void aKeyPairIsTheSame(String spec, String algorithm) {
    String key = key(KeySpec.fromValue(spec), KeyUsageType.SIGN_VERIFY);
    KeyMetadata before = describe(key);
    SdkBytes publicKey = kms.getPublicKey(r -> r.keyId(key)).publicKey();
    SdkBytes signature = sign(key, algorithm);
    restart();
    assertThat(describe(key)).isEqualTo(before);
    assertThat(kms.getPublicKey(r -> r.keyId(key)).publicKey()).isEqualTo(publicKey);
    assertThat(verify(key, algorithm, signature)).isTrue();
    assertThat(verify(key, algorithm, sign(key, algorithm))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"HMAC_224", "HMAC_256", "HMAC_384", "HMAC_512"})
  void aMacIsTheSame(String spec) {
    String algorithm = spec.replace("HMAC_", "HMAC_SHA_");
    String key = key(KeySpec.fromValue(spec), KeyUsageType.GENERATE_VERIFY_MAC);
    SdkBytes mac = mac(key, algorithm);
    restart();
    assertThat(mac(key, algorithm)).isEqualTo(mac);
  }

  @Test
  void whateverAKeyIsItStays() {
    String key = key(KeySpec.SYMMETRIC_DEFAULT, KeyUsageType.ENCRYPT_DECRYPT);
    String other = signingKey();
    String third = key(KeySpec.SYMMETRIC_DEFAULT, KeyUsageType.ENCRYPT_DECRYPT);
    kms.createAlias(r -> r.aliasName("alias/a").targetKeyId(key));
    kms.createAlias(r -> r.aliasName("alias/gone").targetKeyId(key));
    kms.updateAlias(r -> r.aliasName("alias/a").targetKeyId(third));
    kms.deleteAlias(r -> r.aliasName("alias/gone"));
    kms.tagResource(
        r -> r.keyId(key).tags(Tag.builder().tagKey("team").tagValue("\u00e9t\u00e9").build()));
    kms.enableKeyRotation(r -> r.keyId(key).rotationPeriodInDays(90));
    SdkBytes old = encrypt(key);
    moveClock(Duration.ofDays(91));
    SdkBytes current = encrypt(key);
    kms.disableKey(r -> r.keyId(other));
    String going = signingKey();
    kms.scheduleKeyDeletion(r -> r.keyId(going).pendingWindowInDays(7));
    List<Object> before = all(List.of(key, other, going));
    restart();
    assertThat(all(List.of(key, other, going))).isEqualTo(before);
    assertThat(kms.decrypt(r -> r.ciphertextBlob(old)).plaintext().asUtf8String()).isEqualTo("x");
    assertThat(kms.decrypt(r -> r.ciphertextBlob(current)).plaintext().asUtf8String())
        .isEqualTo("x");
    assertThat(kms.getKeyRotationStatus(r -> r.keyId(key)).rotationPeriodInDays()).isEqualTo(90);
    assertThat(describe(going).keyState()).isEqualTo(KeyState.PENDING_DELETION);
  }

  @Test
  void whatWasDueMeanwhileIsDone() {
    String going = signingKey();
    kms.createAlias(r -> r.aliasName("alias/going").targetKeyId(going));
    kms.scheduleKeyDeletion(r -> r.keyId(going).pendingWindowInDays(7));
    clock.move(Duration.ofDays(8));
    restart();
    moveClock(Duration.ZERO);
    refusal(() -> describe(going), "NotFoundException");
    assertThat(kms.listAliases().aliases())
        .extracting(AliasListEntry::aliasName)
        .doesNotContain("alias/going");
    restart();
    moveClock(Duration.ZERO);
    refusal(() -> describe(going), "NotFoundException");
  }

  @Test
  void anImportTokenIsOfUseAfterwards() {
    String key = externalSymmetricKey();
    GetParametersForImportResponse parameters = parameters(key);
    restart();
    importWith(
        parameters, wrap(parameters, AlgorithmSpec.RSAES_OAEP_SHA_256, new byte[32]), FOREVER);
    SdkBytes ciphertext = encrypt(key);
    restart();
    assertThat(kms.decrypt(r -> r.ciphertextBlob(ciphertext)).plaintext().asUtf8String())
        .isEqualTo("x");
  }

  @Test
  void relativesInOtherRegionsStayRelatives() {
    String id = kms.createKey(r -> r.multiRegion(true)).keyMetadata().keyId();
    kms.replicateKey(r -> r.keyId(id).replicaRegion("eu-west-1"));
    KeyMetadata before = describe(id);
    SdkBytes ciphertext = encrypt(id);
    restart();
    assertThat(describe(id)).isEqualTo(before);
    assertThat(
            client("eu-west-1")
                .decrypt(r -> r.ciphertextBlob(ciphertext))
                .plaintext()
                .asUtf8String())
        .isEqualTo("x");
  }

  @Test
  void itIsKnownWhenAKeyWasUsedLast() {
    String key = key(KeySpec.SYMMETRIC_DEFAULT, KeyUsageType.ENCRYPT_DECRYPT);
    encrypt(key);
    KeyLastUsageData before = kms.getKeyLastUsage(r -> r.keyId(key)).keyLastUsage();
    assertThat(before.operationAsString()).isEqualTo("Encrypt");
    restart();
    assertThat(kms.getKeyLastUsage(r -> r.keyId(key)).keyLastUsage()).isEqualTo(before);
  }

  @Test
  void grantsStay() {
    String key = key(KeySpec.SYMMETRIC_DEFAULT, KeyUsageType.ENCRYPT_DECRYPT);
    kms.createGrant(
        r ->
            r.keyId(key)
                .granteePrincipal("arn:aws:iam::000000000000:role/reader")
                .operations(GrantOperation.DECRYPT)
                .constraints(c -> c.encryptionContextSubset(Map.of("team", "shop"))));
    List<GrantListEntry> before = kms.listGrants(r -> r.keyId(key)).grants();
    assertThat(before).hasSize(1);
    restart();
    assertThat(kms.listGrants(r -> r.keyId(key)).grants()).isEqualTo(before);
  }

  @Test
  void aFolderIsForOneAtATime() {
    assertThatThrownBy(() -> LocalKms.builder().data(data).start())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(data.toString())
        .rootCause()
        .hasMessageContaining("in use by another local KMS of this process; close it first");
    localKms.close();
    LocalKms.builder().data(data).start().close();
  }

  @Test
  void aDamagedFolderIsNotTouched() throws Exception {
    signingKey();
    signingKey();
    localKms.close();
    Path file = data.resolve("journal-1");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> LocalKms.builder().data(data).start())
        .isInstanceOf(UncheckedIOException.class)
        .rootCause()
        .hasMessageContaining("journal-1 is damaged at byte ")
        .hasMessageContaining("Restore the folder from a copy, or start with an empty one");
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
  }

  @Test
  void nothingThatKmsKeepsIsReadableByOthers() throws Exception {
    signingKey();
    for (String file : List.of("journal-1", "lock")) {
      assertThat(Files.getPosixFilePermissions(data.resolve(file))).hasSize(2);
    }
    assertThat(Files.getPosixFilePermissions(data)).hasSize(3);
  }

  private List<Object> all(List<String> keys) {
    List<Object> all = new ArrayList<>(kms.listAliases().aliases());
    all.addAll(kms.listKeys().keys());
    for (String key : keys) {
      all.add(describe(key));
      all.addAll(kms.listResourceTags(r -> r.keyId(key)).tags());
    }
    return all;
  }

  private void restart() {
    localKms.close();
    localKms = configure(LocalKms.builder()).start();
    kms = client(REGION);
  }

  private SdkBytes sign(String key, String algorithm) {
    return kms.sign(r -> r.keyId(key).message(MESSAGE).signingAlgorithm(algorithm)).signature();
  }

  private boolean verify(String key, String algorithm, SdkBytes signature) {
    return kms.verify(
            r -> r.keyId(key).message(MESSAGE).signature(signature).signingAlgorithm(algorithm))
        .signatureValid();
  }

  private SdkBytes mac(String key, String algorithm) {
    return kms.generateMac(r -> r.keyId(key).message(MESSAGE).macAlgorithm(algorithm)).mac();
  }

  private SdkBytes encrypt(String key) {
    return kms.encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String("x"))).ciphertextBlob();
  }
}
