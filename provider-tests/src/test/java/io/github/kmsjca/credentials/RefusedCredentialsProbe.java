package io.github.kmsjca.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.localkms.LocalKms;
import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.testkit.TestKms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Profiles whose credentials the process believes in for an hour, while KMS does not. Arguments: a
 * folder, where the AWS configuration file is.
 */
final class RefusedCredentialsProbe {
  private static final Fault EXPIRED =
      Fault.error(400, "ExpiredTokenException", "The security token included is expired");
  private static final int CALLERS = 16;

  private final TestKms kms = TestKms.start();
  private final Path home;

  private RefusedCredentialsProbe(Path home) {
    this.home = home;
  }

  public static void main(String[] arguments) {
    RefusedCredentialsProbe probe = new RefusedCredentialsProbe(Path.of(arguments[0]));
    Report report = new Report();
    report.check("expired for KMS alone", probe::expired);
    report.check("expired for everybody at once", probe::expiredForAll);
    report.check("nothing but expired ones", probe::expiredForEver);
    report.check("a key that is gone", probe::rotated);
    report.check("the same again", probe::unchanged);
    report.check("a static key, rotated in the file", probe::rotatedInTheFile);
    report.check("instances side by side", probe::sideBySide);
    report.check("a process that gives no others", probe::noOthers);
    report.done();
    probe.kms.close();
  }

  /** What the process of a profile prints from now on. */
  private void give(String profile, String id, String secret) throws IOException {
    Files.writeString(
        home.resolve(profile + ".json"),
        """
        {"Version": 1, "AccessKeyId": "%s", "SecretAccessKey": "%s", "SessionToken": "t-@",
         "Expiration": "2099-01-01T00:00:00Z"}
        """
            .formatted(id, secret));
  }

  private void giveGood(String profile) throws IOException {
    give(profile, LocalKms.ACCESS_KEY_ID, LocalKms.SECRET_ACCESS_KEY);
  }

  private int runs(String profile) throws IOException {
    Path file = home.resolve(profile + ".runs");
    return Files.exists(file) ? Files.readString(file).length() : 0;
  }

  /** A key of an instance of its own. */
  private Callable<byte[]> signer(String profile) throws Exception {
    kms.local().faults().clear();
    Provider provider = kms.provider("profile", profile);
    PrivateKey key = TestKms.key(provider, "ecc-nist-p256");
    kms.local().calls().clear();
    return () -> {
      Signature signature = Signature.getInstance("SHA256withECDSA", provider);
      signature.initSign(key);
      signature.update("m".getBytes(UTF_8));
      return signature.sign();
    };
  }

  private void expired() throws Exception {
    giveGood("one");
    Callable<byte[]> signer = signer("one");
    assertThat(runs("one")).isEqualTo(1);
    kms.local().faults().next("Sign", EXPIRED);
    signer.call();
    assertThat(kms.local().calls().count("Sign")).isEqualTo(2);
    assertThat(runs("one")).isEqualTo(2);
    signer.call();
    assertThat(kms.local().calls().count("Sign")).isEqualTo(3);
    assertThat(runs("one")).as("what was asked for is kept").isEqualTo(2);
  }

  private void expiredForAll() throws Exception {
    giveGood("all");
    Callable<byte[]> signer = signer("all");
    for (int i = 0; i < CALLERS; i++) {
      kms.local().faults().next("Sign", EXPIRED);
    }
    kms.local()
        .latency(java.time.Duration.ofMillis(300)); // all are under way before one is refused
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    List<Future<byte[]>> signatures = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      signatures.add(callers.submit(signer));
    }
    for (Future<byte[]> signature : signatures) {
      signature.get();
    }
    kms.local().latency(java.time.Duration.ZERO);
    callers.shutdown();
    assertThat(kms.local().calls().count("Sign")).isEqualTo(2 * CALLERS);
    assertThat(runs("all")).isEqualTo(2);
  }

  private void expiredForEver() throws Exception {
    giveGood("ever");
    Callable<byte[]> signer = signer("ever");
    kms.local().faults().always("Sign", EXPIRED);
    long begun = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(signer::call)
          .hasMessageContaining("credentials were not accepted (ExpiredTokenException");
    }
    long seconds = (System.nanoTime() - begun) / 1_000_000_000;
    int asked = runs("ever") - 1;
    assertThat(asked).isPositive().isLessThanOrEqualTo((int) seconds / 3 + 1);
    assertThat(kms.local().calls().count("Sign"))
        .as("one more for each time that there were others")
        .isEqualTo(20 + asked);
    kms.local().faults().clear();
    signer.call();
  }

  private void rotated() throws Exception {
    giveGood("gone");
    Callable<byte[]> signer = signer("gone");
    kms.local()
        .faults()
        .next("Sign", Fault.error(400, "UnrecognizedClientException", "The token is invalid"));
    signer.call();
    assertThat(runs("gone")).isEqualTo(2);
  }

  /** A process that answers the same: then one request is enough to know. */
  private void unchanged() throws Exception {
    Callable<byte[]> signer = signer("static");
    kms.local().faults().always("Sign", EXPIRED);
    assertThatThrownBy(signer::call).hasMessageContaining("credentials were not accepted");
    assertThat(kms.local().calls().count("Sign")).isEqualTo(1);
  }

  private void rotatedInTheFile() throws Exception {
    Callable<byte[]> signer = signer("static");
    Path config = home.resolve("config");
    String text = Files.readString(config);
    // The same key with a token, which is another identity for the one who compares.
    Files.writeString(
        config, text.replace("[profile static]", "[profile static]\naws_session_token = t"));
    kms.local()
        .faults()
        .next("Sign", Fault.error(400, "InvalidClientTokenId", "The token is invalid"));
    signer.call();
    assertThat(kms.local().calls().count("Sign")).isEqualTo(2);
    Files.writeString(config, text);
  }

  private void sideBySide() throws Exception {
    giveGood("left");
    giveGood("right");
    Callable<byte[]> left = signer("left");
    Callable<byte[]> right = signer("right");
    kms.local().faults().next("Sign", EXPIRED);
    left.call();
    right.call();
    assertThat(runs("left")).isEqualTo(2);
    assertThat(runs("right")).as("the other's are its own").isEqualTo(1);
  }

  private void noOthers() throws Exception {
    giveGood("dead");
    Callable<byte[]> signer = signer("dead");
    Files.writeString(home.resolve("dead.json"), "a-secret-perhaps");
    kms.local().faults().next("Sign", EXPIRED);
    assertThatThrownBy(signer::call)
        .hasMessageContaining("credentials were not accepted (ExpiredTokenException")
        .satisfies(e -> assertThat(Objects.toString(e)).doesNotContain("a-secret-perhaps"));
    signer.call();
    assertThat(runs("dead")).isEqualTo(2);
  }
}
