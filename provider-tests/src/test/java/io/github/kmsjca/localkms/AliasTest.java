package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

final class AliasTest extends KmsTest {

  @Test
  void anAliasIsListedWithItsKeyAndDates() {
    String key = signingKey();
    create("alias/one", key);
    AliasListEntry alias = ownAliases().get(0);
    assertThat(alias.aliasName()).isEqualTo("alias/one");
    assertThat(alias.aliasArn()).isEqualTo("arn:aws:kms:us-east-1:000000000000:alias/one");
    assertThat(key).endsWith(":key/" + alias.targetKeyId());
    assertThat(alias.creationDate()).isCloseTo(clock.instant(), within(1, ChronoUnit.MINUTES));
    assertThat(alias.lastUpdatedDate()).isEqualTo(alias.creationDate());
  }

  @Test
  void anAliasMovesToAKeyOfTheSameKindOnly() {
    String first = signingKey();
    String second = key(KeySpec.RSA_2048, KeyUsageType.SIGN_VERIFY);
    create("alias/moves", first);
    moveClock(Duration.ofMinutes(1));
    kms.updateAlias(r -> r.aliasName("alias/moves").targetKeyId(second));
    assertThat(kms.describeKey(r -> r.keyId("alias/moves")).keyMetadata().arn()).isEqualTo(second);
    AliasListEntry alias = ownAliases().get(0);
    assertThat(alias.lastUpdatedDate()).isAfter(alias.creationDate());
    String symmetric = kms.createKey().keyMetadata().arn();
    String agreement = key(KeySpec.ECC_NIST_P256, KeyUsageType.KEY_AGREEMENT);
    refusal(() -> update("alias/moves", symmetric), "ValidationException");
    refusal(() -> update("alias/moves", agreement), "ValidationException");
    refusal(() -> update("alias/none", first), "NotFoundException");
  }

  @Test
  void anAliasMovesAwayFromAKeyPendingDeletionButNotToOne() {
    String doomed = signingKey();
    String safe = signingKey();
    create("alias/saved", doomed);
    kms.scheduleKeyDeletion(r -> r.keyId(doomed));
    kms.updateAlias(r -> r.aliasName("alias/saved").targetKeyId(safe));
    refusal(() -> update("alias/saved", doomed), "KMSInvalidStateException");
  }

  @Test
  void aDeletedAliasIsGoneAndItsKeyStays() {
    String key = signingKey();
    create("alias/brief", key);
    kms.deleteAlias(r -> r.aliasName("alias/brief"));
    assertThat(ownAliases()).isEmpty();
    assertThat(kms.describeKey(r -> r.keyId(key)).keyMetadata().enabled()).isTrue();
    assertRefused(
        () -> kms.deleteAlias(r -> r.aliasName("alias/brief")),
        "NotFoundException",
        "Alias arn:aws:kms:us-east-1:000000000000:alias/brief is not found.");
  }

  @ParameterizedTest
  @CsvSource({
    "name, ValidationException",
    "alias/, ValidationException",
    "alias/a b, ValidationException",
    "alias/a:b, ValidationException",
    "alias/aws/mine, NotAuthorizedException"
  })
  void namesObeyTheRules(String name, String type) {
    String key = signingKey();
    refusal(() -> create(name, key), type);
  }

  @Test
  void namesAreUnique() {
    create("alias/one", signingKey());
    String other = signingKey();
    assertRefused(
        () -> create("alias/one", other),
        "AlreadyExistsException",
        "An alias with the name arn:aws:kms:us-east-1:000000000000:alias/one already exists");
    assertRefused(
        () -> create("alias/two", "alias/one"),
        "ValidationException",
        "Aliases must refer to keys. Not aliases");
  }

  @Test
  void aKeyHasFiftyAliasesAtMostAndListsComeInSortedPages() {
    String key = signingKey();
    String other = signingKey();
    create("alias/other", other);
    IntStream.range(0, 50).forEach(i -> create("alias/n%02d".formatted(i), key));
    refusal(() -> create("alias/n50", key), "LimitExceededException");
    refusal(() -> update("alias/other", key), "LimitExceededException");
    assertThat(ownAliases()).hasSize(51);
    assertThat(kms.listAliases().aliases()).hasSize(50);
    assertThat(kms.listAliases().truncated()).isTrue();
    assertThat(kms.listAliasesPaginator(r -> r.limit(7)).aliases())
        .hasSize(51 + 39)
        .extracting(AliasListEntry::aliasName)
        .isSorted();
    assertThat(kms.listAliasesPaginator(r -> r.limit(7).keyId(key)).aliases()).hasSize(50);
    assertThat(kms.listAliases(r -> r.keyId(other)).aliases()).hasSize(1);
    refusal(() -> kms.listAliases(r -> r.limit(101)), "ValidationException");
    String foreign = kms.listKeys(r -> r.limit(1)).nextMarker();
    refusal(() -> kms.listAliases(r -> r.marker(foreign)), "InvalidMarkerException");
  }

  private void create(String name, String key) {
    kms.createAlias(r -> r.aliasName(name).targetKeyId(key));
  }

  private void update(String name, String key) {
    kms.updateAlias(r -> r.aliasName(name).targetKeyId(key));
  }
}
