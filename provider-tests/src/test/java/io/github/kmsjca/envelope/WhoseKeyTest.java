package io.github.kmsjca.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.spec.EnvelopeParameterSpec;
import io.github.kmsjca.spec.KmsSecretKey;
import io.github.kmsjca.testkit.TestKms;
import java.nio.ByteBuffer;
import java.security.InvalidAlgorithmParameterException;
import java.security.ProviderException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which KMS key is asked, how often, and for whom: the handle decides, and not the message. */
class WhoseKeyTest {
  private static final byte[] PLAINTEXT = Party.plaintext(100);

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  private Party ours;

  @BeforeEach
  void party() throws Exception {
    ours = Party.of(kms);
  }

  @AfterEach
  void nothingGoesWrong() {
    kms.local().faults().clear();
  }

  @ParameterizedTest
  @CsvSource({
    "000000000000, 999988887777", // another account's key of the same id
    "us-east-1, eu-west-1", // which is no multi-Region key
    "arn:aws:, arn:aws-cn:",
    "key/, alias/",
    "arn:aws:kms:us-east-1:000000000000:key/, ''"
  })
  void anotherKeysDataKeyIsLeftAlone(String text, String replacement) throws Exception {
    byte[] message = ours.encrypt(PLAINTEXT);
    Wire wire = Wire.of(message);
    Wire.DataKey key = wire.dataKeys().get(0);
    byte[] renamed =
        wire.with(
            message,
            List.of(
                new Wire.DataKey(
                    key.provider(), key.key().replace(text, replacement), key.ciphertext())));
    assertRefusedWithoutCall(ours, renamed, "wrapped for none of");
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws-kms-hierarchy", "AWS-KMS", "aws-kms ", "raw", ""})
  void anotherProvidersDataKeyIsLeftAlone(String provider) throws Exception {
    byte[] message = ours.encrypt(PLAINTEXT);
    Wire wire = Wire.of(message);
    Wire.DataKey key = wire.dataKeys().get(0);
    byte[] renamed =
        wire.with(message, List.of(new Wire.DataKey(provider, key.key(), key.ciphertext())));
    assertRefusedWithoutCall(ours, renamed, "");
  }

  @Test
  void anotherKeyOfTheAccountIsNotAsked() throws Exception {
    byte[] message = secondKey(ours).encrypt(PLAINTEXT);
    assertRefusedWithoutCall(ours, message, "wrapped for none of [" + ours.arn() + "]");
  }

  private static void assertRefusedWithoutCall(Party party, byte[] message, String why) {
    kms.local().calls().clear();
    assertRefused(() -> party.decrypt(message), () -> party.decrypt(Party.FRAMED, message), why);
    assertThat(kms.local().calls().all()).isEmpty();
  }

  private static void assertRefused(
      ThrowingCallable buffered, ThrowingCallable framed, String why) {
    assertThatThrownBy(buffered)
        .isExactlyInstanceOf(AEADBadTagException.class)
        .hasMessageContaining(why);
    assertThatThrownBy(framed)
        .isExactlyInstanceOf(ProviderException.class)
        .hasMessageContaining(why)
        .hasCauseExactlyInstanceOf(AEADBadTagException.class);
  }

  @Test
  void formerKeysDecryptAndDoNotEncrypt() throws Exception {
    Party former = secondKey(ours);
    byte[] old = former.encrypt(PLAINTEXT);
    Party successor = Party.of(kms, "decryptKeys", former.arn());
    kms.local().calls().clear();
    for (String name : Party.NAMES) {
      assertThat(successor.decrypt(name, old)).isEqualTo(PLAINTEXT);
    }
    kms.assertCalls(1, "Decrypt");
    assertThat(Wire.of(successor.encrypt(PLAINTEXT)).keys()).containsExactly(ours.arn());
  }

  @Test
  void formerKeysDoNotWidenTheScope() throws Exception {
    Party former = secondKey(ours);
    byte[] old = former.encrypt(PLAINTEXT);
    Party successor =
        Party.of(kms.provider("decryptKeys", former.arn(), "keys", ours.arn()), ours.arn());
    kms.local().calls().clear();
    assertThatThrownBy(() -> successor.decrypt(old))
        .isExactlyInstanceOf(ProviderException.class)
        .hasMessageContaining(former.arn())
        .hasMessageContaining("outside the scope");
    kms.assertCalls(0, "Decrypt");
  }

  @ParameterizedTest
  @ValueSource(strings = {Party.BUFFERED, Party.FRAMED})
  void atMostThreeCallsPerMessage(String name) throws Exception {
    byte[] message = messageWithDataKeys(10);
    kms.local()
        .faults()
        .always("Decrypt", Fault.error(400, "InvalidCiphertextException", "never heard of it"));
    kms.local().calls().clear();
    assertThatThrownBy(() -> ours.decrypt(name, message)).isInstanceOf(Exception.class);
    kms.assertCalls(3, "Decrypt");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void oneOfTheFirstThreeMustDo(int good) throws Exception {
    byte[] message = messageWithDataKeys(10);
    Fault bad = Fault.error(400, "InvalidCiphertextException", "never heard of it");
    kms.local().faults().next("Decrypt", Collections.nCopies(good - 1, bad).toArray(Fault[]::new));
    kms.local().calls().clear();
    if (good <= 3) {
      assertThat(ours.decrypt(message)).isEqualTo(PLAINTEXT);
      kms.assertCalls(good, "Decrypt");
    } else {
      assertThatThrownBy(() -> ours.decrypt(message)).isInstanceOf(AEADBadTagException.class);
      kms.assertCalls(3, "Decrypt");
    }
  }

  @Test
  void theSameDataKeyTenTimesIsAskedOnce() throws Exception {
    byte[] message = ours.encrypt(PLAINTEXT);
    Wire wire = Wire.of(message);
    byte[] repeated = wire.with(message, Collections.nCopies(10, wire.dataKeys().get(0)));
    kms.local()
        .faults()
        .always("Decrypt", Fault.error(400, "InvalidCiphertextException", "never heard of it"));
    kms.local().calls().clear();
    assertThatThrownBy(() -> ours.decrypt(repeated)).isInstanceOf(AEADBadTagException.class);
    kms.assertCalls(1, "Decrypt");
  }

  /** Who can wrap data keys cannot put another one in a message's place. */
  @Test
  void anotherMessagesDataKeyDoesNotFit() throws Exception {
    byte[] message = ours.encrypt(PLAINTEXT);
    byte[] other = Party.of(kms).encrypt(PLAINTEXT);
    byte[] swapped = Wire.of(message).with(message, Wire.of(other).dataKeys());
    assertRefused(
        () -> ours.decrypt(swapped),
        () -> ours.decrypt(Party.FRAMED, swapped),
        "commits to another data key");
  }

  @Test
  void garbageIsAskedForOnceInAWhile() throws Exception {
    byte[] message = ours.encrypt(PLAINTEXT);
    Wire wire = Wire.of(message);
    Wire.DataKey key = wire.dataKeys().get(0);
    ByteBuffer garbage = ByteBuffer.wrap(Party.plaintext(key.ciphertext().remaining()));
    byte[] changed =
        wire.with(message, List.of(new Wire.DataKey(key.provider(), key.key(), garbage)));
    kms.local().calls().clear();
    for (int i = 0; i < 50; i++) {
      assertThatThrownBy(() -> ours.decrypt(changed)).isInstanceOf(AEADBadTagException.class);
    }
    assertThat(kms.local().calls().count("Decrypt")).isBetween(1L, 25L);
  }

  @Test
  void recipientsAreOfTheSameProvider() throws Exception {
    KmsSecretKey ofAnother = Party.of(kms).key();
    EnvelopeParameterSpec spec = EnvelopeParameterSpec.builder().recipient(ofAnother).build();
    for (String name : Party.NAMES) {
      Cipher cipher = ours.cipher(name);
      kms.local().calls().clear();
      assertThatThrownBy(() -> cipher.init(Cipher.ENCRYPT_MODE, ours.key(), spec))
          .isExactlyInstanceOf(InvalidAlgorithmParameterException.class)
          .hasMessageContaining(ofAnother.arn())
          .hasMessageContaining("another provider instance");
      assertThat(kms.local().calls().all()).isEmpty();
    }
  }

  @Test
  void aMessageWithMoreDataKeysThanAnybodyWritesCostsNoCall() throws Exception {
    byte[] message = ours.encrypt(PLAINTEXT);
    Wire wire = Wire.of(message);
    byte[] many = wire.with(message, Collections.nCopies(11, wire.dataKeys().get(0)));
    assertRefusedWithoutCall(ours, many, "11 encrypted data keys");
  }

  /** All wrapped with the same KMS key, each differently. */
  private byte[] messageWithDataKeys(int count) {
    List<String> arns = new ArrayList<>(Collections.nCopies(count, ours.arn()));
    return new Sdk(kms).encrypt(Sdk.UNSIGNED, Sdk.FRAME, arns, Map.of(), PLAINTEXT);
  }

  private static Party secondKey(Party party) throws Exception {
    return party.with(
        kms.local().createKey(TestKms.REGION, "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT"));
  }
}
