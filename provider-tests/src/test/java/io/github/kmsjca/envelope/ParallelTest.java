package io.github.kmsjca.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.testkit.TestKms;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One key handle, many threads, messages of all sizes in both directions by all names. */
class ParallelTest {
  private static final int THREADS = 64;
  private static final int PER_THREAD = Boolean.getBoolean("soak") ? 1000 : 40;
  private static final int FRAME = 4096;
  private static final int[] LENGTHS = {
    0, 1, 15, 16, 17, 1000, FRAME - 1, FRAME, FRAME + 1, 2 * FRAME, 50_000, 200_001
  };
  private static final List<Map<String, String>> CONTEXTS =
      List.of(Map.of(), Map.of("tenant", "a"), Map.of("tenant", "b", "table", "t"));

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  @Test
  void oneHandle() throws Exception {
    Party ours = Party.of(kms, "frameLength", String.valueOf(FRAME), "dataKey.maxMessages", "500");
    Crowd.run(
        THREADS,
        thread -> {
          Random random = new Random(thread);
          Cipher[] ciphers = new Cipher[Party.NAMES.size()];
          for (int i = 0; i < ciphers.length; i++) {
            ciphers[i] = ours.cipher(Party.NAMES.get(i));
          }
          for (int i = 0; i < PER_THREAD; i++) {
            Party tenant = ours.withContext(CONTEXTS.get(random.nextInt(CONTEXTS.size())));
            byte[] plaintext = new byte[LENGTHS[random.nextInt(LENGTHS.length)]];
            random.nextBytes(plaintext);
            byte[] aad = new byte[random.nextInt(3)];
            random.nextBytes(aad);
            byte[] message =
                apply(
                    Cipher.ENCRYPT_MODE,
                    ciphers[random.nextInt(3)],
                    tenant,
                    aad,
                    plaintext,
                    random);
            byte[] read =
                apply(
                    Cipher.DECRYPT_MODE, ciphers[random.nextInt(3)], tenant, aad, message, random);
            assertThat(read).isEqualTo(plaintext);
          }
        });
  }

  /** In one piece, or in pieces of some size. */
  private static byte[] apply(
      int mode, Cipher cipher, Party party, byte[] aad, byte[] input, Random random)
      throws Exception {
    cipher.init(mode, party.key());
    cipher.updateAAD(aad);
    if (random.nextBoolean()) {
      return cipher.doFinal(input);
    }
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    int piece = 1 + random.nextInt(2 * FRAME);
    for (int at = 0; at < input.length; at += piece) {
      byte[] out = cipher.update(input, at, Math.min(piece, input.length - at));
      output.writeBytes(out == null ? new byte[0] : out);
    }
    output.writeBytes(cipher.doFinal());
    return output.toByteArray();
  }
}
