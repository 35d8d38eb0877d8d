package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyListEntry;

/** How keys are listed, named and found. */
final class KeyNamesTest extends KmsTest {

  @Test
  void listsComeInPages() {
    List<String> created =
        IntStream.range(0, 25).mapToObj(i -> kms.createKey().keyMetadata().arn()).toList();
    assertThat(kms.listKeys().keys()).hasSize(25);
    assertThat(kms.listKeys().truncated()).isFalse();
    assertThat(kms.listKeys(r -> r.limit(25)).nextMarker()).isNull();
    assertThat(kms.listKeys(r -> r.limit(24)).truncated()).isTrue();
    localKms.calls().clear();
    assertThat(kms.listKeysPaginator(r -> r.limit(10)).keys())
        .extracting(KeyListEntry::keyArn)
        .containsExactlyInAnyOrderElementsOf(created);
    assertThat(localKms.calls().count("ListKeys")).isEqualTo(3);
    refusal(() -> kms.listKeys(r -> r.marker("made up")), "InvalidMarkerException");
    refusal(() -> kms.listKeys(r -> r.limit(1001)), "ValidationException");
    refusal(() -> kms.listKeys(r -> r.limit(0)), "ValidationException");
  }

  @Test
  void regionsAndAccountsHaveKeysOfTheirOwn() {
    String here = signingKey();
    KmsClient elsewhere = client("eu-central-1");
    String there = elsewhere.createKey().keyMetadata().arn();
    assertThat(there).startsWith("arn:aws:kms:eu-central-1:");
    assertThat(elsewhere.listKeys().keys()).extracting(KeyListEntry::keyArn).containsExactly(there);
    assertRefused(
        () -> elsewhere.describeKey(r -> r.keyId(here)),
        "NotFoundException",
        "Invalid arn us-east-1");
    assertThat(client("cn-north-1").createKey().keyMetadata().arn()).startsWith("arn:aws-cn:kms:");
    assertThat(
            refusal(
                    () ->
                        kms.describeKey(r -> r.keyId(here.replace("000000000000", "111122223333"))),
                    "AccessDeniedException")
                .awsErrorDetails()
                .errorMessage())
        .startsWith(
            "User: arn:aws:iam::000000000000:user/AKIDLOCALKMS is not authorized to perform:"
                + " kms:DescribeKey on resource: arn:aws:kms:us-east-1:111122223333:key/");
  }

  @Test
  void keysGoByFourNamesWhereTheyAreUsedAndByTwoWhereTheyAreManaged() {
    String key = signingKey();
    String id = key.substring(key.indexOf('/') + 1);
    kms.createAlias(r -> r.aliasName("alias/a/b").targetKeyId(id));
    String aliasArn = "arn:aws:kms:us-east-1:000000000000:alias/a/b";
    for (String name : List.of(key, id, "alias/a/b", aliasArn)) {
      sign(name);
      assertThat(kms.getPublicKey(r -> r.keyId(name)).keyId()).isEqualTo(key);
      assertThat(kms.describeKey(r -> r.keyId(name)).keyMetadata().arn()).isEqualTo(key);
    }
    kms.disableKey(r -> r.keyId(id));
    kms.enableKey(r -> r.keyId(key));
    for (String name : List.of("alias/a/b", aliasArn, "alias/none")) {
      assertRefused(
          () -> kms.disableKey(r -> r.keyId(name)),
          "InvalidArnException",
          "Key Aliases are not supported for this operation.");
    }
  }

  @Test
  void namesOfNothingAreNotFound() {
    String id = "12345678-1234-1234-1234-123456789012";
    String type = "NotFoundException";
    assertRefused(
        () -> sign(id),
        type,
        "Key 'arn:aws:kms:us-east-1:000000000000:key/" + id + "' does not exist");
    assertRefused(
        () -> sign("alias/none"),
        type,
        "Alias arn:aws:kms:us-east-1:000000000000:alias/none is not found.");
    String spelt = "ABCDEF12-1234-1234-1234-123456789012";
    String keys = "arn:aws:kms:us-east-1:000000000000:key/";
    assertRefused(() -> sign(spelt), type, "Key '" + keys + spelt + "' does not exist");
    assertRefused(() -> sign("none"), type, "Invalid keyId 'none'");
    assertRefused(() -> sign(keys + "none"), type, "Invalid keyId none");
    assertRefused(() -> sign("arn:aws:s3:::none"), type, "Invalid arn arn:aws:s3:::none");
    refusal(() -> kms.describeKey(r -> r.keyId("arn:aws:s3:::none")), "InvalidArnException");
  }
}
