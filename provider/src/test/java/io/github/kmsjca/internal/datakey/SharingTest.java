package io.github.kmsjca.internal.datakey;

import static io.github.kmsjca.internal.datakey.CacheHarness.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.internal.algorithm.MessageSuite;
import io.github.kmsjca.internal.kms.EncryptionTerms;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.KmsFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may share a key, who never does, and what is not asked twice. */
class SharingTest {
  private static final MessageSuite SIGNED =
      MessageSuite.AES_256_GCM_HKDF_SHA512_COMMIT_KEY_ECDSA_P384;

  private final CacheHarness harness = CacheHarness.of(CacheHarness.BOUNDS);
  private final FakeKms otherKms = new FakeKms();

  private static EncryptionTerms terms(Map<String, String> context, String... tokens) {
    return new EncryptionTerms(context, List.of(tokens));
  }

  /** All different from each other, in one respect each. */
  private List<EncryptionRequest> encryptions() {
    Map<String, String> context = Map.of("a", "1", "b", "2");
    List<KeyArn> one = List.of(FakeKms.KEY);
    List<KeyArn> two = List.of(FakeKms.KEY, FakeKms.OTHER_KEY);
    List<KeyArn> turned = List.of(FakeKms.OTHER_KEY, FakeKms.KEY);
    return List.of(
        new EncryptionRequest(harness.kms, one, terms(Map.of()), Requests.SUITE),
        new EncryptionRequest(otherKms, one, terms(Map.of()), Requests.SUITE),
        new EncryptionRequest(harness.kms, one, terms(Map.of()), SIGNED),
        new EncryptionRequest(harness.kms, one, terms(context), Requests.SUITE),
        new EncryptionRequest(harness.kms, one, terms(Map.of("a", "2", "b", "1")), Requests.SUITE),
        new EncryptionRequest(harness.kms, one, terms(Map.of(), "token"), Requests.SUITE),
        new EncryptionRequest(harness.kms, one, terms(Map.of(), "another"), Requests.SUITE),
        new EncryptionRequest(harness.kms, two, terms(Map.of()), Requests.SUITE),
        new EncryptionRequest(harness.kms, turned, terms(Map.of()), Requests.SUITE));
  }

  private List<DecryptionRequest> decryptions() {
    byte[] wrapped = Requests.wrapped(1);
    return List.of(
        new DecryptionRequest(harness.kms, FakeKms.KEY, wrapped, terms(Map.of()), Requests.SUITE),
        new DecryptionRequest(otherKms, FakeKms.KEY, wrapped, terms(Map.of()), Requests.SUITE),
        new DecryptionRequest(
            harness.kms, FakeKms.OTHER_KEY, wrapped, terms(Map.of()), Requests.SUITE),
        new DecryptionRequest(harness.kms, FakeKms.KEY, wrapped, terms(Map.of()), SIGNED),
        new DecryptionRequest(
            harness.kms, FakeKms.KEY, wrapped, terms(Map.of("a", "1")), Requests.SUITE),
        new DecryptionRequest(
            harness.kms, FakeKms.KEY, wrapped, terms(Map.of(), "token"), Requests.SUITE),
        new DecryptionRequest(
            harness.kms, FakeKms.KEY, Requests.wrapped(2), terms(Map.of()), Requests.SUITE));
  }

  private int calls() {
    return harness.kms.generated.get()
        + harness.kms.decrypted.get()
        + otherKms.generated.get()
        + otherKms.decrypted.get();
  }

  @Test
  void unequalRequestsNeverShare() throws KmsCallException {
    int count = 0;
    for (EncryptionRequest request : encryptions()) {
      harness.encrypt(request, 1);
      assertThat(calls()).as("%s", request).isEqualTo(++count);
    }
    for (DecryptionRequest request : decryptions()) {
      harness.decrypt(request);
      assertThat(calls()).as("%s", request).isEqualTo(++count);
    }
  }

  /** The same again, as other objects: every one finds its key. */
  @Test
  void equalRequestsShare() throws KmsCallException {
    unequalRequestsNeverShare();
    int count = calls();
    for (EncryptionRequest request : encryptions()) {
      harness.encrypt(request, 1);
    }
    for (DecryptionRequest request : decryptions()) {
      harness.decrypt(request);
    }
    assertThat(calls()).isEqualTo(count);
    Map<String, String> forth = new LinkedHashMap<>();
    forth.put("a", "1");
    forth.put("b", "2");
    Map<String, String> back = new LinkedHashMap<>();
    back.put("b", "2");
    back.put("a", "1");
    assertThat(Requests.encryption(harness.kms, forth))
        .isEqualTo(Requests.encryption(harness.kms, back))
        .hasSameHashCodeAs(Requests.encryption(harness.kms, back));
  }

