package io.github.kmsjca.localkms.internal.durable;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.localkms.internal.model.Scope;
import io.github.kmsjca.localkms.internal.state.Alias;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 in the middle of writing, again and again, on one folder. */
final class KillTest {
  private static final int ROUNDS = Boolean.getBoolean("soak") ? 100 : 8;
  private static final Pattern ACKNOWLEDGED = Pattern.compile("(\\d+-\\d+) (\\d+)");

  @TempDir Path folder;

  /** The latest number that each thread of each round got acknowledged. */
  private final Map<String, Integer> acknowledged = new HashMap<>();

  @Test
  void allThatWasAcknowledgedIsThereAndNothingIsThereByHalf() throws Exception {
    Random random = new Random(20261201);
    int writes = 0;
    for (int round = 0; round < ROUNDS; round++) {
      writes += killed(round, random.nextInt(700));
      check(round);
    }
    assertThat(writes).isGreaterThan(ROUNDS);
    System.out.println(ROUNDS + " kills, " + writes + " acknowledged units");
  }

  /** How many units were acknowledged. */
  private int killed(int round, int millis) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                KillableWriter.class.getName(),
                folder.toString(),
                String.valueOf(round))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int count = 0;
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      assertThat(out.readLine()).isEqualTo("begun");
      Thread killer =
          new Thread(
              () -> {
                pause(millis);
                process.toHandle().destroyForcibly(); // leaves its output readable
              });
      killer.start();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        Matcher number = ACKNOWLEDGED.matcher(line);
        if (number.matches()) {
          acknowledged.merge(number.group(1), Integer.valueOf(number.group(2)), Math::max);
          count++;
        }
      }
      killer.join();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
    return count;
  }

  private void check(int round) throws IOException {
    try (DurableStore opened = KillableWriter.open(folder)) {
      Map<String, String> here = aliases(opened, KillableWriter.HERE);
      assertThat(here)
          .as("round %d: units are whole", round)
          .isEqualTo(aliases(opened, KillableWriter.THERE));
      acknowledged.forEach(
          (thread, last) -> {
            String latest = here.getOrDefault("alias/" + thread, "-1-missing");
            int number = Integer.parseInt(latest.substring(0, latest.indexOf('-', 1)));
            assertThat(number).as("round %d, thread %s", round, thread).isBetween(last, last + 1);
            for (int each = 0; each <= number; each++) {
              assertThat(here).containsKey("alias/" + thread + "-" + each);
            }
            assertThat(here).doesNotContainKey("alias/" + thread + "-" + (number + 1));
          });
    }
  }

  private static Map<String, String> aliases(DurableStore opened, Scope scope) {
    Map<String, String> aliases = new HashMap<>();
    for (Alias alias : opened.store().realm(scope).aliases().all()) {
      aliases.put(alias.name(), alias.keyId());
    }
    return aliases;
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
