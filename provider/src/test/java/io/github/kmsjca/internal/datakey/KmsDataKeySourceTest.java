package io.github.kmsjca.internal.datakey;

import static io.github.kmsjca.internal.datakey.CacheHarness.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.message.EncryptedDataKey;
import io.github.kmsjca.internal.message.HeaderWriter;
import io.github.kmsjca.spec.KmsFailure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A data key for each message, straight from KMS. */
class KmsDataKeySourceTest {
  private final FakeKms kms = new FakeKms();
  private final KmsDataKeySource source = new KmsDataKeySource();

  @Test
  void aKeyForEachMessage() throws KmsCallException {
    EncryptionKey one = source.forEncryption(Requests.encryption(kms), 1);
    EncryptionKey two = source.forEncryption(Requests.encryption(kms), 1);
    assertThat(one.bytes()).hasSize(32).isNotEqualTo(two.bytes());
    assertThat(kms.generated).hasValue(2);
  }

  @Test
  void everyRecipientGetsTheSameKeyUnderTheSameTerms() throws KmsCallException {
    Map<String, String> context = Map.of("tenant", "a");
    FakeKms.Terms terms = new FakeKms.Terms(context, List.of("token"));
    EncryptionKey key =
        source.forEncryption(
            new EncryptionRequest(
                kms,
                Requests.uses(List.of(FakeKms.KEY, FakeKms.OTHER_KEY, FakeKms.arn("3")), "token"),
                context,
                Requests.SUITE),
            1);
    assertThat(kms.generated).hasValue(1);
    assertThat(kms.encrypted).hasValue(2);
    assertThat(kms.terms).containsExactly(terms, terms, terms);
    assertThat(key.dataKeys())
        .extracting(k -> new String(k.providerInfo(), StandardCharsets.UTF_8))
        .containsExactly(
            FakeKms.KEY.toString(), FakeKms.OTHER_KEY.toString(), FakeKms.arn("3").toString());
    assertThat(key.dataKeys())
        .allSatisfy(k -> assertThat(k.providerId()).isEqualTo("aws-kms"))
        .allSatisfy(k -> assertThat(k.ciphertext()).isEqualTo(FakeKms.wrapped(key.bytes())));
  }

  /** Byte for byte what a header has between message id and content type. */
  @Test
  void recipientsStandAsInAHeader() throws KmsCallException {
    EncryptionKey key = source.forEncryption(Requests.encryption(kms, Map.of("k", "v")), 1);
    byte[] context = {0, 1, 0, 1, 'k', 0, 1, 'v'};
    assertThat(key.encodedRecipients()).isEqualTo(HeaderWriter.recipients(context, key.dataKeys()));

    EncryptedDataKey only = key.dataKeys().get(0);
    ByteBuffer read = ByteBuffer.wrap(key.encodedRecipients());
    assertThat(read.getShort()).isEqualTo((short) context.length);
    read.position(2 + context.length);
    assertThat(read.getShort()).isEqualTo((short) 1);
    assertThat(read.remaining())
        .isEqualTo(6 + "aws-kms".length() + only.providerInfo().length + only.ciphertext().length);
  }

  @Test
  void withoutContextThereIsALengthOnly() throws KmsCallException {
    EncryptionKey key = source.forEncryption(Requests.encryption(kms), 1);
    assertThat(key.encodedRecipients()).startsWith(0, 0, 0, 1);
  }

  @Test
  void bytesAreWipedWhenTheLeaseEnds() throws KmsCallException {
    EncryptionKey key = source.forEncryption(Requests.encryption(kms), 1);
    DecryptionKey unwrapped = source.forDecryption(Requests.decryption(kms, Requests.wrapped(1)));
    assertThat(kms.handedOut).noneMatch(FakeKms::isZero);
    key.charge(1 << 20);
    key.release();
    unwrapped.release();
    assertThat(kms.isAllWiped()).isTrue();
    assertThatThrownBy(key::release).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aFailingRecipientLeavesNothing() {
    kms.encryptFailure = KmsFailure.ACCESS_DENIED;
    EncryptionRequest request =
        new EncryptionRequest(
            kms, Requests.uses(List.of(FakeKms.KEY, FakeKms.OTHER_KEY)), Map.of(), Requests.SUITE);
    assertFails(KmsFailure.ACCESS_DENIED, () -> source.forEncryption(request, 1));
    assertThat(kms.handedOut).hasSize(1);
    assertThat(kms.isAllWiped()).isTrue();
  }

  @Test
  void aContextThatNoHeaderHoldsCostsNoCall() {
    EncryptionRequest request = Requests.encryption(kms, Map.of("k", ""));
    assertThatIllegalArgumentException().isThrownBy(() -> source.forEncryption(request, 1));
    assertThat(kms.calls()).isZero();
  }

  @Test
  void aKeyOfZerosIsRefused() {
    kms.plaintext = new byte[32];
    assertFails(
        KmsFailure.INCOMPLETE_ANSWER, () -> source.forEncryption(Requests.encryption(kms), 1));
    assertFails(
        KmsFailure.INVALID_CIPHERTEXT,
        () -> source.forDecryption(Requests.decryption(kms, Requests.wrapped(1))));
  }

  @Test
  void aKeyOfTheWrongLengthIsRefusedAndWiped() {
    kms.plaintext = new byte[] {1, 2, 3};
    assertFails(
        KmsFailure.INVALID_CIPHERTEXT,
        () -> source.forDecryption(Requests.decryption(kms, Requests.wrapped(1))));
    assertThat(kms.handedOut).hasSize(1);
    assertThat(kms.isAllWiped()).isTrue();
  }

  @Test
  void unwraps() throws KmsCallException {
    byte[] wrapped = Requests.wrapped(7);
    DecryptionKey key = source.forDecryption(Requests.decryption(kms, wrapped));
    assertThat(FakeKms.wrapped(key.bytes())).isEqualTo(wrapped);
    assertThat(key).hasToString("a data key of 32 bytes");
  }
}
