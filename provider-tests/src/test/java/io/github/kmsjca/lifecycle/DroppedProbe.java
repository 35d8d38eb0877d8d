package io.github.kmsjca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.testkit.Report;
import java.io.IOException;
import java.security.KeyStore;
import java.security.Provider;
import java.time.Duration;

/** Makes many instances, as one per tenant, uses each and drops it without closing it. */
final class DroppedProbe {
  private static final int INSTANCES = 100;
  private static final int REGIONS = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** One for each: the data keys, those to decrypt, time limits, delays, random, and some haste. */
  private static final int MOST_THREADS = 12;

  private DroppedProbe() {}

  /**
   * Runs it.
   *
   * @param args whether to wait for an instance that is kept
   */
  public static void main(String[] args) throws Exception {
    Report report = new Report();
    Deployment.use(provider()); // what the JVM itself opens once
    Remains before = settled(0);
    for (int i = 0; i < INSTANCES; i++) {
      Deployment.use(provider());
    }
    Remains after = settled(before.sockets());
    System.out.println("before: " + before);
    System.out.println("after: " + after);
    report.check("threads of dropped instances", () -> assertThat(after.threads()).isEmpty());
    report.check(
        "sockets of dropped instances",
        () -> assertThat(after.sockets()).isLessThanOrEqualTo(before.sockets()));

    Provider kept = provider();
    askIn(REGIONS, kept);
    Remains many = Remains.now();
    System.out.println("after " + REGIONS + " Regions: " + many);
    report.check(
        "threads of many Regions", () -> assertThat(many.threads()).hasSizeLessThan(MOST_THREADS));
    if (Boolean.parseBoolean(args[0])) {
      Remains idle = settled(before.sockets());
      System.out.println("idle: " + idle);
      report.check("threads of an idle instance", () -> assertThat(idle.threads()).isEmpty());
      report.check(
          "sockets of an idle instance",
          () -> assertThat(idle.sockets()).isLessThanOrEqualTo(before.sockets()));
    }
    Deployment.use(kept);
    report.done();
  }

  private static Provider provider() {
    return KmsProvider.builder().set("dataKey.maxAge", "30s").build();
  }

  private static void askIn(int regions, Provider provider) throws Exception {
    KeyStore keys = KeyStore.getInstance("AWSKMS", provider);
    keys.load(null, null);
    for (int i = 0; i < regions; i++) {
      String arn =
          "arn:aws:kms:made-up-%d:000000000000:key/00000000-0000-0000-0000-%012d".formatted(i, i);
      assertThat(keys.isKeyEntry(arn)).isFalse();
    }
  }

  /** What is left when nothing goes away any more. */
  private static Remains settled(long sockets) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.plusSeconds(30).toNanos();
    Remains now = Remains.now();
    while (System.nanoTime() < end && !(now.threads().isEmpty() && now.sockets() <= sockets)) {
      System.gc();
      Thread.sleep(200);
      now = Remains.now();
      if (sockets == 0 && now.threads().isEmpty()) {
        return now;
      }
    }
    return now;
  }
}
