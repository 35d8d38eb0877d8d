package io.github.kmsjca.localkms.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.localkms.LocalKms;
import java.net.URI;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Security;
import java.security.Signature;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.EventConditions;
import org.junit.platform.testkit.engine.TestExecutionResultConditions;
import software.amazon.awssdk.services.kms.KmsClient;

/** The extension in classes that JUnit itself runs, one after the other and in parallel. */
final class LocalKmsExtensionTest {
  private static final Set<URI> ENDPOINTS = ConcurrentHashMap.newKeySet();

  @BeforeEach
  void clear() {
    ENDPOINTS.clear();
  }

  static class PerClass {
    @RegisterExtension
    static final LocalKmsExtension kms =
        LocalKmsExtension.builder()
            .region("eu-west-1")
            .key("web", "ECC_NIST_P256", "SIGN_VERIFY")
            .build();

    @BeforeAll
    static void itRunsAlready(LocalKms resolved) {
      assertThat(resolved).isSameAs(kms.kms());
      assertThat(kms.arn("web")).startsWith("arn:aws:kms:eu-west-1:" + LocalKms.ACCOUNT + ":key/");
    }

    @Test
    void one() {
      ENDPOINTS.add(kms.endpoint());
    }

    @Test
    void another() {
      ENDPOINTS.add(kms.endpoint());
      assertThatIllegalArgumentException().isThrownBy(() -> kms.arn("mail"));
    }

    @Nested
    class Inner {
      @Test
      void shared() {
        ENDPOINTS.add(kms.endpoint());
      }
    }
  }

  @Test
  void aStaticOneServesTheWholeClass() {
    run(PerClass.class).testEvents().assertStatistics(s -> s.started(3).succeeded(3));
    assertThat(ENDPOINTS).hasSize(1);
    assertThatIllegalStateException().isThrownBy(PerClass.kms::kms);
  }

  static class PerTest {
    @RegisterExtension
    final LocalKmsExtension kms =
        LocalKmsExtension.builder()
            .configure(k -> k.callLog(0))
            .key("a", "HMAC_256", USAGE)
            .build();

    private static final String USAGE = "GENERATE_VERIFY_MAC";

    @Test
    void one() {
      ENDPOINTS.add(kms.endpoint());
    }

    @Test
    void another() {
      ENDPOINTS.add(kms.endpoint());
    }
  }

  @Test
  void oneOfAnInstanceServesOneTest() {
    run(PerTest.class).testEvents().assertStatistics(s -> s.started(2).succeeded(2));
    assertThat(ENDPOINTS).hasSize(2);
  }

  static class WholeJvm {
    @RegisterExtension
    static final LocalKmsExtension kms =
        LocalKmsExtension.builder()
            .key("web", "ECC_NIST_P256", "SIGN_VERIFY")
            .sdkProperties()
            .systemProperty("awskms.endpoint", k -> k.endpoint().toString())
            .systemProperty("awskms.region", k -> "us-east-1")
            .provider(k -> new KmsProvider())
            .build();

    @Test
    void theSdkAndTheProviderFindIt() throws Exception {
      try (KmsClient client = KmsClient.create()) {
        assertThat(client.listKeys().keys()).hasSize(1);
      }
      KeyStore keys = KeyStore.getInstance("AWSKMS");
      keys.load(null, null);
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign((PrivateKey) keys.getKey("web", null));
      assertThat(signature.sign()).isNotEmpty();
      assertThat(kms.kms().calls().count("Sign")).isOne();
    }
  }

  @Test
  void theJvmIsPutBack() {
    String endpoint = System.setProperty("aws.endpointUrlKms", "http://before.invalid");
    try {
      run(WholeJvm.class).testEvents().assertStatistics(s -> s.started(1).succeeded(1));
      assertThat(System.getProperty("aws.endpointUrlKms")).isEqualTo("http://before.invalid");
      assertThat(System.getProperty("awskms.endpoint")).isNull();
      assertThat(Security.getProvider("AWSKMS")).isNull();
    } finally {
      if (endpoint == null) {
        System.clearProperty("aws.endpointUrlKms");
      }
    }
  }

