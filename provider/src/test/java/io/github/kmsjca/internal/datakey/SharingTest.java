package io.github.kmsjca.internal.datakey;

import static io.github.kmsjca.internal.datakey.CacheHarness.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.internal.algorithm.MessageSuite;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.KmsGateway;
import io.github.kmsjca.spec.KmsFailure;
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

  private static EncryptionRequest encryption(
      KmsGateway kms,
      List<KeyArn> keys,
      Map<String, String> context,
      MessageSuite suite,
      String... tokens) {
    return new EncryptionRequest(kms, Requests.uses(keys, tokens), context, suite);
  }

  private static DecryptionRequest decryption(
      KmsGateway kms,
      KeyArn key,
      byte[] wrapped,
      Map<String, String> context,
      MessageSuite suite,
      String... tokens) {
    return new DecryptionRequest(kms, new KeyUse(key, List.of(tokens)), wrapped, context, suite);
  }

  /** All different from each other, in one respect each. */
  private List<EncryptionRequest> encryptions() {
    Map<String, String> context = Map.of("a", "1", "b", "2");
    List<KeyArn> one = List.of(FakeKms.KEY);
    List<KeyArn> two = List.of(FakeKms.KEY, FakeKms.OTHER_KEY);
    List<KeyArn> turned = List.of(FakeKms.OTHER_KEY, FakeKms.KEY);
    return List.of(
        encryption(harness.kms, one, Map.of(), Requests.SUITE),
        encryption(otherKms, one, Map.of(), Requests.SUITE),
        encryption(harness.kms, one, Map.of(), SIGNED),
        encryption(harness.kms, one, context, Requests.SUITE),
        encryption(harness.kms, one, Map.of("a", "2", "b", "1"), Requests.SUITE),
        encryption(harness.kms, one, Map.of(), Requests.SUITE, "token"),
        encryption(harness.kms, one, Map.of(), Requests.SUITE, "another"),
        encryption(harness.kms, two, Map.of(), Requests.SUITE),
        encryption(harness.kms, turned, Map.of(), Requests.SUITE));
  }

  private List<DecryptionRequest> decryptions() {
    byte[] wrapped = Requests.wrapped(1);
    return List.of(
        decryption(harness.kms, FakeKms.KEY, wrapped, Map.of(), Requests.SUITE),
        decryption(otherKms, FakeKms.KEY, wrapped, Map.of(), Requests.SUITE),
        decryption(harness.kms, FakeKms.OTHER_KEY, wrapped, Map.of(), Requests.SUITE),
        decryption(harness.kms, FakeKms.KEY, wrapped, Map.of(), SIGNED),
        decryption(harness.kms, FakeKms.KEY, wrapped, Map.of("a", "1"), Requests.SUITE),
        decryption(harness.kms, FakeKms.KEY, wrapped, Map.of(), Requests.SUITE, "token"),
        decryption(harness.kms, FakeKms.KEY, Requests.wrapped(2), Map.of(), Requests.SUITE));
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
      List<FakeKms.Terms> terms =
          List.of(
              new FakeKms.Terms(Map.of("tenant", text), List.of()),
              new FakeKms.Terms(Map.of(text, "a"), List.of()),
              new FakeKms.Terms(Map.of(), List.of(text)));
      for (FakeKms.Terms one : terms) {
        String[] tokens = one.grantTokens().toArray(String[]::new);
        harness.encrypt(
            encryption(harness.kms, List.of(FakeKms.KEY), one.context(), Requests.SUITE, tokens),
            1);
        harness.decrypt(
            decryption(
                harness.kms,
                FakeKms.KEY,
                Requests.wrapped(1),
                one.context(),
                Requests.SUITE,
                tokens));
        count += 2;
      }
      KeyArn key = FakeKms.arn(text);
      harness.encrypt(encryption(harness.kms, List.of(key), Map.of(), Requests.SUITE), 1);
      harness.decrypt(decryption(harness.kms, key, Requests.wrapped(1), Map.of(), Requests.SUITE));
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
        decryption(harness.kms, FakeKms.KEY, wrapped, Map.of("a", "wrong"), Requests.SUITE);
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
        decryption(harness.kms, FakeKms.KEY, new byte[3], Map.of(), Requests.WITHOUT_DERIVATION);
    assertFails(KmsFailure.INVALID_CIPHERTEXT, () -> harness.decrypt(garbage));
    assertFails(KmsFailure.INVALID_CIPHERTEXT, () -> harness.decrypt(garbage));
    assertThat(harness.kms.decrypted).hasValue(1);
  }
}
