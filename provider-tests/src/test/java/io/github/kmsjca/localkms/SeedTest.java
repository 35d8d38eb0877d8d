package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.kmsjca.testkit.Pem;
import io.github.kmsjca.testkit.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.MultiRegionKeyType;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.Tag;

/** A local KMS that has keys from the start. */
final class SeedTest extends KmsTest {
  private static final String ID = "bc436485-5092-42b8-92a3-0aa8b93536dc";
  private static final String OTHER = "49c5492b-b1bc-42a8-9a5c-b2015e810c1c";
  private static final String HEX =
      "5cdaead27fe7da2de47945d73cd6d79e36494e73802f3cd3869f1d2cb0b5d7a9";

  @TempDir static Path folder;

  @Test
  void aKeyIsAllThatTheFileSays() throws IOException {
    seed(
        """
        region: us-east-1
        keys:
          - id: %s
            aliases: [alias/orders, alias/shop/orders]
            description: Orders of the shop
            tags: {team: shop, cost-centre: 007}
            policy:
              Version: 2012-10-17
              Statement:
                - Effect: Allow
                  Principal: {AWS: "arn:aws:iam::000000000000:root"}
                  Action: "kms:*"
                  Resource: "*"
            rotationDays: 100
            material: {hex: %s}
            olderMaterial:
              - {base64: %s}
        """
            .formatted(ID, HEX, Base64.getEncoder().encodeToString(new byte[32])));
    KeyMetadata key = describe("alias/shop/orders");
    assertThat(key.arn()).isEqualTo("arn:aws:kms:us-east-1:000000000000:key/" + ID);
    assertThat(key.description()).isEqualTo("Orders of the shop");
    assertThat(key.keyState()).isEqualTo(KeyState.ENABLED);
    assertThat(key.origin()).isEqualTo(OriginType.AWS_KMS);
    assertThat(kms.listAliases().aliases())
        .extracting(AliasListEntry::aliasName)
        .contains("alias/orders", "alias/shop/orders");
    assertThat(kms.listResourceTags(r -> r.keyId(ID)).tags())
        .extracting(Tag::tagKey, Tag::tagValue)
        .containsExactlyInAnyOrder(tuple("team", "shop"), tuple("cost-centre", "007"));
    assertThat(kms.getKeyRotationStatus(r -> r.keyId(ID)).rotationPeriodInDays()).isEqualTo(100);
  }

  @Test
  void aCiphertextOutlivesTheProcessIfTheMaterialIsGiven() throws IOException {
    String old =
        "region: us-east-1\nkeys:\n  - id: %s\n    material: {hex: %s}\n".formatted(ID, HEX);
    seed(old);
    SdkBytes ciphertext = encrypt(ID);
    seed(
        old.replace("material:", "olderMaterial:\n      - {hex: %s}\n    material:".formatted(HEX))
            .replace("    material: {hex: " + HEX, "    material: {hex: " + "00".repeat(32)));
    assertThat(decrypt(ciphertext)).isEqualTo("x");
    assertThat(kms.decrypt(r -> r.ciphertextBlob(encrypt(ID))).keyId()).endsWith(ID);
  }

  @ParameterizedTest
  @CsvSource({
    "RSA_2048, SIGN_VERIFY",
    "RSA_3072, ENCRYPT_DECRYPT",
    "ECC_NIST_P256, SIGN_VERIFY",
    "ECC_NIST_P384, KEY_AGREEMENT",
    "ECC_NIST_P521, SIGN_VERIFY",
    "ECC_SECG_P256K1, SIGN_VERIFY",
    "ECC_NIST_EDWARDS25519, SIGN_VERIFY",
    "SM2, SIGN_VERIFY",
    "ML_DSA_44, SIGN_VERIFY",
    "ML_DSA_65, SIGN_VERIFY",
    "ML_DSA_87, SIGN_VERIFY",
    "ML_KEM_768, ENCAPSULATE_DECAPSULATE"
  })
  void aPrivateKeyTellsItsSpecAndItsPublicKey(String spec, String usage) throws IOException {
    KeyPair pair = TestKeys.seeded().generate(spec);
    byte[] pkcs8 = pair.getPrivate().getEncoded();
    Files.writeString(folder.resolve("key.pem"), Pem.privateKey(pkcs8));
    Files.write(folder.resolve("key.der"), pkcs8);
    seed(
        """
        region: us-east-1
        keys:
          - {id: %s, usage: %s, material: {file: key.pem}}
          - {id: %s, usage: %s, spec: %s, material: {file: key.der}}
        """
            .formatted(ID, usage, OTHER, usage, spec));
    assertThat(describe(ID).keySpecAsString()).isEqualTo(spec);
    assertThat(describe(ID).keyUsageAsString()).isEqualTo(usage);
    for (String id : List.of(ID, OTHER)) {
      assertThat(kms.getPublicKey(r -> r.keyId(id)).publicKey().asByteArray())
          .isEqualTo(pair.getPublic().getEncoded());
    }
  }

