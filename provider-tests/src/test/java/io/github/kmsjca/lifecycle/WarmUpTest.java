package io.github.kmsjca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.keystore.LogCapture;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.SecurityProperties;
import io.github.kmsjca.testkit.TestKms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** With {@code warmUp=true} the first handshake finds everything ready. */
@Timeout(60)
class WarmUpTest {
  private static final String KEY = "alias/ecc-nist-p256";

  @RegisterExtension static final TestKms kms = TestKms.start();

  @TempDir private Path dir;

  @BeforeEach
  void forget() {
    kms.local().calls().clear();
  }

  @AfterEach
  void heal() {
    kms.local().faults().clear();
  }

  @Test
  void theFirstSignatureLooksNothingUp() throws Exception {
    try (KmsProvider provider = warmingUp(KEY)) {
      awaitEnd();
      kms.assertCalls(1, "GetPublicKey");
      sign(provider);
      kms.assertCalls(1, "GetPublicKey");
      kms.assertCalls(1, "Sign");
      assertThat(kms.local().calls().all()).hasSize(2);
    }
  }

  /** What an alias means is told once: who asks again means to ask KMS. */
  @Test
  void theSecondKeyStoreAsks() throws Exception {
    try (KmsProvider provider = warmingUp(KEY)) {
      awaitEnd();
      sign(provider);
      sign(provider);
      kms.assertCalls(2, "GetPublicKey");
    }
  }

  @Test
  void theKeysOfTheFileAreLookedUp() throws Exception {
    Path file = dir.resolve("keys.kms");
    Files.writeString(file, "# AWSKMS keystore 1\n\nalias: web\nkey: " + KEY + "\n");
    try (KmsProvider provider =
        (KmsProvider) kms.provider("warmUp", "true", "certificates", file.toString())) {
      awaitEnd();
      kms.assertCalls(1, "GetPublicKey");
      assertThat(TestKms.key(provider, "web")).isNotNull();
      kms.assertCalls(1, "GetPublicKey");
    }
  }

  @Test
  void aFailureIsToldOnceAndDoesNoHarm() throws Exception {
    try (LogCapture log = new LogCapture()) {
      kms.local().faults().always("GetPublicKey", Fault.internalError());
      try (KmsProvider provider = warmingUp(KEY)) {
        awaitEnd();
        assertThat(log.text())
            .contains("WARNING The warm-up of provider AWSKMS met a failure")
            .hasLineCount(1);
        kms.local().faults().clear();
        sign(provider);
      }
    }
  }

  @Test
  void oneKeyThatIsNotThereDoesNotKeepTheOthers() throws Exception {
    try (LogCapture log = new LogCapture();
        KmsProvider provider = warmingUp("alias/none," + KEY)) {
      awaitEnd();
      assertThat(log.text()).contains("alias/none").hasLineCount(1);
      kms.local().calls().clear();
      sign(provider);
      kms.assertCalls(0, "GetPublicKey");
    }
  }

  @Test
  void closingEndsIt() {
    try (LogCapture log = new LogCapture()) {
      kms.local().faults().always("GetPublicKey", Fault.hang());
      KmsProvider provider = warmingUp(KEY);
      await(() -> kms.local().calls().inFlight() == 1);
      provider.close();
      assertThat(isWarmingUp()).isFalse();
      assertThat(log.text()).isEmpty();
    }
  }

  @Test
  void aProviderAtPositionOneWarmsUp() throws Exception {
    Path security = dir.resolve("java.security");
    Files.writeString(
        security, SecurityProperties.withProvider(0, "AWSKMS warmUp=true;keys=" + KEY));
    ForkedJvm.Result result =
        new ForkedJvm(WarmUpProbe.class)
            .kms(kms)
            .property("java.security.properties", security)
            .run();
    assertThat(result.exitCode()).as(result.output()).isZero();
    kms.assertCalls(1, "GetPublicKey");
    kms.assertCalls(1, "Sign");
  }

  private static KmsProvider warmingUp(String keys) {
    return (KmsProvider) kms.provider("warmUp", "true", "keys", keys);
  }

  private static void sign(KmsProvider provider) throws Exception {
    KeyStore keys = TestKms.keyStore(provider);
    Signature signature = Signature.getInstance("SHA256withECDSA", provider);
    signature.initSign((PrivateKey) keys.getKey("ecc-nist-p256", null));
    signature.sign();
  }

  private static void awaitEnd() {
    await(() -> !isWarmingUp());
  }

  private static boolean isWarmingUp() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("awskms-warm-up"));
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }
}