  /** "Aa" and "BB" have the same hash, and so has all that differs by nothing else. */
  @Test
  void equalHashesAreNotEnoughToShare() throws KmsCallException {
    int count = 0;
    for (String text : List.of("Aa", "BB")) {
      List<EncryptionTerms> terms =
          List.of(terms(Map.of("tenant", text)), terms(Map.of(text, "a")), terms(Map.of(), text));
      for (EncryptionTerms one : terms) {
        harness.encrypt(
            new EncryptionRequest(harness.kms, List.of(FakeKms.KEY), one, Requests.SUITE), 1);
        harness.decrypt(
            new DecryptionRequest(
                harness.kms, FakeKms.KEY, Requests.wrapped(1), one, Requests.SUITE));
        count += 2;
      }
      KeyArn key = FakeKms.arn(text);
      harness.encrypt(
          new EncryptionRequest(harness.kms, List.of(key), EncryptionTerms.NONE, Requests.SUITE),
          1);
      harness.decrypt(
          new DecryptionRequest(
              harness.kms, key, Requests.wrapped(1), EncryptionTerms.NONE, Requests.SUITE));
      count += 2;
      assertThat(calls()).as(text).isEqualTo(count);
    }
  }

  @Test
  void requestsAreNotEqualToAnythingElse() {
    List<Object> all = new ArrayList<>(encryptions());
    all.addAll(decryptions());
    all.add("else");
    for (Object one : all) {
      assertThat(all.stream().filter(one::equals)).containsExactly(one);
    }
  }

  @Test
  void garbageIsAskedForOnce() {
    DecryptionRequest garbage = Requests.decryption(harness.kms, new byte[] {1, 2, 3});
    for (int i = 0; i < 100; i++) {
      assertFails(KmsFailure.INVALID_CIPHERTEXT, () -> harness.decrypt(garbage));
    }
    assertThat(harness.kms.decrypted).hasValue(1);
    harness.pass(Duration.ofSeconds(4));
    assertFails(KmsFailure.INVALID_CIPHERTEXT, () -> harness.decrypt(garbage));
    assertThat(harness.kms.decrypted).hasValue(1);
    harness.pass(Duration.ofSeconds(1));
    assertFails(KmsFailure.INVALID_CIPHERTEXT, () -> harness.decrypt(garbage));
    assertThat(harness.kms.decrypted).hasValue(2);
  }

  @Test
  void garbageIsRememberedByContextToo() throws KmsCallException {
    byte[] wrapped = Requests.wrapped(1);
    harness.kms.failure = KmsFailure.INVALID_CIPHERTEXT;
    DecryptionRequest wrong =
        new DecryptionRequest(
            harness.kms, FakeKms.KEY, wrapped, terms(Map.of("a", "wrong")), Requests.SUITE);
    assertFails(KmsFailure.INVALID_CIPHERTEXT, () -> harness.decrypt(wrong));
    harness.kms.failure = null;
    assertFails(KmsFailure.INVALID_CIPHERTEXT, () -> harness.decrypt(wrong));
    harness.decrypt(Requests.decryption(harness.kms, wrapped));
  }

  @Test
  void otherFailuresAreNotRemembered() throws KmsCallException {
    DecryptionRequest request = Requests.decryption(harness.kms, Requests.wrapped(1));
    for (KmsFailure failure : KmsFailure.values()) {
      if (failure != KmsFailure.INVALID_CIPHERTEXT) {
        harness.kms.failure = failure;
        assertFails(failure, () -> harness.decrypt(request));
        assertFails(failure, () -> harness.decrypt(request));
      }
    }
    assertThat(harness.kms.decrypted).hasValue(2 * (KmsFailure.values().length - 1));
    harness.kms.failure = null;
    harness.decrypt(request);
  }

  /** However much garbage comes, what is remembered of it is bounded. */
  @Test
  void theMemoryForGarbageIsBounded() {
    for (int i = 0; i < 5000; i++) {
      byte[] garbage = {(byte) i, (byte) (i >> 8), 0};
      assertFails(
          KmsFailure.INVALID_CIPHERTEXT,
          () -> harness.decrypt(Requests.decryption(harness.kms, garbage)));
    }
    assertThat(harness.cache.refusedEntries()).isBetween(1L, 2100L);
  }

  @Test
  void garbageUnderSuitesWithoutDerivation() {
    DecryptionRequest garbage =
        new DecryptionRequest(
            harness.kms,
            FakeKms.KEY,
            new byte[3],
            EncryptionTerms.NONE,
            Requests.WITHOUT_DERIVATION);
    assertFails(KmsFailure.INVALID_CIPHERTEXT, () -> harness.decrypt(garbage));
    assertFails(KmsFailure.INVALID_CIPHERTEXT, () -> harness.decrypt(garbage));
    assertThat(harness.kms.decrypted).hasValue(1);
  }
}
