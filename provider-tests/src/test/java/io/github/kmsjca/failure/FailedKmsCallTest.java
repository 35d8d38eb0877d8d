package io.github.kmsjca.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.spec.FailedKmsCall;
import io.github.kmsjca.spec.KmsFailure;
import io.github.kmsjca.testkit.TestKms;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.time.Duration;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a program can ask of an exception that a JCA class has thrown. */
class FailedKmsCallTest {
  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  private final Provider provider = kms.provider();
  private PrivateKey key;

  @BeforeEach
  void key() throws Exception {
    key = TestKms.key(provider, "ecc-nist-p256");
  }

  @AfterEach
  void noFault() {
    kms.local().faults().clear();
  }

  private Throwable signFailure(Fault fault) {
    kms.local().faults().always("Sign", fault);
    return catchThrowable(
        () -> {
          Signature signature = Signature.getInstance("SHA256withECDSA", provider);
          signature.initSign(key);
          signature.update((byte) 1);
          signature.sign();
        });
  }

  private static FailedKmsCall in(Throwable thrown) {
    assertThat(thrown).isNotNull();
    return FailedKmsCall.in(thrown).orElseThrow(() -> new AssertionError(thrown));
  }

  @Test
  void whatMayPass() {
    FailedKmsCall call = in(signFailure(Fault.throttle()));
    assertThat(call.failure()).isEqualTo(KmsFailure.THROTTLED);
    assertThat(call.isTransient()).isTrue();
    assertThat(call.operation()).isEqualTo("Sign");
    assertThat(call.keyArn()).contains(kms.arn("ecc-nist-p256"));
    assertThat(call.keyId()).isEqualTo(call.keyArn());
    assertThat(call.region()).contains(TestKms.REGION);
    assertThat(call.requestId()).get().asString().matches("[0-9a-f-]{36}");
    assertThat(call.attempts()).isEqualTo(2);
    assertThat(call.elapsed()).isBetween(Duration.ofNanos(1), Duration.ofSeconds(30));
  }

  @Test
  void whatDoesNotPass() {
    FailedKmsCall call = in(signFailure(Fault.accessDenied()));
    assertThat(call.failure()).isEqualTo(KmsFailure.ACCESS_DENIED);
    assertThat(call.isTransient()).isFalse();
    assertThat(call.attempts()).isEqualTo(1);
  }

  @Test
  void noAnswer() {
    FailedKmsCall call = in(signFailure(Fault.reset()));
    assertThat(call.failure()).isEqualTo(KmsFailure.UNREACHABLE);
    assertThat(call.requestId()).isEmpty();
    assertThat(call.attempts()).isEqualTo(2);
  }

  @Test
  void anAnswerThatIsOfNoUse() {
    String other = kms.arn("rsa-2048");
    FailedKmsCall call = in(signFailure(Fault.wrongKeyId(other)));
    assertThat(call.failure()).isEqualTo(KmsFailure.WRONG_KEY);
    assertThat(call.requestId()).isPresent();
    assertThat(call.keyArn()).contains(kms.arn("ecc-nist-p256"));
  }

  @Test
  void aNameOfWhichNoKeyIsKnown() throws Exception {
    kms.local().faults().always("GetPublicKey", Fault.accessDenied());
    kms.local().faults().always("DescribeKey", Fault.accessDenied());
    KeyStore store = TestKms.keyStore(provider);
    FailedKmsCall call = in(catchThrowable(() -> store.getKey("rsa-3072", null)));
    assertThat(call.keyId()).contains("alias/rsa-3072");
    assertThat(call.keyArn()).isEmpty();
    assertThat(call.region()).contains(TestKms.REGION);
  }

  @Test
  void aCallThatIsAboutNoKey() throws Exception {
    kms.local().faults().always("ListAliases", Fault.internalError());
    KeyStore store = TestKms.keyStore(provider);
    FailedKmsCall call = in(catchThrowable(store::size));
    assertThat(call.failure()).isEqualTo(KmsFailure.UNAVAILABLE);
    assertThat(call.operation()).isEqualTo("ListAliases");
    assertThat(call.keyId()).isEmpty();
  }

  @Test
  void aCallThatWasNotMade() throws Exception {
    KeyStore store = TestKms.keyStore(kms.provider("accounts", "111122223333"));
    String arn = kms.arn("rsa-2048");
    FailedKmsCall call = in(catchThrowable(() -> store.getKey(arn, null)));
    assertThat(call.failure()).isEqualTo(KmsFailure.OUT_OF_SCOPE);
    assertThat(call.attempts()).isZero();
    assertThat(call.elapsed()).isZero();
    assertThat(call.keyArn()).contains(arn);
    assertThat(call.region()).as("that of the ARN").contains(TestKms.REGION);
  }

  @Test
  void aWrongCiphertext() throws Exception {
    Key symmetric = TestKms.keyStore(provider).getKey(TestKms.SYMMETRIC, null);
    Cipher cipher = Cipher.getInstance("AWSKMS", provider);
    cipher.init(Cipher.DECRYPT_MODE, symmetric);
    Throwable thrown = catchThrowable(() -> cipher.doFinal(new byte[200]));
    assertThat(thrown).isInstanceOf(AEADBadTagException.class);
    assertThat(in(thrown).failure()).isEqualTo(KmsFailure.INVALID_CIPHERTEXT);
  }

  @Test
  void belowWhatOthersWrapItIn() {
    Throwable thrown = signFailure(Fault.internalError());
    Exception wrapped = new SSLHandshakeException("no signature");
    wrapped.initCause(new IOException(thrown));
    assertThat(in(wrapped).failure()).isEqualTo(KmsFailure.UNAVAILABLE);
  }

  @Test
  void nothingOfKms() {
    assertThat(FailedKmsCall.in(new GeneralSecurityException())).isEmpty();
    Exception one = new Exception();
    one.initCause(new Exception(one));
    assertThat(FailedKmsCall.in(one)).as("a circle of causes").isEmpty();
  }

  /** As exceptions go from executors to drivers. */
  @Test
  void travels() throws Exception {
    Throwable thrown = signFailure(Fault.accessDenied());
    FailedKmsCall there = in((Throwable) Serialized.read(Serialized.write(thrown)));
    FailedKmsCall here = in(thrown);
    assertThat(there.failure()).isEqualTo(here.failure());
    assertThat(there.keyArn()).isEqualTo(here.keyArn());
    assertThat(there.region()).isEqualTo(here.region());
    assertThat(there.requestId()).isEqualTo(here.requestId()).isNotEqualTo(Optional.empty());
    assertThat(there.attempts()).isEqualTo(here.attempts());
    assertThat(there.elapsed()).isEqualTo(here.elapsed());
  }
}
