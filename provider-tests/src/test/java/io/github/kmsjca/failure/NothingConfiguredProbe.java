package io.github.kmsjca.failure;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.testkit.Report;
import java.security.UnrecoverableKeyException;

/** In a JVM without AWS credentials and without a Region. */
final class NothingConfiguredProbe {
  private NothingConfiguredProbe() {}

  public static void main(String[] args) {
    Report report = new Report();
    report.check(
        "no credentials",
        () -> {
          UnrecoverableKeyException e =
              UnreachableTest.failure(UnreachableTest.provider("http://127.0.0.1:1"), "web");
          Explanation.assertExplains(
              e, "'x'", "GetPublicKey", "alias/web", "no AWS credentials", "profile=");
          // Every link of the chain says why it has none.
          Explanation.assertExplains(
              e,
              "SystemPropertyCredentialsProvider: ",
              "EnvironmentVariableCredentialsProvider: ",
              "ProfileCredentialsProvider: ",
              "ContainerCredentialsProvider: ",
              "InstanceProfileCredentialsProvider: ");
        });
    report.check(
        "no Region",
        () -> {
          UnrecoverableKeyException e =
              UnreachableTest.failure(
                  KmsProvider.builder().set("endpoint", "http://127.0.0.1:1").build(), "web");
          Explanation.assertExplains(
              e, "'x'", "GetPublicKey", "alias/web", "no Region", "Set region=");
        });
    report.check(
        "no such profile",
        () -> {
          UnrecoverableKeyException e =
              UnreachableTest.failure(
                  UnreachableTest.provider("http://127.0.0.1:1", "profile", "nobody"), "web");
          Explanation.assertExplains(
              e, "'x'", "GetPublicKey", "alias/web", "no AWS credentials", "profile=");
        });
    report.done();
  }
}
