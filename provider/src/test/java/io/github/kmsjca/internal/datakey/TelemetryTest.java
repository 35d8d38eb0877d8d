package io.github.kmsjca.internal.datakey;

import static io.github.kmsjca.internal.datakey.CacheHarness.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.telemetry.Gauges;
import io.github.kmsjca.spec.KmsFailure;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a cache does can be seen: by Flight Recorder, and by JMX. */
class TelemetryTest {
  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

  @Test
  void decisionsAreEvents(@TempDir Path dir) throws Exception {
    Path file = dir.resolve("cache.jfr");
    CacheHarness harness = CacheHarness.of(CacheHarness.bytes(100));
    EncryptionRequest secret = Requests.encryption(harness.kms, Map.of("tenant", "confidential"));
    try (Recording recording = new Recording()) {
      recording.enable("io.github.kmsjca.DataKey");
      recording.start();
      harness.encrypt(secret, 1);
      harness.encrypt(secret, 1);
      harness.encrypt(secret, 101);
      harness.pass(0.85);
      harness.encrypt(secret, 1);
      harness.pass(0.15);
      harness.kms.failure = KmsFailure.DISABLED;
      harness.pass(0.65);
      harness.encrypt(secret, 1);
      assertFails(KmsFailure.DISABLED, () -> harness.encrypt(secret, 1));
      recording.stop();
      recording.dump(file);
    }
    List<RecordedEvent> events = RecordingFile.readAllEvents(file);
    assertThat(events)
        .extracting(e -> e.getString("decision") + " " + e.getString("reason"))
        .containsExactly(
            "LOADED ",
            "BYPASSED it is longer than dataKey.maxBytes",
            "REFRESHED ",
            "EVICTED EXPIRED",
            "REFRESH_FAILED DISABLED",
            "EVICTED REFUSED",
            "LOAD_FAILED DISABLED");
    assertThat(events)
        .allSatisfy(e -> assertThat(e.getString("key")).isEqualTo(FakeKms.KEY.toString()))
        .allSatisfy(e -> assertThat(e.getString("operation")).isEqualTo("GenerateDataKey"));
    assertThat(events.toString()).doesNotContain("confidential");
  }

  @Test
  void theNumbersAreInJmx() throws Exception {
    CacheHarness harness = CacheHarness.of(CacheHarness.BOUNDS);
    ObjectName name = new ObjectName("io.github.kmsjca:type=DataKeyCache,name=a test");
    harness.encrypt(1);
    harness.encrypt(1);
    harness.decrypt(Requests.decryption(harness.kms, Requests.wrapped(1)));
    assertThat(server.getMBeanInfo(name).getAttributes()).hasSize(20);
    assertThat(server.getAttribute(name, "EncryptionHits")).isEqualTo(1L);
    assertThat(server.getAttribute(name, "EncryptionLoads")).isEqualTo(1L);
    assertThat(server.getAttribute(name, "DecryptionEntries")).isEqualTo(1L);
    String[] some = {"EncryptionHits", "no such", "DecryptionLoads"};
    assertThat(server.getAttributes(name, some))
        .isEqualTo(
            new AttributeList(
                List.of(
                    new Attribute("EncryptionHits", 1L), new Attribute("DecryptionLoads", 1L))));
    assertThatThrownBy(() -> server.getAttribute(name, "no such"))
        .isInstanceOf(AttributeNotFoundException.class);
    assertThatThrownBy(() -> server.setAttribute(name, new Attribute("EncryptionHits", 0L)))
        .isInstanceOf(AttributeNotFoundException.class);
    assertThat(server.setAttributes(name, new AttributeList())).isEmpty();

    CacheHarness next = CacheHarness.of(CacheHarness.BOUNDS);
    next.encrypt(1);
    assertThat(server.getAttribute(name, "EncryptionHits")).as("replaced").isEqualTo(0L);
    assertThat(List.of(harness, next)).as("still there, or JMX would show nothing").hasSize(2);
  }

  /** A provider's name is free text. */
  @Test
  void anyNameWillDo() throws Exception {
    new Gauges("Test", "a,b=\"c\"*").show(this, o -> Map.of("One", 1L));
    ObjectName name =
        new ObjectName("io.github.kmsjca:type=Test,name=" + ObjectName.quote("a,b=\"c\"*"));
    assertThat(server.getAttribute(name, "One")).isEqualTo(1L);
  }

  @Test
  @Timeout(60)
  void jmxKeepsNoCacheAlive() throws Exception {
    showOfNobody();
    ObjectName name = new ObjectName("io.github.kmsjca:type=Test,name=nobody");
    while (!server.getAttributes(name, new String[] {"One"}).isEmpty()) {
      System.gc();
    }
  }

  private static void showOfNobody() {
    new Gauges("Test", "nobody").show(new Object(), o -> Map.of("One", 1L));
  }

  @Test
  void toStringsTellNoSecret() throws KmsCallException {
    CacheHarness harness = CacheHarness.of(CacheHarness.BOUNDS);
    EncryptionRequest secret = Requests.encryption(harness.kms, Map.of("tenant", "confidential"));
    EncryptionKey key = new KmsDataKeySource().forEncryption(secret, 1);
    assertThat(secret.toString()).contains(FakeKms.KEY.toString()).doesNotContain("confidential");
    assertThat(key).hasToString("a data key of 32 bytes for 1 recipients");
    assertThat(Requests.decryption(harness.kms, Requests.wrapped(1)).toString())
        .contains(FakeKms.KEY.toString());
  }
}
