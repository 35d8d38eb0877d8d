package io.github.kmsjca.benchmarks;

import static io.github.kmsjca.benchmarks.report.Comparison.difference;
import static io.github.kmsjca.benchmarks.report.Comparison.ratio;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.github.kmsjca.benchmarks.report.Comparison;
import io.github.kmsjca.benchmarks.report.Metric;
import io.github.kmsjca.benchmarks.report.Run;
import io.github.kmsjca.benchmarks.sign.DigestBenchmark;
import io.github.kmsjca.benchmarks.sign.SignBenchmark;
import io.github.kmsjca.benchmarks.startup.Launch;
import io.github.kmsjca.benchmarks.startup.LaunchBenchmark;
import io.github.kmsjca.benchmarks.verify.SigningCase;
import io.github.kmsjca.benchmarks.verify.VerifyBenchmark;
import io.github.kmsjca.benchmarks.verify.VerifyInKmsBenchmark;
import java.util.ArrayList;
import java.util.List;

/** The comparisons, and the limits that the project set itself. */
final class Suite {
  private static final double FIVE_TIMES_FASTER = 0.2;
  private static final double NO_SLOWER = 1.0;
  private static final double FIVE_PERCENT_MORE = 1.05;
  private static final double TEN_PERCENT_MORE = 1.1;
  static final double NO_TARGET = Double.POSITIVE_INFINITY;

  private Suite() {}

  static List<Comparison> comparisons(Form form) {
    List<Comparison> all = new ArrayList<>(EncryptionRows.of(form));
    all.addAll(StreamRows.of(form));
    verification(all);
    signing(all);
    startup(all);
    all.addAll(RandomRows.all());
    all.addAll(HarmlessRows.all());
    return all;
  }

  /** It comes with native code, for one kind of machine. */
  static boolean isAccpHere() {
    return AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null;
  }

  private static void verification(List<Comparison> all) {
    for (boolean accp : isAccpHere() ? new boolean[] {false, true} : new boolean[] {false}) {
      for (SigningCase signing : SigningCase.values()) {
        all.add(
            ratio(
                "P8",
                "verify " + signing.title() + (accp ? ", ACCP installed" : ""),
                "the platform",
                Run.of(VerifyBenchmark.class).with("signing", signing).with("accp", accp),
                Metric.TIME,
                switch (signing) {
                  case RSA2048, RSA2048_PSS, RSA4096 -> NO_SLOWER;
                  case P256, P384, ED25519 -> FIVE_TIMES_FASTER;
                  case P521 -> NO_TARGET;
                }));
      }
    }
    all.add(
        ratio(
            "P8",
            "verify ECDSA P-256",
            "KMS Verify (the AWS sample's way), on loopback",
            Run.of(VerifyInKmsBenchmark.class).warmUp(4),
            Metric.TIME,
            NO_TARGET));
  }

  private static void signing(List<Comparison> all) {
    for (boolean shared : new boolean[] {true, false}) {
      Run run = Run.of(SignBenchmark.class).with("sharedClient", shared).warmUp(10);
      String what = "sign, P-256" + (shared ? "" : ", the provider's own client");
      String peer = shared ? "the same KmsClient" : "a bare KmsClient of the same settings";
      all.add(ratio("P9", what, peer, run, Metric.ALLOCATION, FIVE_PERCENT_MORE));
      all.add(ratio("P9", what, peer, run, Metric.CPU, FIVE_PERCENT_MORE));
      Run busy = run.threads(16);
      all.add(ratio("P9", what + ", 16 threads", peer, busy, Metric.CPU, FIVE_PERCENT_MORE));
      all.add(ratio("P9", what + ", 16 threads", peer, busy, Metric.TIME, NO_TARGET));
    }
    for (String digest : List.of("SHA-256", "SHA-384", "SHA-512")) {
      all.add(
          ratio(
              "P9",
              "64 KiB more of a message, " + digest,
              "MessageDigest",
              Run.of(DigestBenchmark.class).with("digest", digest),
              Metric.TIME,
              FIVE_PERCENT_MORE));
    }
  }

  private static void startup(List<Comparison> all) {
    all.add(
        difference(
            "P10",
            "a JVM that adds the provider",
            "one that adds an empty provider",
            launch(Launch.ADD_PROVIDER, Launch.ADD_EMPTY_PROVIDER),
            Metric.LAUNCH,
            30));
    all.add(
        difference(
            "P10",
            "a JVM that adds the provider",
            "one that does nothing",
            launch(Launch.ADD_PROVIDER, Launch.NOTHING),
            Metric.LAUNCH,
            NO_TARGET));
    all.add(
        ratio(
            "P10",
            "a JVM that signs once: GetPublicKey and Sign",
            "the two calls by a bare KmsClient",
            launch(Launch.SIGN_BY_JCA, Launch.GET_KEY_AND_SIGN_BY_CLIENT),
            Metric.LAUNCH,
            TEN_PERCENT_MORE));
    all.add(
        ratio(
            "P10",
            "a JVM that signs once: GetPublicKey and Sign",
            "Sign alone by a bare KmsClient",
            launch(Launch.SIGN_BY_JCA, Launch.SIGN_BY_CLIENT),
            Metric.LAUNCH,
            TEN_PERCENT_MORE));
  }

  private static Run launch(Launch ours, Launch peer) {
    return Run.of(LaunchBenchmark.class).with("ours", ours).with("peer", peer);
  }
}
