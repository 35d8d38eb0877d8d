package io.github.kmsjca.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.testkit.TestKms;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Cipher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bounds of a data key hold under load, and cost no call more than they must. */
class BoundsTest {
  private static final int THREADS = 32;
  private static final int PER_THREAD = 100;

  @RegisterExtension static final TestKms kms = TestKms.start();

  @AfterEach
  void nothingIsSlow() {
    kms.local().latency(Duration.ZERO);
  }

  @ParameterizedTest
  @CsvSource({"1, 10", "2, 10", "7, 100", "100, 100", "3199, 100", "3200, 100", "3201, 100"})
  void messages(int max, int perThread) throws Exception {
    Party ours = party("dataKey.maxMessages", String.valueOf(max));
    Map<ByteBuffer, AtomicLong> used = encrypt(ours, perThread, 16);
    assertUsedUp(ours, counts(used), max, (long) THREADS * perThread);
  }

  /** Of messages with 1000 bytes each. */
  @ParameterizedTest
  @CsvSource({"1000, 1, 10", "1999, 1, 10", "2000, 2, 10", "64KiB, 65, 100", "3200000, 3200, 100"})
  void bytes(String setting, int messagesPerKey, int perThread) throws Exception {
    Party ours = party("dataKey.maxBytes", setting);
    Map<ByteBuffer, AtomicLong> used = encrypt(ours, perThread, 1000);
    assertUsedUp(ours, counts(used), messagesPerKey, (long) THREADS * perThread);
  }

  @Test
  void bytesOfMessagesOfManySizes() throws Exception {
    Party ours = party("dataKey.maxBytes", "100000");
    Map<ByteBuffer, AtomicLong> bytes = new ConcurrentHashMap<>();
    Crowd.run(
        THREADS,
        thread -> {
          Cipher cipher = ours.cipher(Party.BUFFERED);
          for (int i = 0; i < PER_THREAD; i++) {
            int length = 97 * (thread + i) % 5000;
            cipher.init(Cipher.ENCRYPT_MODE, ours.key());
            count(bytes, cipher.doFinal(new byte[length]), length);
          }
        });
    assertThat(counts(bytes)).allMatch(sum -> sum <= 100_000);
    assertThat(calls(ours)).isBetween((long) bytes.size(), bytes.size() + 1L);
    // A key is given up when the next message does not fit, so it may end a message's length early.
    assertThat(counts(bytes).stream().filter(sum -> sum < 95_000).count()).isLessThanOrEqualTo(1);
  }

  @Test
  void longerMessagesHaveAKeyOfTheirOwn() throws Exception {
    Party ours = party("dataKey.maxBytes", "1000");
    Map<ByteBuffer, AtomicLong> used = new ConcurrentHashMap<>();
    for (int i = 0; i < 3; i++) {
      count(used, ours.encrypt(new byte[1001]), 1);
    }
    assertThat(counts(used)).containsExactly(1L, 1L, 1L);
    assertThat(calls(ours)).isEqualTo(3);
  }

  /** For several lives of a data key, with a KMS that takes its time. */
  @Test
  void age() throws Exception {
    long age = Duration.ofSeconds(1).toNanos();
    int lives = 4;
    Party ours = party("dataKey.maxAge", "1s");
    kms.local().latency(Duration.ofMillis(50));
    Map<ByteBuffer, AtomicLong> used = new ConcurrentHashMap<>();
    Map<ByteBuffer, Long> firstSeen = new ConcurrentHashMap<>();
    Collection<Long> lifetimes = ConcurrentHashMap.newKeySet();
    long start = System.nanoTime();
    Crowd.run(
        8,
        thread -> {
          Cipher cipher = ours.cipher(Party.BUFFERED);
          while (used.size() <= lives) {
            long asked = System.nanoTime();
            cipher.init(Cipher.ENCRYPT_MODE, ours.key());
            byte[] message = cipher.doFinal(new byte[16]);
            count(used, message, 1);
            firstSeen.putIfAbsent(Wire.dataKeyOf(message), System.nanoTime());
            lifetimes.add(asked - firstSeen.get(Wire.dataKeyOf(message)));
          }
        });
    long elapsed = System.nanoTime() - start;
    assertThat(lifetimes).as("none is used beyond its age").allMatch(time -> time <= age);
    assertThat(calls(ours))
        .as("a call for each key, and perhaps one for the next")
        .isBetween((long) used.size(), used.size() + 1L)
        .as("no call before seven tenths of a life")
        .isLessThanOrEqualTo(1 + elapsed * 10 / (age * 7));
  }

  private static Map<ByteBuffer, AtomicLong> encrypt(Party party, int perThread, int length)
      throws Exception {
    Map<ByteBuffer, AtomicLong> used = new ConcurrentHashMap<>();
    Crowd.run(
        THREADS,
        thread -> {
          Cipher cipher = party.cipher(thread % 2 == 0 ? Party.BUFFERED : Party.FRAMED);
          for (int i = 0; i < perThread; i++) {
            cipher.init(Cipher.ENCRYPT_MODE, party.key());
            count(used, cipher.doFinal(new byte[length]), 1);
          }
        });
    return used;
  }

  /** All but the last one are used up, none beyond, and one more may stand ready. */
  private static void assertUsedUp(Party party, List<Long> counts, long max, long all) {
    long needed = (all + max - 1) / max;
    assertThat(counts).hasSize(Math.toIntExact(needed));
    assertThat(counts).allMatch(count -> count <= max);
    assertThat(counts.stream().filter(count -> count < max).count()).isLessThanOrEqualTo(1);
    assertThat(counts.stream().mapToLong(count -> count).sum()).isEqualTo(all);
    assertThat(calls(party)).isBetween(needed, needed + 1);
  }

  private static void count(Map<ByteBuffer, AtomicLong> used, byte[] message, long amount) {
    used.computeIfAbsent(Wire.dataKeyOf(message), key -> new AtomicLong()).addAndGet(amount);
  }

  private static List<Long> counts(Map<ByteBuffer, AtomicLong> used) {
    List<Long> counts = new ArrayList<>();
    used.values().forEach(count -> counts.add(count.get()));
    return counts;
  }

  /** Of this party alone: another one's last refresh may still be under way. */
  private static long calls(Party party) {
    return kms.local().calls().all().stream()
        .filter(call -> call.operation().equals("GenerateDataKey"))
        .filter(call -> party.arn().equals(call.keyId()))
        .count();
  }

  private static Party party(String... settings) throws Exception {
    String arn = kms.local().createKey(TestKms.REGION, "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    return Party.of(kms.provider(settings), arn);
  }
}
