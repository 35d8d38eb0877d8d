package io.github.kmsjca.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.spec.EnvelopeParameterSpec;
import io.github.kmsjca.spec.KmsSecretKey;
import io.github.kmsjca.testkit.TestKms;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.InvalidAlgorithmParameterException;
import java.security.ProviderException;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.CipherOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A message that failed for another reason than being wrong: given in one call it can be given
 * again; of one that had begun, the rest is refused until the next init.
 */
class BrokenOffTest {
  private static final byte[] PLAINTEXT = Party.plaintext(100);

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  @AfterEach
  void nothingGoesWrong() {
    kms.local().faults().clear();
  }

  static Iterable<String> names() {
    return Party.NAMES;
  }

  private static Party party(String... settings) throws Exception {
    String[] all = Arrays.copyOf(settings, settings.length + 2);
    all[settings.length] = "maxAttempts";
    all[settings.length + 1] = "1";
    return Party.of(kms, all);
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("init again");
  }

  /** A whole message in buffers is one call, though it asks for its size first. */
  @ParameterizedTest
  @MethodSource("names")
  void buffersCanBeGivenAgain(String name) throws Exception {
    Party ours = party();
    Cipher cipher = ours.encrypting(name);
    for (boolean direct : new boolean[] {false, true}) {
      ByteBuffer input = ByteBuffer.wrap(PLAINTEXT);
      ByteBuffer output = direct ? ByteBuffer.allocateDirect(2000) : ByteBuffer.allocate(2000);
      cipher.init(Cipher.ENCRYPT_MODE, ours.key());
      kms.local().faults().always("GenerateDataKey", Fault.throttle());
      if (!direct) {
        for (int i = 0; i < 2; i++) {
          assertThatThrownBy(() -> cipher.doFinal(input, output))
              .isInstanceOf(ProviderException.class)
              .hasMessageContaining("throttled");
        }
      }
      kms.local().faults().clear();
      assertThat(input.position()).isZero();
      assertThat(output.position()).isZero();
      byte[] message = new byte[cipher.doFinal(input, output)];
      output.flip().get(message);
      assertThat(ours.decrypt(name, message)).isEqualTo(PLAINTEXT);
    }
  }

  /** A stream asks for the size of a part before it gives it: without the part it must not end. */
  @ParameterizedTest
  @MethodSource("names")
  void aSizeThatCannotBeToldBreaksItOff(String name) throws Exception {
    Party ours = party();
    Cipher cipher = ours.encrypting(name);
    kms.local().faults().always("GenerateDataKey", Fault.internalError());
    assertThatThrownBy(() -> cipher.getOutputSize(10)).isInstanceOf(ProviderException.class);
    kms.local().faults().clear();
    assertRefused(() -> cipher.doFinal(PLAINTEXT));
    assertRefused(() -> new CipherOutputStream(new ByteArrayOutputStream(), cipher).close());
    cipher.init(Cipher.ENCRYPT_MODE, ours.key());
    assertThat(ours.decrypt(name, cipher.doFinal(PLAINTEXT))).isEqualTo(PLAINTEXT);
  }

  /** What is longer than a caller wants to keep is forgotten, and its rest is no message. */
  @Test
  void moreThanMaxBuffered() throws Exception {
    Party ours = party("maxBuffered", "1000");
    byte[] message = ours.encrypt(PLAINTEXT);
    byte[] longMessage = ours.encrypt(new byte[2000]);
    for (String name : Party.NAMES.subList(0, 2)) {
      Cipher cipher = ours.decrypting(name);
      cipher.updateAAD(new byte[] {1});
      cipher.update(longMessage, 0, 1000);
      assertThatThrownBy(() -> cipher.update(longMessage, 1000, 1))
          .isInstanceOf(ProviderException.class)
          .hasMessageContaining("maxBuffered=1000")
          .hasMessageContaining("AWSKMS/Framed/NoPadding");
      assertRefused(() -> cipher.doFinal(message));
      assertRefused(() -> cipher.update(message));
      assertRefused(() -> cipher.updateAAD(new byte[1]));
      cipher.init(Cipher.DECRYPT_MODE, ours.key());
      assertThat(cipher.doFinal(message)).isEqualTo(PLAINTEXT);
      assertThat(cipher.doFinal(longMessage)).as("nothing of it is kept").hasSize(2000);
    }
    assertThat(ours.decrypt(Party.FRAMED, longMessage)).hasSize(2000);
  }

  /** Each is short enough, and together they are not. */
  @ParameterizedTest
  @MethodSource("names")
  void twoContextsTogether(String name) throws Exception {
    Party ours = party();
    KmsSecretKey bound = ours.key().withEncryptionContext(Map.of("a", "x".repeat(5000)));
    EnvelopeParameterSpec spec =
        EnvelopeParameterSpec.builder().encryptionContext(Map.of("b", "y".repeat(5000))).build();
    Cipher cipher = ours.cipher(name);
    for (int mode : new int[] {Cipher.ENCRYPT_MODE, Cipher.DECRYPT_MODE}) {
      assertThatThrownBy(() -> cipher.init(mode, bound, spec))
          .isInstanceOf(InvalidAlgorithmParameterException.class)
          .hasMessageContaining("at most 8192")
          .hasMessageNotContaining("xxx");
    }
  }
}
