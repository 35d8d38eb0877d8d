package io.github.kmsjca.random;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.failure.Await;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TestKms;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.security.DrbgParameters;
import java.security.DrbgParameters.Capability;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.SecureRandomParameters;
import java.security.Security;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SecureRandom AWSKMS while KMS is there: JCA's contract, and how often KMS is asked. */
@Timeout(60)
class RandomTest {
  private static final String NAME = "AWSKMS";

  /** One for each test: what a generator has asked in the background is its own test's. */
  private final TestKms kms = TestKms.start();

  @AfterEach
  void stop() {
    kms.close();
  }

  private SecureRandom random(String... settings) throws NoSuchAlgorithmException {
    return SecureRandom.getInstance(NAME, kms.provider(settings));
  }

  private static byte[] bytes(SecureRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static void awaitAnswers(SecureRandom random, int atLeast) throws Exception {
    Await.until(
        () -> {
          random.nextInt();
          return Integer.parseInt(random.toString().replaceFirst(".*,kms:", "")) >= atLeast;
        });
  }

  @ParameterizedTest
  @EnumSource
  @ResourceLock(ProviderPlace.LOCK)
  void isFoundByItsName(ProviderPlace place) throws Exception {
    Provider provider = kms.provider();
    place.with(
        provider,
        () -> {
          for (SecureRandom random :
              List.of(
                  SecureRandom.getInstance(NAME),
                  SecureRandom.getInstance("awskms"),
                  SecureRandom.getInstance(NAME, NAME),
                  SecureRandom.getInstance(NAME, provider),
                  SecureRandom.getInstance(
                      NAME, DrbgParameters.instantiation(128, Capability.NONE, null)),
                  SecureRandom.getInstance(
                      NAME, DrbgParameters.instantiation(128, Capability.NONE, null), NAME))) {
            assertThat(random.getProvider()).isSameAs(provider);
            assertThat(random.getAlgorithm()).isEqualToIgnoringCase(NAME);
            assertThat(bytes(random, 32)).isNotEqualTo(bytes(random, 32));
          }
          assertThat(Security.getAlgorithms("SecureRandom")).contains(NAME);
          assertThat(Security.getProviders("SecureRandom.AWSKMS")).containsExactly(provider);
          assertThat(Security.getProviders("SecureRandom.AWSKMS ThreadSafe:true"))
              .containsExactly(provider);
          assertThat(Security.getProviders("SecureRandom.DRBG")).doesNotContain(provider);
          assertThat(new SecureRandom().getProvider()).isNotSameAs(provider);
        });
  }

  @Test
  void isListedAmongTheServices() {
    Provider provider = new KmsProvider();
    Provider.Service service = provider.getService("SecureRandom", NAME);
    assertThat(provider.getServices())
        .contains(service)
        .filteredOn(s -> s.getType().equals("SecureRandom"))
        .hasSize(1);
    assertThat(service.getAttribute("ThreadSafe")).isEqualTo("true");
    assertThat(service.getProvider()).isSameAs(provider);
    assertThat(provider.getService("SecureRandom", "DRBG")).isNull();
    assertThat(provider.getService("KeyGenerator", NAME)).isNull();
    assertThat(provider.getService("KeyStore", NAME)).isNotNull();
    assertThatThrownBy(() -> provider.getServices().remove(service))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> service.newInstance("text"))
        .isInstanceOf(NoSuchAlgorithmException.class);
    assertThat(provider.getProperty("SecureRandom.DRBG")).isNull();
    assertThat(provider.getProperty("SecureRandom.DRBG", "none")).isEqualTo("none");
  }

