package io.github.kmsjca.region;

import static io.github.kmsjca.region.TwoRegions.FIRST;
import static io.github.kmsjca.region.TwoRegions.SECOND;
import static io.github.kmsjca.region.TwoRegions.inSecond;
import static io.github.kmsjca.region.TwoRegions.key;
import static io.github.kmsjca.region.TwoRegions.ofKms;
import static io.github.kmsjca.region.TwoRegions.sign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.localkms.LocalKms;
import io.github.kmsjca.spec.KmsKey;
import io.github.kmsjca.testkit.TestKms;
import java.security.Key;
import java.security.Provider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** What names mean in two Regions, and which keys are in scope there. */
@Timeout(120)
class NamesTest {
  @RegisterExtension static final TestKms kms = TestKms.start();

  private static final TwoRegions regions = new TwoRegions(kms);
  private static String signer;
  private static String lonely;

  @BeforeAll
  static void createKeys() {
    signer = regions.create("signer", KeySpec.ECC_NIST_P256, KeyUsageType.SIGN_VERIFY);
    lonely = regions.createHere("lonely", KeySpec.ECC_NIST_P256, KeyUsageType.SIGN_VERIFY);
    String others = kms.local().createKey(SECOND, "ECC_NIST_P256", "SIGN_VERIFY");
    kms.local().createAlias(SECOND, "alias/ecc-nist-p256", others);
  }

  @AfterEach
  void noFault() {
    kms.local().faults().clear();
  }

  /** A program can start while its first Region is lost; what it gets is the same key. */
  @Test
  void anAliasAndAKeyIdAreFoundInTheSecond() throws Exception {
    regions.first().always("*", Fault.reset());
    for (String name : new String[] {"signer", signer.substring(signer.indexOf("mrk-")), signer}) {
      Provider provider = regions.provider();
      Key key = key(provider, name);
      assertThat(((KmsKey) key).arn()).isEqualTo(signer);
      sign(provider, key);
    }
    regions.first().clear();
    Provider provider = regions.provider();
    sign(provider, key(provider, "signer"));
  }

  @Test
  void anAliasOfAKeyOfTheSecondAloneIsNotTakenForTheFirsts() throws Exception {
    regions.first().always("*", Fault.reset());
    KmsCallException e = ofKms(catchThrowable(() -> key(regions.provider(), "ecc-nist-p256")));
    assertThat(e.failure().name()).isEqualTo("UNREACHABLE");
    assertThat(e).hasMessageContaining("Region " + FIRST);
    assertThat(regions.calls(SECOND, "GetPublicKey")).isPositive();
  }

  /** Its aliases are looked up as if there was one Region: retries included. */
  @Test
  void aKeyOfOneRegionLosesNoRetries() throws Exception {
    for (String name : new String[] {"ecc-nist-p256", "ecc-nist-p384", "lonely", lonely}) {
      Provider provider = regions.provider("maxAttempts", "3", "accounts", LocalKms.ACCOUNT);
      regions.first().next("GetPublicKey", Fault.internalError(), Fault.reset());
      assertThat(key(provider, name)).isNotNull();
    }
  }

  @Test
  void aNameThatTheSecondDoesNotKnowMayStillBeThere() throws Exception {
    regions.first().always("*", Fault.internalError());
    KmsCallException e = ofKms(catchThrowable(() -> key(regions.provider(), "ecc-nist-p384")));
    assertThat(e.failure().name()).isEqualTo("UNAVAILABLE");
    assertThat(e)
        .hasMessageContaining(", Region " + FIRST)
        .hasMessageContaining("; Region " + SECOND + ": there is no such key or alias");
  }

  /** As if the second had not been set, even while the first is given up. */
  @Test
  void aKeyWithoutAReplicaIsUsedWhereItIs() throws Exception {
    Provider provider = regions.provider();
    Key key = key(provider, "lonely");
    regions.first().always("*", Fault.hang());
    assertThat(ofKms(catchThrowable(() -> sign(provider, key))).failure().name())
        .isEqualTo("TIMED_OUT");
    regions.first().clear();
    kms.local().calls().clear();
    sign(provider, key);
    assertThat(regions.calls(FIRST, "Sign")).isEqualTo(1);
    assertThat(lonely).contains("mrk-");
  }

  @Test
  void anArnIsCalledInTheFirstToo() throws Exception {
    Provider provider = regions.provider();
    Key key = key(provider, inSecond(signer));
    assertThat(((KmsKey) key).arn()).isEqualTo(inSecond(signer));
    kms.local().calls().clear();
    sign(provider, key);
    assertThat(regions.calls(FIRST, "Sign")).isEqualTo(1);
    assertThat(regions.calls(SECOND, "Sign")).isZero();
  }

  @Test
  void anArnOfAThirdRegionIsCalledThere() throws Exception {
    Provider provider = regions.provider("accounts", LocalKms.ACCOUNT);
    String elsewhere = signer.replace(FIRST, "ap-south-1");
    assertThat(ofKms(catchThrowable(() -> key(provider, elsewhere))).failure().name())
        .isEqualTo("NOT_FOUND");
    assertThat(regions.calls("ap-south-1", "GetPublicKey")).isEqualTo(1);
  }

  @Test
  void aReplicaIsInScopeWithItsKey() throws Exception {
    for (String listed : new String[] {signer, inSecond(signer), "signer"}) {
      Provider provider = regions.provider("keys", listed);
      sign(provider, key(provider, signer));
      sign(provider, key(provider, inSecond(signer)));
      assertThat(ofKms(catchThrowable(() -> key(provider, lonely))).failure().name())
          .isEqualTo("OUT_OF_SCOPE");
    }
    Provider ofOneRegion = kms.provider("keys", signer);
    assertThat(ofKms(catchThrowable(() -> key(ofOneRegion, inSecond(signer)))).failure().name())
        .isEqualTo("OUT_OF_SCOPE");
  }

  @Test
  void theFirstIsTheRegionOfNames() throws Exception {
    for (String[] wrong :
        new String[][] {
          {"regions", SECOND + "," + FIRST},
          {"regions", FIRST + "," + FIRST},
          {"regions", "nowhere"},
          {"regions", ","}
        }) {
      assertThat(catchThrowable(() -> key(kms.provider(wrong), signer)))
          .hasMessageContaining("regions=");
    }
    Provider provider = kms.provider("regions", FIRST);
    sign(provider, key(provider, "signer"));
  }
}
