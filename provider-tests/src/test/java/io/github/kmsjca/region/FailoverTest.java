package io.github.kmsjca.region;

import static io.github.kmsjca.region.TwoRegions.FIRST;
import static io.github.kmsjca.region.TwoRegions.SECOND;
import static io.github.kmsjca.region.TwoRegions.ofKms;
import static io.github.kmsjca.region.TwoRegions.sign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.spec.KmsKey;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** The first Region is lost: who goes on to the second, and who must not. */
@Timeout(120)
class FailoverTest {
  @RegisterExtension static final TestKms kms = TestKms.start();

  private static final TwoRegions regions = new TwoRegions(kms);
  private static String signer;
  private static String other;
  private static KeyPair peer;

  @BeforeAll
  static void createKeys() throws Exception {
    signer = regions.create("signer", KeySpec.ECC_NIST_P256, KeyUsageType.SIGN_VERIFY);
    other = regions.create("other", KeySpec.ECC_NIST_P256, KeyUsageType.SIGN_VERIFY);
    regions.create("box", KeySpec.SYMMETRIC_DEFAULT, KeyUsageType.ENCRYPT_DECRYPT);
    regions.create("mac", KeySpec.HMAC_256, KeyUsageType.GENERATE_VERIFY_MAC);
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    peer = generator.generateKeyPair();
    regions.create("agreement", KeySpec.ECC_NIST_P256, KeyUsageType.KEY_AGREEMENT);
  }

