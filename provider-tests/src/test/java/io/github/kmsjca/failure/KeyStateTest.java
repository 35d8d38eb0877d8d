package io.github.kmsjca.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import java.security.KeyStore;
import java.security.Provider;
import java.security.SignatureException;
import java.security.UnrecoverableKeyException;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;

/** An administrator takes a key out of use, and puts it back. */
class KeyStateTest {
  enum State {
    DISABLED(
        (admin, arn) -> admin.disableKey(r -> r.keyId(arn)),
        (admin, arn) -> {},
        DisabledException.class,
        "the key is disabled",
        "Enable it, or use another key"),
    PENDING_DELETION(
        (admin, arn) -> admin.scheduleKeyDeletion(r -> r.keyId(arn).pendingWindowInDays(7)),
        (admin, arn) -> admin.cancelKeyDeletion(r -> r.keyId(arn)),
        KmsInvalidStateException.class,
        "pending deletion",
        "Cancel its deletion or use another key");

    @SuppressWarnings("ImmutableEnumChecker") // lambdas without a capture
    final BiConsumer<KmsClient, String> takeOut;

    @SuppressWarnings("ImmutableEnumChecker") // lambdas without a capture
    final BiConsumer<KmsClient, String> putBack;

    final Class<? extends Throwable> sdkException;
    final String meaning;
    final String advice;

    State(
        BiConsumer<KmsClient, String> takeOut,
        BiConsumer<KmsClient, String> putBack,
        Class<? extends Throwable> sdkException,
        String meaning,
        String advice) {
      this.takeOut = takeOut;
      this.putBack = putBack;
      this.sdkException = sdkException;
      this.meaning = meaning;
      this.advice = advice;
    }
  }

  @RegisterExtension static final TestKms kms = TestKms.start();
  private static KmsClient admin;

  @BeforeAll
  static void start() {
    admin = kms.sdk();
  }

  @AfterAll
  static void stop() {
    admin.close();
  }

  @ParameterizedTest
  @EnumSource
  void handleMadeBefore(State state) throws Exception {
    Provider provider = kms.provider();
    String arn = kms.create("before-" + state.name(), "RSA_2048", "SIGN_VERIFY");
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, "before-" + state.name());
    Signing signing = Signing.start(provider, SignatureAlgorithm.SHA256_WITH_RSA, key);
    state.takeOut.accept(admin, arn);

    SignatureException e = signing.failure();

    Explanation.assertExplains(
        e, "Sign", arn, state.meaning, state.advice, Explanation.lastRequestId(kms, "Sign"));
    Explanation.assertCausedBySdk(e, state.sdkException);
    putBack(state, arn);
    signing.assertWorksAgain();
  }

  @ParameterizedTest
  @EnumSource
  void resolvedAfterwards(State state) throws Exception {
    String alias = "after-" + state.name();
    String arn = kms.create(alias, "ECC_NIST_P256", "SIGN_VERIFY");
    state.takeOut.accept(admin, arn);
    if (state == State.DISABLED) {
      // The local KMS answers it, as AWS was seen to do; AWS's guide says that AWS does not.
      Fault refusal = Fault.error(400, "DisabledException", arn + " is disabled.");
      kms.local().faults().always("GetPublicKey", refusal);
    }
    Provider provider = kms.provider();
    KeyStore store = TestKms.keyStore(provider);

    UnrecoverableKeyException e =
        assertThrowsExactly(UnrecoverableKeyException.class, () -> store.getKey(alias, null));

    Explanation.assertExplains(
        e,
        "'" + alias + "'",
        "GetPublicKey",
        "alias/" + alias,
        state.meaning,
        state.advice,
        Explanation.lastRequestId(kms, "GetPublicKey"));
    Explanation.assertCausedBySdk(e, state.sdkException);
    assertFalse(store.isKeyEntry(alias), "JSSE passes it over");
    putBack(state, arn);
    assertEquals(arn, ((KmsPrivateKey) TestKms.key(provider, alias)).arn());
  }

  private static void putBack(State state, String arn) {
    kms.local().faults().clear();
    state.putBack.accept(admin, arn);
    admin.enableKey(r -> r.keyId(arn)); // after a cancelled deletion, too, the key is disabled
  }
}
