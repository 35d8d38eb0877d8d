package io.github.kmsjca.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.spec.EnvelopeParameterSpec;
import io.github.kmsjca.testkit.TestKms;
import java.security.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.cryptography.materialproviders.IKeyring;
import software.amazon.cryptography.materialproviders.model.EncryptedDataKey;
import software.amazon.cryptography.materialproviders.model.OnDecryptInput;
import software.amazon.cryptography.materialproviders.model.OnDecryptOutput;
import software.amazon.cryptography.materialproviders.model.OnEncryptInput;
import software.amazon.cryptography.materialproviders.model.OnEncryptOutput;

/** Messages for several keys, in several Regions: each key alone opens them. */
class RecipientsTest {
  private static final Map<String, String> TENANT = Map.of("tenant", "a");
  private static final byte[] PLAINTEXT = Party.plaintext(10_000);

  /** Keys in three Regions, two of them in one. */
  private static final List<String> REGIONS =
      List.of("us-east-1", "eu-west-1", "us-east-1", "ap-southeast-2");

  @RegisterExtension static final TestKms kms = TestKms.start();

  private static final List<String> ARNS = new ArrayList<>();
  private static Sdk sdk;

  @BeforeAll
  static void keys() {
    sdk = new Sdk(kms);
    for (String region : REGIONS) {
      ARNS.add(kms.local().createKey(region, "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void oursAreReadByEachOfTheirs(int recipients) throws Exception {
    byte[] message = message(kms.provider(), recipients);
    assertThat(Wire.of(message).keys()).isEqualTo(ARNS.subList(0, recipients));
    for (String arn : ARNS.subList(0, recipients)) {
      assertThat(sdk.decrypt(arn, TENANT, message)).isEqualTo(PLAINTEXT);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void oursAreReadByEachOfOurs(int recipients) throws Exception {
    byte[] message = message(kms.provider(), recipients);
    for (String arn : ARNS.subList(0, recipients)) {
      assertReads(arn, message);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void theirsAreReadByEachOfOurs(int recipients) throws Exception {
    List<String> arns = ARNS.subList(0, recipients);
    byte[] message = sdk.encrypt(Sdk.UNSIGNED, Sdk.FRAME, arns, TENANT, PLAINTEXT);
    assertThat(Wire.of(message).keys()).isEqualTo(arns);
    for (String arn : arns) {
      assertReads(arn, message);
    }
  }

  /** By a provider that has seen nothing yet, in one call, which goes to the key's own Region. */
  private static void assertReads(String arn, byte[] message) throws Exception {
    for (String name : Party.NAMES) {
      Party ours = Party.of(kms.provider(), arn).withContext(TENANT);
      kms.local().calls().clear();
      assertThat(ours.decrypt(name, message)).isEqualTo(PLAINTEXT);
      assertThat(kms.local().calls().all())
          .filteredOn(call -> call.operation().equals("Decrypt"))
          .singleElement()
          .satisfies(
              call -> {
                assertThat(call.keyId()).isEqualTo(arn);
                assertThat(arn).contains(":" + call.region() + ":");
              });
    }
  }

  private static byte[] message(Provider provider, int recipients) throws Exception {
    EnvelopeParameterSpec.Builder spec = EnvelopeParameterSpec.builder().encryptionContext(TENANT);
    for (String arn : ARNS.subList(1, recipients)) {
      spec.recipient(Party.of(provider, arn).key());
    }
    return Party.of(provider, ARNS.get(0)).encrypt(PLAINTEXT, spec.build());
  }

  @Test
  void multiRegionKeysGoBothWays() throws Exception {
    String arn = multiRegionKey();
    Party ours = Party.of(kms.provider(), arn);
    IKeyring keyring = sdk.multiRegionKeyring(arn);
    byte[] theirs = Sdk.writer(Sdk.UNSIGNED, 0).encryptData(keyring, PLAINTEXT, TENANT).getResult();
    assertThat(ours.decrypt(theirs)).isEqualTo(PLAINTEXT);
    byte[] message = ours.encrypt(PLAINTEXT);
    assertThat(Sdk.reader().decryptData(keyring, message).getResult()).isEqualTo(PLAINTEXT);
  }

  /** Asked for is the own replica, whichever wrapped the data key. */
  @Test
  void whatAReplicaWrappedIsUnwrappedInTheOwnRegion() throws Exception {
    String arn = multiRegionKey();
    String replica = arn.replace(TestKms.REGION, "eu-west-1");
    byte[] message =
        Sdk.writer(Sdk.UNSIGNED, Sdk.FRAME)
            .encryptData(new Renaming(sdk.multiRegionKeyring(arn), replica), PLAINTEXT, TENANT)
            .getResult();
    assertThat(Wire.of(message).keys()).containsExactly(replica);
    assertReads(arn, message);
    assertThat(Sdk.reader().decryptData(sdk.multiRegionKeyring(arn), message, TENANT).getResult())
        .isEqualTo(PLAINTEXT);
  }

  private static String multiRegionKey() {
    return sdk.client(TestKms.REGION).createKey(r -> r.multiRegion(true)).keyMetadata().arn();
  }

  /** Its data keys look as if another replica had wrapped them. */
  private record Renaming(IKeyring inner, String arn) implements IKeyring {
    @Override
    public OnEncryptOutput OnEncrypt(OnEncryptInput input) {
      OnEncryptOutput output = inner.OnEncrypt(input);
      List<EncryptedDataKey> renamed =
          output.materials().encryptedDataKeys().stream()
              .map(
                  key ->
                      key.toBuilder()
                          .keyProviderInfo(java.nio.charset.StandardCharsets.UTF_8.encode(arn))
                          .build())
              .toList();
      return OnEncryptOutput.builder()
          .materials(output.materials().toBuilder().encryptedDataKeys(renamed).build())
          .build();
    }

    @Override
    public OnDecryptOutput OnDecrypt(OnDecryptInput input) {
      return inner.OnDecrypt(input);
    }
  }
}