  @Test
  void anHmacKeyMacsAsItsOwnerDoes() throws Exception {
    seed(
        "region: us-east-1\nkeys:\n  - {id: %s, spec: HMAC_256, material: {hex: %s}}\n"
            .formatted(ID, HEX));
    Mac mac = Mac.getInstance("HmacSHA256", "SunJCE");
    mac.init(new SecretKeySpec(HexFormat.of().parseHex(HEX), "Hmac"));
    assertThat(
            kms.generateMac(
                    r ->
                        r.keyId(ID)
                            .macAlgorithm("HMAC_SHA_256")
                            .message(SdkBytes.fromUtf8String("x")))
                .mac()
                .asByteArray())
        .isEqualTo(mac.doFinal(new byte[] {'x'}));
  }

  @Test
  void statesAndOriginsAreAsTheFileSays() throws IOException {
    seed(
        """
        region: us-east-1
        keys:
          - {aliases: [alias/disabled], spec: ECC_NIST_P256, enabled: false}
          - {aliases: [alias/going], deletionDate: 2099-01-31T00:00:00Z}
          - {aliases: [alias/awaiting], origin: EXTERNAL}
          - {aliases: [alias/expiring], origin: EXTERNAL, validTo: 2099-01-31T00:00:00Z,
             material: {hex: %s}}
        """
            .formatted(HEX));
    assertThat(describe("alias/disabled").keyState()).isEqualTo(KeyState.DISABLED);
    assertThat(describe("alias/going").keyState()).isEqualTo(KeyState.PENDING_DELETION);
    assertThat(describe("alias/going").deletionDate()).isEqualTo("2099-01-31T00:00:00Z");
    assertThat(describe("alias/awaiting").keyState()).isEqualTo(KeyState.PENDING_IMPORT);
    assertThat(describe("alias/expiring").keyState()).isEqualTo(KeyState.ENABLED);
    assertThat(describe("alias/expiring").validTo())
        .isEqualTo(Instant.parse("2099-01-31T00:00:00Z"));
  }

  @Test
  void aMultiRegionKeyHasItsReplicas() throws IOException {
    String id = "mrk-" + "0123456789abcdef".repeat(2);
    seed(
        """
        region: us-east-1
        keys:
          - {id: %s, multiRegion: true, replicas: [eu-west-1, ap-south-1]}
        aliases:
          - {name: alias/there, region: eu-west-1, key: %s}
        """
            .formatted(id, id));
    KeyMetadata key = describe(id);
    assertThat(key.multiRegionConfiguration().replicaKeys()).hasSize(2);
    KmsClient there = client("eu-west-1");
    KeyMetadata replica = there.describeKey(r -> r.keyId("alias/there")).keyMetadata();
    assertThat(replica.multiRegionConfiguration().multiRegionKeyType())
        .isEqualTo(MultiRegionKeyType.REPLICA);
    SdkBytes ciphertext = encrypt(id);
    assertThat(there.decrypt(r -> r.ciphertextBlob(ciphertext)).plaintext().asUtf8String())
        .isEqualTo("x");
  }

  @Test
  void regionsAndAccountsAreTheNearestOnes() throws IOException {
    Path file =
        write(
            """
            account: "111122223333"
            keys:
              - {aliases: [alias/a]}
              - {aliases: [alias/b], region: ap-south-1, account: "000000000000"}
            """);
    start(
        LocalKms.builder()
            .credentials("other", "secret", "111122223333")
            .region("eu-west-1")
            .seed(file));
    assertThat(
            client("eu-west-1", "other", "secret")
                .describeKey(r -> r.keyId("alias/a"))
                .keyMetadata()
                .awsAccountId())
        .isEqualTo("111122223333");
    assertThat(client("ap-south-1").describeKey(r -> r.keyId("alias/b")).keyMetadata().arn())
        .contains(":000000000000:");
  }

