package io.github.kmsjca.keystore;

import static io.github.kmsjca.keystore.TestCertificates.FIRST_LINE;
import static io.github.kmsjca.keystore.TestCertificates.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.spec.KmsKeyStoreParameter;
import io.github.kmsjca.testkit.TestKms;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Sixteen readers while the store changes under them: each sees one generation or the other. */
class ConcurrentReloadTest {
  private static final int READERS = 16;
  private static final int ENTRIES = 20;
  private static final int GENERATIONS = 8;
  private static final long WAIT_NANOS = Duration.ofSeconds(30).toNanos();
  private static final long PAUSE_NANOS = Duration.ofMillis(1).toNanos();

  @RegisterExtension static final TestKms kms = TestKms.start();
  private static X509Certificate[] certificates;
  private static List<Set<String>> names;
  private static List<String> texts;
  @TempDir static Path dir;

  /** Two generations with no name in common but "web", whose certificate differs. */
  @BeforeAll
  static void start() throws Exception {
    TestCertificates authority = new TestCertificates();
    certificates =
        new X509Certificate[] {
          authority.issue(kms, "ecc-nist-p256"), authority.issue(kms, "ecc-nist-p256")
        };
    names = List.of(new HashSet<>(), new HashSet<>());
    texts = new ArrayList<>();
    for (int generation = 0; generation < 2; generation++) {
      StringBuilder text = new StringBuilder(FIRST_LINE);
      text.append(entry("web", kms.arn("ecc-nist-p256"), certificates[generation]));
      names.get(generation).add("web");
      for (int i = 0; i < ENTRIES; i++) {
        String name = (generation == 0 ? "even-" : "odd-") + i;
        text.append(entry(name, kms.arn("ecc-nist-p256"), certificates[generation]));
        names.get(generation).add(name);
      }
      texts.add(text.toString());
    }
  }

  @Test
  void fileIsReplacedUnderReaders() throws Exception {
    Path file = dir.resolve("keys.pem");
    replace(file, texts.get(0));
    // The account's keys are not to be in it, and the scope is not what is tested.
    KeyStore store = KeyStore.getInstance("AWSKMS", kms.provider("reload", "50ms"));
    store.load(KmsKeyStoreParameter.builder().certificates(file).build());
    underReaders(
        store,
        seen -> {
          for (int generation = 1; generation <= GENERATIONS; generation++) {
            replace(file, texts.get(generation % 2));
            awaitGeneration(seen, generation % 2);
          }
        });
  }

  @Test
  void loadedAgainUnderReaders() throws Exception {
    KeyStore store = TestCertificates.load(kms.provider(), texts.get(0));
    underReaders(
        store,
        seen -> {
          for (int generation = 1; generation <= 10 * GENERATIONS; generation++) {
            byte[] text = texts.get(generation % 2).getBytes(StandardCharsets.UTF_8);
            store.load(new ByteArrayInputStream(text), null);
            awaitGeneration(seen, generation % 2);
          }
        });
  }

  /** What changes the store; it is told how often each generation has been seen. */
  private interface Change {
    void run(AtomicInteger[] seen) throws Exception;
  }

  private static void underReaders(KeyStore store, Change change) throws Exception {
    AtomicInteger[] seen = {new AtomicInteger(), new AtomicInteger()};
    AtomicBoolean over = new AtomicBoolean();
    CountDownLatch reading = new CountDownLatch(READERS);
    ExecutorService readers = Executors.newFixedThreadPool(READERS);
    try {
      List<Future<Void>> results = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        results.add(
            readers.submit(
                () -> {
                  reading.countDown();
                  while (!over.get()) {
                    look(store, seen);
                  }
                  return null;
                }));
      }
      assertThat(reading.await(20, TimeUnit.SECONDS)).isTrue();
      try {
        change.run(seen);
      } finally {
        over.set(true);
      }
      for (Future<Void> result : results) {
        result.get(20, TimeUnit.SECONDS);
      }
    } finally {
      over.set(true);
      readers.shutdownNow();
    }
  }

  private static void look(KeyStore store, AtomicInteger[] seen) throws Exception {
    List<String> aliases = Collections.list(store.aliases());
    int generation = aliases.contains("odd-0") ? 1 : 0;
    assertThat(aliases)
        .hasSize(ENTRIES + 1)
        .containsExactlyInAnyOrderElementsOf(names.get(generation));
    assertThat(store.size()).isEqualTo(ENTRIES + 1);
    // In both generations there is this entry, whole.
    assertThat(store.containsAlias("web")).isTrue();
    assertThat(store.isKeyEntry("web")).isTrue();
    Certificate[] chain = store.getCertificateChain("web");
    assertThat(chain).hasSize(1);
    assertThat(chain[0]).isIn((Object[]) certificates);
    KeyStore.PrivateKeyEntry entry = (KeyStore.PrivateKeyEntry) store.getEntry("web", null);
    assertThat(entry.getCertificate()).isIn((Object[]) certificates);
    assertThat(store.getKey("web", null)).isEqualTo(entry.getPrivateKey());
    seen[generation].incrementAndGet();
  }

  /** Until every reader may have come by since. */
  private static void awaitGeneration(AtomicInteger[] seen, int generation) {
    int target = seen[generation].get() + READERS;
    long end = System.nanoTime() + WAIT_NANOS;
    while (seen[generation].get() < target) {
      assertThat(System.nanoTime() - end).as("time left").isNegative();
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static void replace(Path file, String text) throws Exception {
    Path fresh = Files.writeString(dir.resolve("fresh"), text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