  /** Else SecureRandom would lock itself for each call. */
  @ParameterizedTest
  @ValueSource(strings = {"AWSKMS", "awskms"})
  void jcaKnowsThatItIsThreadSafe(String name) throws Exception {
    SecureRandom random = SecureRandom.getInstance(name, kms.provider());
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      synchronized (random) {
        assertThat(other.submit(() -> bytes(random, 16)).get(30, TimeUnit.SECONDS)).hasSize(16);
      }
    } finally {
      other.shutdown();
    }
  }

  @Test
  void kmsIsAskedWhenItIsUsedAndNotBefore() throws Exception {
    SecureRandom random = random();
    assertThat(random.getParameters()).isNotNull();
    assertThat(random.toString()).isEqualTo("AWSKMS,Hash_DRBG,SHA-256,256,reseed_only,kms:0");
    assertThat(kms.local().calls().count()).isZero();
    awaitAnswers(random, 1);
    kms.assertCalls(1, "GenerateRandom");
    assertThat(kms.local().calls().count()).isEqualTo(1);
  }

  @Test
  void itIsAskedAgainAfterTheInterval() throws Exception {
    SecureRandom random = random("random.reseedInterval", "1ms");
    awaitAnswers(random, 5);
    assertThat(kms.local().calls().count("GenerateRandom")).isGreaterThanOrEqualTo(5);
  }

  /** Objects are cheap: programs make one for each use. */
  @Test
  void oneCallForAllGeneratorsOfAProvider() throws Exception {
    Provider provider = kms.provider();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      seen.add(new String(bytes(SecureRandom.getInstance(NAME, provider), 16), ISO_8859_1));
    }
    assertThat(seen).hasSize(200);
    awaitAnswers(SecureRandom.getInstance(NAME, provider), 1);
    kms.assertCalls(1, "GenerateRandom");
  }

  @Test
  void reseedAsksForMore() throws Exception {
    SecureRandom random = random();
    awaitAnswers(random, 1);
    random.reseed();
    awaitAnswers(random, 2);
    random.reseed(DrbgParameters.reseed(false, "more".getBytes(UTF_8)));
    awaitAnswers(random, 3);
    kms.assertCalls(3, "GenerateRandom");
  }

  @Test
  void clearCachesMakesAllTakeFreshEntropy() throws Exception {
    KmsProvider provider = (KmsProvider) kms.provider();
    provider.clearCaches();
    SecureRandom random = SecureRandom.getInstance(NAME, provider);
    awaitAnswers(random, 1);
    provider.clearCaches();
    kms.assertCalls(1, "GenerateRandom");
    awaitAnswers(random, 2);
  }

  /** The platform's own takes a seed that comes first for its only entropy. */
  @Test
  void aSeedSupplementsEvenAsTheFirstCall() throws Exception {
    byte[] seed = "the same seed, long enough for any DRBG".getBytes(UTF_8);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      SecureRandom random = random();
      random.setSeed(seed);
      random.setSeed(new byte[0]);
      random.setSeed(1);
      seen.add(new String(bytes(random, 16), ISO_8859_1));
    }
    assertThat(seen).hasSize(10);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16, 33, 1000})
  void seedsForOthers(int length) throws Exception {
    SecureRandom random = random();
    byte[] seed = random.generateSeed(length);
    assertThat(seed).hasSize(length);
    if (length >= 16) {
      assertThat(random.generateSeed(length)).isNotEqualTo(seed);
    }
    assertThatThrownBy(() -> random.generateSeed(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, NONE, 256, RESEED_ONLY",
    "112, RESEED_ONLY, 256, RESEED_ONLY",
    "256, PR_AND_RESEED, 256, PR_AND_RESEED"
  })
  void parametersGetWhatTheyAskForOrMore(
      int strength, Capability capability, int effective, Capability effectiveCapability)
      throws Exception {
    byte[] text = "application".getBytes(UTF_8);
    SecureRandom random =
        SecureRandom.getInstance(
            NAME, DrbgParameters.instantiation(strength, capability, text), kms.provider());
    assertThat(random.getParameters())
        .isInstanceOfSatisfying(
            DrbgParameters.Instantiation.class,
            got -> {
              assertThat(got.getStrength()).isEqualTo(effective);
              assertThat(got.getCapability()).isEqualTo(effectiveCapability);
              assertThat(got.getPersonalizationString()).isEqualTo(text);
            });
    byte[] bytes = new byte[32];
    boolean predictionResistance = effectiveCapability == Capability.PR_AND_RESEED;
    random.nextBytes(bytes, DrbgParameters.nextBytes(256, predictionResistance, text));
    assertThat(bytes).isNotEqualTo(new byte[32]);
    random.reseed(DrbgParameters.reseed(predictionResistance, text));
    random.reseed();
    assertThat(bytes(random, 32)).isNotEqualTo(bytes);
    if (!predictionResistance) {
      assertThatThrownBy(() -> random.nextBytes(bytes, DrbgParameters.nextBytes(-1, true, null)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> random.reseed(DrbgParameters.reseed(true, null)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(bytes(random, 32)).as("works after a refusal").isNotEqualTo(bytes);
  }

  @Test
  void whatCannotBeDoneIsRefused() throws Exception {
    Provider provider = kms.provider();
    SecureRandomParameters unknown = new SecureRandomParameters() {};
    assertThatThrownBy(() -> SecureRandom.getInstance(NAME, unknown, provider))
        .isInstanceOf(NoSuchAlgorithmException.class)
        .hasMessageContaining("DrbgParameters.Instantiation");
    assertThatThrownBy(
            () ->
                SecureRandom.getInstance(
                    NAME, DrbgParameters.instantiation(257, Capability.NONE, null), provider))
        .isInstanceOf(NoSuchAlgorithmException.class)
        .hasMessageContaining("securerandom.drbg.config");
    assertThatThrownBy(() -> SecureRandom.getInstance(NAME, null, provider))
        .isInstanceOf(IllegalArgumentException.class);
    SecureRandom random = SecureRandom.getInstance(NAME, provider);
    byte[] bytes = new byte[8];
    assertThatThrownBy(() -> random.nextBytes(bytes, DrbgParameters.nextBytes(512, false, null)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> random.nextBytes(bytes, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> random.nextBytes(bytes, unknown))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> random.reseed(unknown)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> random.reseed(null)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> random.nextBytes(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> random.setSeed(null)).isInstanceOf(NullPointerException.class);
    random.nextBytes(new byte[0]);
    assertThat(bytes(random, 16)).isNotEqualTo(new byte[16]);
  }

  /** Two generators of one state would give the same bytes. */
  @Test
  void itsStateDoesNotTravel() throws Exception {
    SecureRandom random = random();
    bytes(random, 1);
    try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
      assertThatThrownBy(() -> out.writeObject(random))
          .isInstanceOf(NotSerializableException.class)
          .hasMessageContaining("SecureRandom");
    }
  }

  @Test
  void aWrongConfigurationIsToldByTheFirstUse() throws Exception {
    SecureRandom random = random("random.reseedInterval", "0s", "colour", "red");
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> random.nextBytes(new byte[1]))
          .isInstanceOf(ProviderException.class)
          .hasMessageContaining("random.reseedInterval='0s'")
          .hasMessageContaining("unknown key 'colour'")
          .hasMessageContaining("Valid keys:");
    }
    assertThat(random.toString()).contains("kms:0");
  }

  @Test
  void manyThreadsShareOne() throws Exception {
    SecureRandom random = random("random.reseedInterval", "1ms");
    ExecutorService pool = Executors.newFixedThreadPool(64);
    try {
      Set<String> seen = new HashSet<>();
      for (Future<byte[]> result :
          pool.invokeAll(
              IntStream.range(0, 6400)
                  .<Callable<byte[]>>mapToObj(i -> () -> bytes(random, 16))
                  .toList())) {
        assertThat(seen.add(new String(result.get(), ISO_8859_1))).isTrue();
      }
    } finally {
      pool.shutdown();
    }
    awaitAnswers(random, 2);
  }

  /** Nothing of a test of randomness; but a broken one would not pass. */
  @Test
  void bitsAndBytesAreEven() throws Exception {
    byte[] bytes = bytes(random("random.reseedInterval", "1ms"), 1 << 20);
    long ones = 0;
    int[] counts = new int[256];
    for (byte b : bytes) {
      ones += Integer.bitCount(b & 0xff);
      counts[b & 0xff]++;
    }
    double bits = 8.0 * bytes.length;
    // Six standard deviations: wrong once in half a billion runs.
    assertThat(Math.abs(ones - bits / 2)).isLessThan(6 * Math.sqrt(bits) / 2);
    double expected = bytes.length / 256.0;
    double chiSquare = 0;
    for (int count : counts) {
      chiSquare += (count - expected) * (count - expected) / expected;
    }
    assertThat(chiSquare).isBetween(255 - 7 * Math.sqrt(510), 255 + 7 * Math.sqrt(510));
  }
}