  private static final CyclicBarrier MEETING = new CyclicBarrier(2);

  static class Left {
    @RegisterExtension
    static final LocalKmsExtension kms =
        LocalKmsExtension.builder().key("web", "ECC_NIST_P256", "SIGN_VERIFY").build();

    @Test
    void meets() throws Exception {
      ENDPOINTS.add(kms.endpoint());
      MEETING.await(30, TimeUnit.SECONDS);
      assertThat(kms.kms().calls().count()).isZero();
    }
  }

  static class Right {
    @RegisterExtension
    static final LocalKmsExtension kms =
        LocalKmsExtension.builder().key("web", "RSA_2048", "SIGN_VERIFY").build();

    @Test
    void meets() throws Exception {
      ENDPOINTS.add(kms.endpoint());
      MEETING.await(30, TimeUnit.SECONDS);
      assertThat(kms.kms().calls().count()).isZero();
    }
  }

  @Test
  void classesMayRunInParallel() {
    run(Left.class, Right.class).testEvents().assertStatistics(s -> s.started(2).succeeded(2));
    assertThat(ENDPOINTS).hasSize(2);
  }

  @ResourceLock(Resources.SYSTEM_PROPERTIES)
  static class Locking extends SettingProperties {}

  @ResourceLock(Resources.SYSTEM_PROPERTIES)
  static class LockingToo extends SettingProperties {}

  abstract static class SettingProperties {
    @RegisterExtension
    final LocalKmsExtension kms =
        LocalKmsExtension.builder()
            .systemProperty("local-kms.test", k -> k.endpoint().toString())
            .build();

    @Test
    void itIsOurs() throws Exception {
      Thread.sleep(50);
      assertThat(System.getProperty("local-kms.test")).isEqualTo(kms.endpoint().toString());
    }
  }

  @Test
  void classesWithSystemPropertiesTakeTurns() {
    run(Locking.class, LockingToo.class)
        .testEvents()
        .assertStatistics(s -> s.started(2).succeeded(2));
  }

  static class Within {
    @RegisterExtension
    static final LocalKmsExtension outer =
        LocalKmsExtension.builder().systemProperty("local-kms.test", k -> "outer").build();

    @RegisterExtension
    final LocalKmsExtension inner =
        LocalKmsExtension.builder().systemProperty("local-kms.test", k -> "inner").build();

    @Test
    void neverRuns() {}
  }

  @Test
  void whoFindsASystemPropertyTakenIsTold() {
    run(Within.class)
        .testEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            EventConditions.finishedWithFailure(
                TestExecutionResultConditions.instanceOf(ExtensionConfigurationException.class),
                TestExecutionResultConditions.message(
                    m -> m.contains("@ResourceLock(Resources.SYSTEM_PROPERTIES)"))));
    assertThat(System.getProperty("local-kms.test")).isNull();
  }

  static class Impossible {
    @RegisterExtension
    static final LocalKmsExtension kms =
        LocalKmsExtension.builder()
            .systemProperty("local-kms.test", k -> "x")
            .key("web", "RSA_1024", "SIGN_VERIFY")
            .build();

    @Test
    void neverRuns() {}
  }

  @Test
  void aKeyThatKmsRefusesFailsTheClassAndLeavesNothing() {
    run(Impossible.class)
        .containerEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            EventConditions.finishedWithFailure(
                TestExecutionResultConditions.instanceOf(IllegalArgumentException.class)));
    assertThat(System.getProperty("local-kms.test")).isNull();
  }

  private static EngineExecutionResults run(Class<?>... classes) {
    DiscoverySelector[] selectors = new DiscoverySelector[classes.length];
    for (int i = 0; i < classes.length; i++) {
      selectors[i] = selectClass(classes[i]);
    }
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectors)
        .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
        .configurationParameter(
            "junit.jupiter.execution.parallel.mode.classes.default", "concurrent")
        .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
        .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
        .execute();
  }
}
