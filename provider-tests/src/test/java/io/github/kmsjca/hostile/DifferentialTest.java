package io.github.kmsjca.hostile;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.testkit.TestKms;
import java.security.Key;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * AES/GCM/NoPadding with a KMS key beside SunJCE's with a key in memory. The scripts leave out what
 * is known and documented to differ: decryption without parameters, IVs of other than 12 bytes and
 * tags of other than 128 bits, and how much longer than the plaintext a ciphertext is.
 */
class DifferentialTest {
  /** Per first seed; many more in the soak. */
  private static final int SCRIPTS = Boolean.getBoolean("soak") ? 100_000 : 750;

  private static final String AES_GCM = "AES/GCM/NoPadding";

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  @ParameterizedTest
  @ValueSource(longs = {0, 1L << 20, 1L << 40, -1L << 40})
  void theSameCallsHaveTheSameOutcome(long firstSeed) throws Exception {
    Harness harness = Harness.of(kms);
    Key software = new SecretKeySpec(new byte[32], "AES");
    int calls = 0;
    for (int i = 0; i < SCRIPTS; i++) {
      long seed = firstSeed + i;
      Side ours =
          new Side(
              Name.AES_GCM.cipher(harness.provider()),
              Name.AES_GCM.cipher(harness.provider()),
              harness.key());
      Side theirs =
          new Side(
              Cipher.getInstance(AES_GCM, "SunJCE"),
              Cipher.getInstance(AES_GCM, "SunJCE"),
              software);
      try {
        calls += new Script(seed, ours, theirs).run();
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
    assertTrue(calls > 30 * SCRIPTS);
  }
}
