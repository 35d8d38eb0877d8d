package io.github.kmsjca.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.Jazzer;
import io.github.kmsjca.testkit.ForkedJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Fuzzing that is guided by coverage, by Jazzer, in JVMs of its own: for some seconds each, and in
 * the soak for as long as it takes to find something new.
 */
class FuzzTest {
  private static final Pattern RUNS = Pattern.compile("Done (\\d+) runs");
  private static final int SEEDS = 200;

  /**
   * A process is given three minutes here; a longer fuzzing goes on from the inputs of the last.
   */
  private static final int ROUNDS = Boolean.getBoolean("soak") ? 5 : 1;

  private static final int SECONDS = Boolean.getBoolean("soak") ? 130 : 8;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(classes = {CodecFuzz.class, DecryptorFuzz.class})
  void findsNothing(Class<?> target) throws Exception {
    Path inputs = Files.createDirectory(folder.resolve("inputs"));
    int number = 0;
    for (byte[] seed : seeds()) {
      Files.write(inputs.resolve("seed-" + number++), seed);
    }
    for (int round = 0; round < ROUNDS; round++) {
      ForkedJvm.Result result =
          new ForkedJvm(Jazzer.class)
              .withC2()
              .option("-Xmx512m")
              .option("-XX:+EnableDynamicAgentLoading")
              .run(
                  "--target_class=" + target.getName(),
                  "--instrumentation_includes=io.github.kmsjca.internal.**",
                  "--reproducer_path=" + folder,
                  "-artifact_prefix=" + folder + "/",
                  "-max_total_time=" + SECONDS,
                  "-max_len=4096",
                  "-timeout=10",
                  inputs.toString());
      assertEquals(0, result.exitCode(), result.output());
      Matcher runs = RUNS.matcher(result.output());
      assertTrue(runs.find(), result.output());
      assertTrue(Integer.parseInt(runs.group(1)) > 100, runs.group());
      System.out.println(target.getSimpleName() + ": " + runs.group());
    }
  }

  /** Messages for the codec, and for the decryptor anything at all. */
  private static List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    FakeDataKeys keys = new FakeDataKeys();
    for (int length : new int[] {0, 1, 16, 50}) {
      seeds.add(keys.message(Sample.plaintext(length), 16, new byte[0]));
    }
    Random random = new Random(42);
    for (int i = 0; i < SEEDS; i++) {
      byte[] seed = new byte[random.nextInt(300)];
      random.nextBytes(seed);
      seeds.add(seed);
    }
    return seeds;
  }

  /** Without the fuzzer, so that a debugger and the coverage see it. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void atRandom(int seed) throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < 3000; i++) {
      byte[] data = new byte[random.nextInt(200)];
      random.nextBytes(data);
      if (i % 2 == 0) {
        for (int at = 0; at < data.length; at++) {
          data[at] = random.nextInt(8) == 0 ? data[at] : (byte) (data[at] & 0x7f);
        }
      }
      DecryptorFuzz.fuzzerTestOneInput(data);
      CodecFuzz.fuzzerTestOneInput(data);
    }
  }
}
