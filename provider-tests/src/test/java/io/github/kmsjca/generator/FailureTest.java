package io.github.kmsjca.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kmsjca.failure.Await;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.spec.KmsKey;
import io.github.kmsjca.spec.KmsKeyGenParameterSpec;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TestKms;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.KeyGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * KMS fails: never is a key made twice, never does a software key take its place, and whatever was
 * made is named.
 */
class FailureTest {
  private static final int THREADS = 8;

  @RegisterExtension static final TestKms kms = TestKms.start();
  private static final List<String> NAMES = new ArrayList<>();
  private final Provider provider = kms.provider();

  @BeforeEach
  @AfterEach
  void clear() {
    kms.local().faults().clear();
    kms.local().calls().clear();
  }

  private static synchronized String freshAlias() {
    NAMES.add("fresh-" + NAMES.size());
    return NAMES.get(NAMES.size() - 1);
  }

  private KeyPairGenerator generator(String alias) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
    generator.initialize(KmsKeyGenParameterSpec.builder().alias(alias).build());
    return generator;
  }

  static Stream<Fault> faults() {
    return Stream.of(Fault.internalError(), Fault.dropConnection(), Fault.accessDenied());
  }

  @ParameterizedTest
  @MethodSource("faults")
  void createKeyIsNeverRepeated(Fault fault) throws Exception {
    KeyPairGenerator generator = generator(freshAlias());
    kms.local().faults().next("CreateKey", fault);
    assertThatThrownBy(generator::generateKeyPair)
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("KMS CreateKey")
        .hasCauseInstanceOf(KmsCallException.class);
    kms.assertCalls(1, "CreateKey");
    kms.assertCalls(0, "CreateAlias");
    // Who decides to try again, can.
    assertThat(generator.generateKeyPair().getPrivate()).isInstanceOf(KmsKey.class);
    kms.assertCalls(2, "CreateKey");
  }

  /** A throttled call was not performed, and what was just made may not be known yet. */
  @ParameterizedTest
  @CsvSource({
    "CreateKey, throttle",
    "CreateKey, error:400:TooManyRequestsException",
    "CreateAlias, throttle",
    "CreateAlias, error:400:NotFoundException",
    "GetPublicKey, error:400:NotFoundException"
  })
  void oneOfTheseFaultsPasses(String operation, String fault) throws Exception {
    String alias = freshAlias();
    Provider once = kms.provider("maxAttempts", "1");
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", once);
    generator.initialize(KmsKeyGenParameterSpec.builder().alias(alias).build());
    kms.local().faults().next(operation, Fault.parse(fault));
    KeyPair pair = generator.generateKeyPair();
    kms.assertCalls(2, operation);
    assertThat(TestKms.key(once, alias)).isEqualTo(pair.getPrivate());
  }

  @Test
  void throttlingThatDoesNotEndIsTold() throws Exception {
    Provider once = kms.provider("maxAttempts", "1", "callTimeout", "3s");
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", once);
    generator.initialize(KmsKeyGenParameterSpec.builder().alias(freshAlias()).build());
    kms.local().faults().always("CreateKey", Fault.throttle());
    assertThatThrownBy(generator::generateKeyPair)
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("KMS throttled the call")
        .satisfies(
            e ->
                assertThat(e.getMessage())
                    .contains(kms.local().calls().count("CreateKey") + " attempts in "));
    assertThat(kms.local().calls().count("CreateKey")).isGreaterThan(1);
  }

  @Test
  void whoWaitsForKmsToKnowAKeyCanBeInterrupted() throws Exception {
    KeyPairGenerator generator = generator(freshAlias());
    Fault unknown = Fault.error(400, "NotFoundException", "");
    kms.local().faults().always("GetPublicKey", unknown);
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    CompletableFuture<Boolean> flag = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              failure.complete(catchThrowable(generator::generateKeyPair));
              flag.complete(Thread.currentThread().isInterrupted());
            });
    thread.start();
    Await.until(() -> kms.local().calls().count("GetPublicKey") > 3); // in a pause of some length
    thread.interrupt();
    assertThat(failure.get(1, TimeUnit.SECONDS)).hasMessageContaining("the thread was interrupted");
    assertThat(flag.get()).isTrue();
  }

  @Test
  void whatMayHaveBeenMadeIsToBeLookedFor() throws Exception {
    KeyPairGenerator generator = generator(freshAlias());
    kms.local().faults().next("CreateKey", Fault.internalError(), Fault.accessDenied());
    assertThatThrownBy(generator::generateKeyPair).hasMessageContaining("CloudTrail");
    assertThatThrownBy(generator::generateKeyPair).hasMessageNotContaining("CloudTrail");
  }

  @Test
  void withoutItsAliasTheKeyIsNamed() throws Exception {
    String alias = freshAlias();
    KeyPairGenerator generator = generator(alias);
    kms.local().faults().next("CreateAlias", Fault.internalError());
    ProviderException e = catchThrowableOfType(ProviderException.class, generator::generateKeyPair);
    String arn = newestKey();
    assertThat(e)
        .hasMessageContaining("KMS key " + arn + " was made")
        .hasMessageContaining("KMS CreateAlias")
        .hasMessageContaining("create-alias --alias-name alias/" + alias)
        .hasMessageContaining("schedule-key-deletion --key-id " + arn)
        .hasCauseInstanceOf(KmsCallException.class);
    kms.assertCalls(1, "CreateAlias");
    // A second key would be one too many.
    assertThatThrownBy(generator::generateKeyPair)
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("No further key was made");
    kms.assertCalls(1, "CreateKey");
  }

  @Test
  void withoutItsPublicKeyTheKeyIsNamed() throws Exception {
    String alias = freshAlias();
    KeyPairGenerator generator = generator(alias);
    kms.local().faults().always("GetPublicKey", Fault.keyUnavailable());
    ProviderException e = catchThrowableOfType(ProviderException.class, generator::generateKeyPair);
    assertThat(e)
        .hasMessageContaining("KMS key " + newestKey() + " (alias/" + alias + ") was made")
        .hasMessageContaining("KMS GetPublicKey")
        .hasMessageContaining("KeyStore");
    kms.local().faults().clear();
    assertThat(TestKms.key(provider, alias)).isInstanceOf(KmsKey.class);
  }

  private static String newestKey() {
    try (KmsClient sdk = kms.sdk()) {
      return sdk.listKeysPaginator().keys().stream()
          .map(key -> sdk.describeKey(r -> r.keyId(key.keyArn())).keyMetadata())
          .max((a, b) -> a.creationDate().compareTo(b.creationDate()))
          .orElseThrow()
          .arn();
    }
  }

  @Test
  void anAliasIsForOneKey() throws Exception {
    KeyPairGenerator generator = generator(freshAlias());
    generator.generateKeyPair();
    kms.local().calls().clear();
    assertThatThrownBy(generator::generateKeyPair)
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("initialise it again");
    assertThat(kms.local().calls().count()).isZero();
    generator.initialize(KmsKeyGenParameterSpec.builder().alias(freshAlias()).build());
    generator.generateKeyPair();
  }

  @Test
  void whoMayNotAskForTheAliasMayMakeItAllTheSame() throws Exception {
    kms.local().faults().always("DescribeKey", Fault.accessDenied());
    assertThat(generator(freshAlias()).generateKeyPair().getPrivate()).isInstanceOf(KmsKey.class);
  }

  @Test
  void oneOfManyThreadsGetsTheAlias() throws Exception {
    KeyPairGenerator generator = generator(freshAlias());
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    int made = 0;
    try {
      List<Future<KeyPair>> pairs = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        pairs.add(pool.submit(generator::generateKeyPair));
      }
      for (Future<KeyPair> pair : pairs) {
        try {
          pair.get();
          made++;
        } catch (ExecutionException e) {
          assertThat(e.getCause()).isInstanceOf(ProviderException.class);
        }
      }
    } finally {
      pool.shutdown();
    }
    assertThat(made).isEqualTo(1);
    kms.assertCalls(1, "CreateKey");
  }

  @Test
  void withoutAnAliasEachIsAnother() throws Exception {
    KeyGenerator generator = KeyGenerator.getInstance("AES", provider);
    generator.init(KmsKeyGenParameterSpec.builder().description("of many").build());
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<String>> arns = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        arns.add(pool.submit(() -> ((KmsKey) generator.generateKey()).arn()));
      }
      Set<String> different = arns.stream().map(FailureTest::result).collect(Collectors.toSet());
      assertThat(different).hasSize(THREADS);
    } finally {
      pool.shutdown();
    }
    kms.assertCalls(THREADS, "CreateKey");
    assertThat(kms.local().calls().count()).isEqualTo(THREADS);
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  /** JCA tries all others with our parameters, which they refuse: what is thrown is ours. */
  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "EdDSA", "Ed25519", "ML-DSA", "ML-DSA-65"})
  @ResourceLock(ProviderPlace.LOCK)
  void noSoftwareKeyTakesItsPlace(String algorithm) throws Exception {
    for (ProviderPlace place : ProviderPlace.values()) {
      place.with(
          provider,
          () -> {
            Security.addProvider(new BouncyCastleProvider());
            try {
              KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
              generator.initialize(KmsKeyGenParameterSpec.builder().build());
              kms.local().faults().next("CreateKey", Fault.internalError());
              assertThatThrownBy(generator::generateKeyPair)
                  .isInstanceOf(ProviderException.class)
                  .hasMessageContaining("KMS CreateKey");
              assertThat(generator.getProvider()).isSameAs(provider);
            } finally {
              Security.removeProvider("BC");
            }
          });
    }
    kms.assertCalls(2, "CreateKey");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AES", "HmacSHA224", "HmacSHA256", "HmacSHA384", "HmacSHA512"})
  @ResourceLock(ProviderPlace.LOCK)
  void noSoftwareSecretTakesItsPlace(String algorithm) throws Exception {
    for (ProviderPlace place : ProviderPlace.values()) {
      place.with(
          provider,
          () -> {
            Security.addProvider(new BouncyCastleProvider());
            try {
              KeyGenerator generator = KeyGenerator.getInstance(algorithm);
              generator.init(KmsKeyGenParameterSpec.builder().build());
              kms.local().faults().next("CreateKey", Fault.dropConnection());
              assertThatThrownBy(generator::generateKey)
                  .isInstanceOf(ProviderException.class)
                  .hasMessageContaining("KMS CreateKey");
            } finally {
              Security.removeProvider("BC");
            }
          });
    }
    kms.assertCalls(2, "CreateKey");
  }

  @Test
  void kmsIsDown() throws Exception {
    Provider down = kms.provider("endpoint", "http://127.0.0.1:1");
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", down);
    generator.initialize(KmsKeyGenParameterSpec.builder().alias("down").build());
    assertThatThrownBy(generator::generateKeyPair)
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("No key was made")
        .hasMessageContaining("could not be reached");
  }

  @Test
  void allThatIsSaidReachesKms() throws Exception {
    String alias = freshAlias();
    KeyGenerator generator = KeyGenerator.getInstance("AES", provider);
    generator.init(
        KmsKeyGenParameterSpec.builder()
            .alias("alias/" + alias)
            .description("for the archive")
            .tag("team", "storage")
            .multiRegion(true)
            .build());
    String arn = ((KmsKey) generator.generateKey()).arn();
    assertThat(arn).contains(":key/mrk-");
    try (KmsClient sdk = kms.sdk()) {
      assertThat(sdk.describeKey(r -> r.keyId("alias/" + alias)).keyMetadata())
          .satisfies(
              key -> {
                assertThat(key.arn()).isEqualTo(arn);
                assertThat(key.description()).isEqualTo("for the archive");
                assertThat(key.multiRegion()).isTrue();
              });
    }
  }

  @Test
  void aPolicyThatKmsRefuses() throws Exception {
    KeyGenerator generator = KeyGenerator.getInstance("AES", provider);
    generator.init(KmsKeyGenParameterSpec.builder().policy("no policy at all").build());
    assertThatThrownBy(generator::generateKey)
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("MalformedPolicyDocumentException")
        .hasMessageNotContaining("no policy at all");
  }
}