  @Test
  void whatIsThereStaysAsItIs() throws IOException {
    Path file =
        write(
            """
            region: us-east-1
            keys:
              - {id: %s, aliases: [alias/a], description: as seeded, material: {hex: %s}}
              - {aliases: [alias/random]}
            """
                .formatted(ID, HEX));
    Path data = folder.resolve("kept");
    start(LocalKms.builder().seed(file).data(data).fsync(false));
    String random = describe("alias/random").keyId();
    kms.updateAlias(r -> r.aliasName("alias/a").targetKeyId(random));
    kms.disableKey(r -> r.keyId(ID));
    SdkBytes ciphertext = encrypt(random);
    start(LocalKms.builder().seed(file).data(data).fsync(false));
    assertThat(describe("alias/a").keyId()).isEqualTo(random);
    assertThat(describe("alias/random").keyId()).isEqualTo(random);
    assertThat(describe(ID).keyState()).isEqualTo(KeyState.DISABLED);
    assertThat(kms.listKeys().keys()).hasSize(2);
    assertThat(decrypt(ciphertext)).isEqualTo("x");
  }

  @Test
  void keysOfTheBuilderHaveNames() {
    start(
        LocalKms.builder()
            .region("us-east-1")
            .key("web", "RSA_2048", "")
            .key("alias/box", "SYMMETRIC_DEFAULT", "")
            .key("agree", "ECC_NIST_P256", "KEY_AGREEMENT"));
    assertThat(describe("alias/web").keyUsageAsString()).isEqualTo("SIGN_VERIFY");
    assertThat(describe("alias/box").keyUsageAsString()).isEqualTo("ENCRYPT_DECRYPT");
    assertThat(describe("alias/agree").keyUsageAsString()).isEqualTo("KEY_AGREEMENT");
  }

  /** The example files of nsmithuk/local-kms, put together. */
  @Test
  void theSeedFileOfNsmithukIsRead() throws IOException {
    start(LocalKms.builder().seed(write(NsmithukExample.SEED)));
    kms = client("eu-west-2");
    assertThat(describe("alias/testing").keyId()).isEqualTo(ID);
    assertThat(describe("alias/testing").creationDate()).isNotNull();
    assertThat(describe("800d5768-3fd7-4edd-a4b8-4c81c3e4c147").keySpecAsString())
        .isEqualTo("ECC_NIST_P256");
    assertThat(describe("ff275b92-0def-4dfc-b0f6-87c96b26c6c7").keySpecAsString())
        .isEqualTo("RSA_2048");
    assertThat(describe("5ef77041-d1e6-4af1-9a41-e49a4b45efb6").keyState())
        .isEqualTo(KeyState.ENABLED);
    assertThat(describe("5d05267f-bb87-4d0b-8594-295a4371d414").keyState())
        .isEqualTo(KeyState.PENDING_IMPORT);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void whatNsmithukEncryptedIsDecrypted(int backingKey) throws IOException {
    start(LocalKms.builder().region("eu-west-1").seed(write(NsmithukExample.SEED)));
    kms = client("eu-west-1");
    TreeMap<String, String> context = new TreeMap<>(Map.of("b", "2", "a", "1"));
    SdkBytes ciphertext =
        SdkBytes.fromByteArray(NsmithukExample.ciphertext(backingKey, "theirs", context));
    assertThat(
            kms.decrypt(r -> r.ciphertextBlob(ciphertext).encryptionContext(context))
                .plaintext()
                .asUtf8String())
        .isEqualTo("theirs");
    SdkBytes renewed =
        kms.reEncrypt(
                r ->
                    r.ciphertextBlob(ciphertext)
                        .sourceEncryptionContext(context)
                        .destinationKeyId("alias/testing"))
            .ciphertextBlob();
    assertThat(decrypt(renewed)).isEqualTo("theirs");
    refusal(() -> decrypt(ciphertext), "InvalidCiphertextException");
    refusal(
        () ->
            kms.decrypt(
                r ->
                    r.ciphertextBlob(ciphertext)
                        .encryptionContext(context)
                        .keyId("5ef77041-d1e6-4af1-9a41-e49a4b45efb6")),
        "IncorrectKeyException");
    kms = client("eu-west-3");
    refusal(() -> decrypt(ciphertext), "AccessDeniedException");
  }

  private KeyMetadata describe(String key) {
    return kms.describeKey(r -> r.keyId(key)).keyMetadata();
  }

  private SdkBytes encrypt(String key) {
    return kms.encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String("x"))).ciphertextBlob();
  }

  private String decrypt(SdkBytes ciphertext) {
    return kms.decrypt(r -> r.ciphertextBlob(ciphertext)).plaintext().asUtf8String();
  }

  private void seed(String text) throws IOException {
    start(LocalKms.builder().seed(write(text)));
  }

  private void start(LocalKms.Builder builder) {
    localKms.close();
    localKms = builder.start();
    kms = client(REGION);
  }

  private static Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("seed.yaml"), text);
  }
}
