package io.github.kmsjca.random;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.failure.Await;
import io.github.kmsjca.keystore.LogCapture;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.testkit.TestKms;
import java.lang.ref.WeakReference;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GenerateRandomRequest;
import software.amazon.awssdk.services.kms.model.GenerateRandomResponse;

/** SecureRandom AWSKMS while KMS is down, slow, wrong, or busy with ourselves. */
@Timeout(60)
@ResourceLock("the log, and threads by name")
class KmsDownTest {
  private static final String THREAD = "awskms-random";

  /** What the tests before have left may still be at it. */
  @BeforeEach
  void nobodyElse() throws Exception {
    Await.until(() -> threads() == 0);
  }

  private static String next(SecureRandom random) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return new String(bytes, ISO_8859_1);
  }

  /** Each of them another one. */
  private static void assertGives(SecureRandom random) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      assertThat(seen.add(next(random))).isTrue();
    }
  }

  /** How often bytes of KMS have come in, after a further use. */
  private static int answered(SecureRandom random) {
    next(random);
    return Integer.parseInt(random.toString().replaceFirst(".*,kms:", ""));
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(THREAD))
        .count();
  }

  private static long warnings(LogCapture log) {
    return log.text().lines().filter(line -> line.startsWith("WARNING")).count();
  }

  @Test
  void downBeforeTheFirstUseAndBackLater() throws Exception {
    try (TestKms kms = TestKms.start();
        LogCapture log = new LogCapture()) {
      kms.local().faults().always("GenerateRandom", Fault.accessDenied());
      SecureRandom random = SecureRandom.getInstance("AWSKMS", kms.provider());
      assertGives(random);
      random.reseed();
      random.setSeed(5);
      assertThat(random.generateSeed(16)).hasSize(16);
      // The first failure, and one more: told once.
      Await.until(
          () -> {
            next(random);
            return kms.local().calls().count("GenerateRandom") >= 2;
          });
      Await.until(() -> threads() == 0);
      assertThat(log.text())
          .contains("SecureRandom AWSKMS of provider AWSKMS")
          .contains("KMS GenerateRandom failed: access was denied")
          .contains("request id");
      assertEquals(1, warnings(log), log.text());
      assertThat(random.toString()).endsWith(",kms:0");

      kms.local().faults().clear();
      Await.until(() -> answered(random) >= 1);
      Await.until(() -> log.contains("INFO SecureRandom AWSKMS of provider AWSKMS gets bytes"));
    }
  }

  @Test
  void downAfterItWasSeeded() throws Exception {
    TestKms kms = TestKms.start();
    SecureRandom random =
        SecureRandom.getInstance("AWSKMS", kms.provider("random.reseedInterval", "1ms"));
    Await.until(() -> answered(random) >= 2);
    try (LogCapture log = new LogCapture()) {
      kms.close();
      Await.until(
          () -> {
            next(random);
            return warnings(log) > 0;
          });
      assertGives(random);
      assertEquals(1, warnings(log), log.text());
      assertThat(log.text()).contains("GenerateRandom");
    }
  }

  /** The call is under way and stays so; whoever waited for it would not come to the end. */
  @Test
  void slowKmsHoldsNobodyUp() throws Exception {
    try (TestKms kms = TestKms.start()) {
      kms.local().faults().always("GenerateRandom", Fault.delay(Duration.ofHours(1)));
      Provider provider =
          kms.provider("callTimeout", "1h", "attemptTimeout", "1h", "random.reseedInterval", "1ms");
      SecureRandom random = SecureRandom.getInstance("AWSKMS", provider);
      next(random);
      Await.until(() -> kms.local().calls().count("GenerateRandom") == 1);
      assertGives(random);
      random.reseed();
      random.setSeed(5);
      random.generateSeed(8);
      assertGives(SecureRandom.getInstance("AWSKMS", provider));
      assertThat(random.toString()).endsWith(",kms:0");
      assertEquals(1, threads());
      kms.assertCalls(1, "GenerateRandom");
    }
    Await.until(() -> threads() == 0);
  }

  /** A client that answers as it is told. */
  private static KmsClient client(Function<GenerateRandomRequest, GenerateRandomResponse> answer) {
    return new KmsClient() {
      @Override
      public GenerateRandomResponse generateRandom(GenerateRandomRequest request) {
        return answer.apply(request);
      }

      @Override
      public String serviceName() {
        return "kms";
      }

      @Override
      public void close() {}
    };
  }

  private static GenerateRandomResponse answer(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 7);
    return GenerateRandomResponse.builder().plaintext(SdkBytes.fromByteArrayUnsafe(bytes)).build();
  }

  @Test
  void sixtyFourThreadsOneCall() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    List<Integer> lengths = Collections.synchronizedList(new ArrayList<>());
    KmsClient client =
        client(
            request -> {
              lengths.add(request.numberOfBytes());
              try {
                open.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return answer(request.numberOfBytes());
            });
    Provider provider = KmsProvider.builder().kmsClient(() -> client).build();
    SecureRandom random = SecureRandom.getInstance("AWSKMS", provider);
    ExecutorService pool = Executors.newFixedThreadPool(64);
    try {
      List<Future<?>> uses = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        uses.add(pool.submit(() -> assertGives(random)));
      }
      for (Future<?> use : uses) {
        use.get();
      }
      Await.until(() -> lengths.size() == 1);
      assertEquals(1, threads());
      open.countDown();
      Await.until(() -> answered(random) >= 1);
      assertEquals(List.of(48), lengths);
    } finally {
      open.countDown();
      pool.shutdown();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 47, 49, 1024})
  void answersOfAnotherLengthAreNotUsed(int length) throws Exception {
    try (LogCapture log = new LogCapture()) {
      KmsClient client = client(request -> answer(length));
      SecureRandom random =
          SecureRandom.getInstance("AWSKMS", KmsProvider.builder().kmsClient(() -> client).build());
      next(random);
      Await.until(() -> log.contains(length + " random bytes, not 48"));
      assertGives(random);
      assertThat(random.toString()).endsWith(",kms:0");
    }
  }

  /** A mistake in the application's own client is an outage like others. */
  @Test
  void aClientThatCannotBeMade() throws Exception {
    try (LogCapture log = new LogCapture()) {
      SecureRandom random =
          SecureRandom.getInstance(
              "AWSKMS",
              KmsProvider.builder()
                  .kmsClient(
                      () -> {
                        throw new IllegalStateException("no client today");
                      })
                  .build());
      assertGives(random);
      Await.until(() -> log.contains("no client today"));
      // Of this one: another test's generator may be down at the same time.
      assertEquals(1, log.text().split("no client today", -1).length - 1, log.text());
    }
  }

  /** The client's maker wants random numbers, of ours: within our call, and within others. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void usedInsideOurOwnCall(boolean randomFirst) throws Exception {
    try (TestKms kms = TestKms.start();
        KmsClient client = kms.sdk()) {
      Provider[] self = new Provider[1];
      Provider provider =
          KmsProvider.builder()
              .set("random.reseedInterval", "1ms")
              .kmsClient(
                  () -> {
                    try {
                      assertGives(SecureRandom.getInstance("AWSKMS", self[0]));
                    } catch (NoSuchAlgorithmException e) {
                      throw new IllegalStateException(e);
                    }
                    return client;
                  })
              .build();
      self[0] = provider;
      SecureRandom random = SecureRandom.getInstance("AWSKMS", provider);
      if (randomFirst) {
        next(random);
      }
      KeyStore keys = TestKms.keyStore(provider);
      assertThat(keys.getKey("ecc-nist-p256", null)).isNotNull();
      Await.until(() -> answered(random) >= 2);
      assertThat(threads()).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void nothingStaysOfAProviderThatIsGone() throws Exception {
    try (TestKms kms = TestKms.start()) {
      WeakReference<Provider> provider = used(kms);
      Await.until(() -> threads() == 0);
      Await.until(
          () -> {
            System.gc();
            return provider.get() == null;
          });
    }
  }

  private static WeakReference<Provider> used(TestKms kms) throws Exception {
    Provider provider = kms.provider();
    SecureRandom random = SecureRandom.getInstance("AWSKMS", provider);
    Await.until(() -> answered(random) >= 1);
    return new WeakReference<>(provider);
  }
}
