package io.github.kmsjca.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kmsjca.testkit.Report;
import java.security.UnrecoverableKeyException;

/**
 * In a JVM that trusts the endpoint's certification authority. Its arguments: the two endpoints.
 */
final class WrongHostProbe {
  private WrongHostProbe() {}

  public static void main(String[] args) {
    Report report = new Report();
    report.check(
        "the certificate has another name",
        () -> {
          UnrecoverableKeyException e = failure(args[0]);
          assertEquals("UNTRUSTED", Explanation.row(e));
          Explanation.assertExplains(e, "KMS's certificate is not trusted", "127.0.0.2", args[0]);
        });
    report.check(
        "the certificate is right, and it is not KMS",
        () -> assertThat(Explanation.row(failure(args[1]))).isEqualTo("NOT_KMS"));
    report.done();
  }

  private static UnrecoverableKeyException failure(String endpoint) throws Exception {
    return UnreachableTest.failure(
        UnreachableTest.provider(endpoint, "attemptTimeout", "10s", "callTimeout", "20s"), "web");
  }
}
