package io.github.kmsjca.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.failure.Await;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.spec.KmsKeyGenParameterSpec;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import java.lang.management.ManagementFactory;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Signature;
import java.security.SignatureException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.OpenMBeanAttributeInfo;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every call is counted, and shown to JMX in types that every client has. */
class CallBeanTest {
  private static final byte[] MESSAGE = "never in a bean".getBytes(UTF_8);

  /** On two cores the common pool has but one. */
  private static final Executor THREADS = task -> new Thread(task, "caller").start();

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();
  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

  @AfterEach
  void heal() {
    kms.local().faults().clear();
    kms.local().calls().clear();
  }

  private static ObjectName bean(String name) throws Exception {
    return new ObjectName("io.github.kmsjca:type=KmsCalls,name=" + name);
  }

  private Object attribute(String name, String attribute) throws Exception {
    return server.getAttribute(bean(name), attribute);
  }

  /** The row of an operation. */
  private Map<String, Long> row(String name, String operation) throws Exception {
    TabularData operations = (TabularData) attribute(name, "Operations");
    CompositeData row = operations.get(new Object[] {operation});
    Map<String, Long> numbers = new TreeMap<>();
    row.getCompositeType().keySet().stream()
        .filter(key -> row.get(key) instanceof Long)
        .forEach(key -> numbers.put(key, (Long) row.get(key)));
    return numbers;
  }

  private List<String> failures(String name) throws Exception {
    List<String> failures = new ArrayList<>();
    for (Object value : ((TabularData) attribute(name, "FailuresByKind")).values()) {
      CompositeData row = (CompositeData) value;
      failures.add(row.get("Operation") + " " + row.get("Failure") + " " + row.get("Count"));
    }
    return failures;
  }

  private static Signature signing(Provider provider, String alias) throws Exception {
    Signature signature = Signature.getInstance("SHA256withECDSA", provider);
    signature.initSign(TestKms.key(provider, alias));
    signature.update(MESSAGE);
    return signature;
  }

  @Test
  void callsAttemptsThrottlesAndFailuresAreCounted() throws Exception {
    String name = "COUNTED";
    Signature signature = signing(kms.provider("name", name), "ecc-nist-p256");
    kms.local().calls().clear();
    signature.sign();
    kms.local().faults().next("Sign", Fault.throttle());
    signature.update(MESSAGE);
    signature.sign(); // after one retry
    kms.local().faults().always("Sign", Fault.throttle());
    signature.update(MESSAGE);
    assertThrowsExactly(SignatureException.class, signature::sign);
    kms.local().faults().clear();
    kms.local().faults().next("Sign", Fault.accessDenied());
    assertThrowsExactly(SignatureException.class, signature::sign);
    kms.local().faults().next("Sign", Fault.wrongKeyId());
    assertThrowsExactly(SignatureException.class, signature::sign);

    Map<String, Long> sign = row(name, "Sign");
    assertThat(sign)
        .containsEntry("Calls", 5L)
        .containsEntry("Attempts", kms.local().calls().count("Sign"))
        .containsEntry("Attempts", 7L)
        .containsEntry("Failures", 3L)
        .containsEntry("Throttles", 2L)
        .containsEntry("WaitingMillis", 0L);
    assertThat(sign.get("MaxTimeMillis")).isPositive().isLessThanOrEqualTo(sign.get("TimeMillis"));
    assertThat(failures(name))
        .containsExactlyInAnyOrder("Sign THROTTLED 1", "Sign ACCESS_DENIED 1", "Sign WRONG_KEY 1");
    assertThat(attribute(name, "Calls")).isEqualTo(5L + row(name, "GetPublicKey").get("Calls"));
    assertThat(attribute(name, "Failures")).isEqualTo(3L);
    assertThat(attribute(name, "InFlight")).isEqualTo(0L);
  }

  /** The SDK is not to repeat these, and so it is not the SDK's retries that tell. */
  @Test
  void callsThatAdministerAreCountedAlike() throws Exception {
    String name = "ADMINISTERED";
    Provider provider = kms.provider("name", name);
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
    generator.initialize(KmsKeyGenParameterSpec.builder().build());
    kms.local().faults().next("CreateKey", Fault.throttle());
    generator.generateKeyPair();
    kms.local().faults().always("CreateKey", Fault.throttle());
    Thread thread = Thread.currentThread();
    FutureTask<Boolean> interrupted =
        new FutureTask<>(
            () -> {
              Await.until(() -> kms.local().calls().count("CreateKey") >= 4);
              thread.interrupt();
              return true;
            });
    new Thread(interrupted).start();
    assertThrowsExactly(ProviderException.class, generator::generateKeyPair);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(interrupted.get(20, TimeUnit.SECONDS)).isTrue();
    assertThat(row(name, "CreateKey"))
        .containsEntry("Calls", 2L)
        .containsEntry("Failures", 1L)
        .containsEntry("Throttles", 2L);
    assertThat(failures(name)).containsExactly("CreateKey INTERRUPTED 1");
  }