  @AfterEach
  void noFault() {
    kms.local().faults().clear();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reset",
        "dropConnection",
        "halfClose",
        "cut",
        "hang",
        "internalError",
        "keyUnavailable",
        "error:503:ServiceUnavailable",
        "html:200",
        "html:403",
        "html:503"
      })
  void oneAttemptInTheFirstAndThenTheSecond(String fault) throws Exception {
    Provider provider = regions.provider("maxAttempts", "4");
    Key key = TwoRegions.key(provider, "signer");
    regions.first().always("*", Fault.parse(fault));
    kms.local().calls().clear();
    byte[] signature = sign(provider, key);
    assertThat(regions.calls(FIRST, "Sign")).isEqualTo(1);
    assertThat(regions.calls(SECOND, "Sign")).isEqualTo(1);
    Signature verification = Signature.getInstance("SHA256withECDSA");
    verification.initVerify(((KmsPrivateKey) key).publicKey());
    verification.update(new byte[] {1, 2, 3});
    assertThat(verification.verify(signature)).isTrue();
  }

  @Test
  void everyUseOfAKey() throws Exception {
    Provider provider = regions.provider();
    Key box = TwoRegions.key(provider, "box");
    Key mac = TwoRegions.key(provider, "mac");
    Key agreement = TwoRegions.key(provider, "agreement");
    byte[] inFirst = encrypted(provider, "AES/GCM/NoPadding", box);
    byte[] direct = encrypted(provider, "AWSKMS", box);
    byte[] tag = tag(provider, mac);
    byte[] secret = secret(provider, agreement);
    regions.first().always("*", Fault.reset());
    Provider fresh = regions.provider(); // no data key at hand
    assertThat(decrypted(fresh, "AES/GCM/NoPadding", box, inFirst)).isEqualTo(new byte[40]);
    assertThat(decrypted(fresh, "AWSKMS", box, direct)).isEqualTo(new byte[40]);
    byte[] inSecond = encrypted(fresh, "AES/GCM/NoPadding", box);
    byte[] directInSecond = encrypted(fresh, "AWSKMS", box);
    assertThat(tag(fresh, mac)).isEqualTo(tag);
    assertThat(secret(fresh, agreement)).isEqualTo(secret);
    regions.first().clear();
    Provider ofFirst = kms.provider();
    assertThat(decrypted(ofFirst, "AES/GCM/NoPadding", box, inSecond)).isEqualTo(new byte[40]);
    assertThat(decrypted(ofFirst, "AWSKMS", box, directInSecond)).isEqualTo(new byte[40]);
  }

  private static byte[] encrypted(Provider provider, String transformation, Key key)
      throws Exception {
    Cipher cipher = Cipher.getInstance(transformation, provider);
    cipher.init(Cipher.ENCRYPT_MODE, here(provider, key));
    return cipher.doFinal(new byte[40]);
  }

  private static byte[] decrypted(Provider provider, String transformation, Key key, byte[] text)
      throws Exception {
    Cipher cipher = Cipher.getInstance(transformation, provider);
    cipher.init(Cipher.DECRYPT_MODE, here(provider, key));
    return cipher.doFinal(text);
  }

  private static byte[] tag(Provider provider, Key key) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256", provider);
    mac.init(here(provider, key));
    return mac.doFinal(new byte[10]);
  }

  private static byte[] secret(Provider provider, Key key) throws Exception {
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH", provider);
    agreement.init(here(provider, key));
    agreement.doPhase(peer.getPublic(), true);
    return agreement.generateSecret();
  }

  /** The same key's handle of that provider instance. */
  private static Key here(Provider provider, Key key) throws Exception {
    return TwoRegions.key(provider, ((KmsKey) key).arn());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ACCESS_DENIED=accessDenied",
        "DISABLED=error:400:DisabledException",
        "NOT_FOUND=error:400:NotFoundException",
        "THROTTLED=throttle",
        "REFUSED=error:400:ValidationException"
      })
  void aNoOfKmsIsFinal(String row) throws Exception {
    Provider provider = regions.provider();
    Key key = TwoRegions.key(provider, "signer");
    String[] parts = row.split("=", 2);
    regions.first().always("Sign", Fault.parse(parts[1]));
    kms.local().calls().clear();
    for (int i = 0; i < 6; i++) {
      assertThat(ofKms(catchThrowable(() -> sign(provider, key))).failure().name())
          .isEqualTo(parts[0]);
    }
    assertThat(regions.calls(SECOND, "*")).isZero();
    regions.first().clear();
    sign(provider, key);
    assertThat(regions.calls(SECOND, "*")).isZero();
  }

  @Test
  void aKeyOfOneRegionStaysThere() throws Exception {
    Provider provider = regions.provider();
    Key key = TwoRegions.key(provider, "ecc-nist-p256");
    regions.first().always("*", Fault.reset());
    kms.local().calls().clear();
    assertThat(ofKms(catchThrowable(() -> sign(provider, key))).failure().name())
        .isEqualTo("UNREACHABLE");
    assertThat(regions.calls(FIRST, "Sign")).as("with all its attempts").isEqualTo(2);
    assertThat(regions.calls(SECOND, "*")).isZero();
  }

  @Test
  void anAnswerOfAnotherKeyIsRefusedThereToo() throws Exception {
    Provider provider = regions.provider();
    Key key = TwoRegions.key(provider, "signer");
    regions.first().always("*", Fault.reset());
    for (String wrong : new String[] {TwoRegions.inSecond(other), other, signer}) {
      regions.second().next("Sign", Fault.wrongKeyId(wrong));
      KmsCallException e = ofKms(catchThrowable(() -> sign(provider, key)));
      assertThat(e.failure().name()).isEqualTo("WRONG_KEY");
      assertThat(e).hasMessageContaining("Region " + SECOND);
    }
  }

  @Test
  void whatTheSecondSaysCounts() throws Exception {
    Provider provider = regions.provider();
    Key key = TwoRegions.key(provider, "signer");
    regions.first().always("*", Fault.internalError());
    regions.second().always("*", Fault.accessDenied());
    KmsCallException e = ofKms(catchThrowable(() -> sign(provider, key)));
    assertThat(e.failure().name()).isEqualTo("ACCESS_DENIED");
    assertThat(e)
        .hasMessageContaining("2 attempts in")
        .hasMessageContaining(", Region " + SECOND)
        .hasMessageContaining("; Region " + FIRST + ": KMS was unavailable");
    assertThat(e.getSuppressed()).hasSize(1);
    assertThat(ofKms(e.getSuppressed()[0]).failure().name()).isEqualTo("UNAVAILABLE");
  }

  /** The last Region has the retries, and both together the call's time. */
  @Test
  void bothAreLost() throws Exception {
    Provider provider = regions.provider("callTimeout", "4s", "maxAttempts", "3");
    Key key = TwoRegions.key(provider, "signer");
    kms.local().faults().always("*", Fault.reset());
    kms.local().calls().clear();
    assertThat(ofKms(catchThrowable(() -> sign(provider, key))).failure().name())
        .isEqualTo("UNREACHABLE");
    assertThat(regions.calls(FIRST, "Sign")).isEqualTo(1);
    assertThat(regions.calls(SECOND, "Sign")).isEqualTo(3);
    kms.local().faults().always("*", Fault.hang());
    long begin = System.nanoTime();
    assertThat(ofKms(catchThrowable(() -> sign(provider, key))).failure().name())
        .isEqualTo("TIMED_OUT");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(5500));
    kms.local().faults().clear();
    sign(provider, key);
  }

  @Test
  void theTimeIsSharedWhereOneAttemptCouldTakeItAll() throws Exception {
    Provider provider = regions.provider("callTimeout", "4s", "attemptTimeout", "4s");
    Key key = TwoRegions.key(provider, "signer");
    regions.first().always("*", Fault.hang());
    sign(provider, key);
    assertThat(regions.calls(SECOND, "Sign")).isPositive();
  }
}