  /** GetPublicKey refuses a symmetric key, and Verify a wrong signature: that is what they say. */
  @Test
  void answersThatLookLikeFailuresAreNone() throws Exception {
    String name = "ANSWERED";
    Provider provider = kms.provider("name", name, "verify", "kms");
    Key symmetric = TestKms.keyStore(provider).getKey(TestKms.SYMMETRIC, null);
    assertThat(symmetric).isNotNull();
    Signature signature = signing(provider, "ecc-nist-p256");
    byte[] made = signature.sign();
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, "ecc-nist-p256");
    signature.initVerify(key.publicKey());
    signature.update((byte) 1);
    assertFalse(signature.verify(made));

    assertThat(kms.local().calls().all()).anyMatch(call -> call.error() != null);
    assertThat(failures(name)).isEmpty();
    assertThat(attribute(name, "Failures")).isEqualTo(0L);
    assertThat(row(name, "DescribeKey")).containsEntry("Calls", 1L);
    assertThat(row(name, "Verify")).containsEntry("Calls", 1L);
  }

  @Test
  void whoWaitsIsSeen() throws Exception {
    String name = "WAITED";
    Provider provider = kms.provider("name", name, "maxConnections", "1");
    Signature first = signing(provider, "ecc-nist-p256");
    Signature second = signing(provider, "ecc-nist-p256");
    kms.local().calls().clear();
    kms.local().faults().next("Sign", Fault.delay(Duration.ofSeconds(1)));
    CompletableFuture<byte[]> one = CompletableFuture.supplyAsync(() -> sign(first), THREADS);
    Await.until(() -> kms.local().calls().count("Sign") == 1);
    CompletableFuture<byte[]> other = CompletableFuture.supplyAsync(() -> sign(second), THREADS);
    Await.until(() -> attributeNow(name, "Waiting").equals(1L));
    assertThat(attribute(name, "InFlight")).isEqualTo(1L);
    one.join();
    other.join();
    assertThat(attribute(name, "Waiting")).isEqualTo(0L);
    assertThat(row(name, "Sign").get("WaitingMillis"))
        .isPositive()
        .isEqualTo(attribute(name, "WaitingMillis"));
  }

  private Object attributeNow(String name, String attribute) {
    try {
      return attribute(name, attribute);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] sign(Signature signature) {
    try {
      return signature.sign();
    } catch (SignatureException e) {
      throw new AssertionError(e);
    }
  }

  /** An application's client does not tell its attempts. */
  @Test
  void callsOfAnApplicationsClient() throws Exception {
    String name = "SUPPLIED";
    Provider provider = KmsProvider.builder().set("name", name).kmsClient(kms::sdk).build();
    signing(provider, "ecc-nist-p256").sign();
    assertThat(row(name, "Sign")).containsEntry("Calls", 1L).containsEntry("Attempts", 1L);
  }

  @Test
  void isAnOpenBeanWithoutSecrets() throws Exception {
    String name = "OPEN";
    signing(kms.provider("name", name), "ecc-nist-p256").sign();
    MBeanAttributeInfo[] attributes = server.getMBeanInfo(bean(name)).getAttributes();
    StringBuilder text = new StringBuilder();
    for (MBeanAttributeInfo info : attributes) {
      OpenMBeanAttributeInfo open = (OpenMBeanAttributeInfo) info;
      Object value = server.getAttribute(bean(name), info.getName());
      assertThat(open.getOpenType().isValue(value)).as(info.getName()).isTrue();
      text.append(value);
    }
    assertThat(attributes).hasSizeGreaterThan(8);
    assertThat(text.toString()).contains("Sign").doesNotContain("arn:aws", "never in a bean");
  }

  @Test
  void doesNotKeepItsProvider() throws Exception {
    String name = "DROPPED";
    signing(kms.provider("name", name), "ecc-nist-p256").sign();
    Await.until(
        () -> {
          System.gc();
          return attributesOf(name).length == 0;
        });
    assertArrayEquals(new Object[0], attributesOf(name));
  }

  private Object[] attributesOf(String name) {
    try {
      return server.getAttributes(bean(name), new String[] {"Calls"}).toArray();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
