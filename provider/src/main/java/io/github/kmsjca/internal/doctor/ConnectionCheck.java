package io.github.kmsjca.internal.doctor;

import io.github.kmsjca.internal.configuration.ConfigurationException;
import io.github.kmsjca.internal.configuration.Setting;
import io.github.kmsjca.internal.kms.client.ConnectionInfo;
import io.github.kmsjca.internal.kms.client.CredentialFacts;
import io.github.kmsjca.internal.kms.client.NotConfiguredException;
import io.github.kmsjca.internal.kms.client.SourcedValue;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Region, endpoint and credentials, as the AWS SDK found them. Calls no KMS. */
final class ConnectionCheck implements Check {
  private final Patient patient;

  ConnectionCheck(Patient patient) {
    this.patient = patient;
  }

  @Override
  public String title() {
    return "Connection of " + patient.name() + " to KMS";
  }

  @Override
  public List<Finding> findings() {
    boolean allowed;
    try {
      allowed = patient.instance().settings().get().isOn(Setting.ALLOW_WIRE_LOGGING);
    } catch (ConfigurationException e) {
      return List.of(NotTried.FINDING);
    }
    ConnectionInfo connection = patient.instance().gateway().connection();
    List<Finding> findings = new ArrayList<>();
    addLoggers(connection, allowed, findings);
    if (addRegion(connection, findings)) {
      addEndpoint(connection, findings);
      addProxy(connection, findings);
    }
    addCredentials(connection, findings);
    return findings;
  }

  /** In the -all.jar there are none, whatever is configured. */
  private static void addLoggers(
      ConnectionInfo connection, boolean allowed, List<Finding> findings) {
    try {
      connection
          .loudLoggers()
          .map(
              loud ->
                  allowed
                      ? Finding.warning("loggers", loud.finding(), loud.advice())
                      : Finding.problem(
                          "loggers", loud.finding() + ", so KMS is not called", loud.advice()))
          .ifPresent(findings::add);
    } catch (NotConfiguredException e) {
      // The client cannot be made: the endpoint's finding says why.
    }
  }

  private static boolean addRegion(ConnectionInfo connection, List<Finding> findings) {
    try {
      SourcedValue region = connection.region();
      findings.add(Finding.ok("region", region.text() + "  (" + region.source() + ")"));
      return true;
    } catch (NotConfiguredException e) {
      // Keys that are named by ARN need none, so by itself this is no problem.
      findings.add(
          Finding.warning(
              "region",
              "none found; only keys that are named by ARN can be used" + reasons(e),
              "Set region=, or AWS_REGION"
                  + (System.getenv("AWS_DEFAULT_REGION") == null
                      ? ""
                      : "; the SDK for Java does not read AWS_DEFAULT_REGION")));
      return false;
    }
  }

  private static void addEndpoint(ConnectionInfo connection, List<Finding> findings) {
    try {
      findings.add(
          Finding.ok(
              "endpoint",
              connection
                  .endpoint()
                  .map(endpoint -> endpoint.text() + "  (" + endpoint.source() + ")")
                  .orElse("that of AWS in each key's Region")));
    } catch (NotConfiguredException e) {
      findings.add(
          Finding.problem(
              "endpoint",
              "the client cannot be made" + reasons(e),
              "Correct the endpoint, or what is named"));
    }
  }

  private static void addProxy(ConnectionInfo connection, List<Finding> findings) {
    try {
      connection
          .proxy()
          .ifPresent(
              proxy ->
                  findings.add(Finding.ok("proxy", proxy.text() + "  (" + proxy.source() + ")")));
    } catch (NotConfiguredException e) {
      findings.add(
          Finding.problem("proxy", "none can be used" + reasons(e), "Correct it, or set proxy="));
    }
  }

  private static void addCredentials(ConnectionInfo connection, List<Finding> findings) {
    try {
      connection.credentials().ifPresent(credentials -> addCredentials(credentials, findings));
    } catch (NotConfiguredException e) {
      findings.add(
          Finding.problem(
              "credentials",
              "none found" + reasons(e),
              "Configure them as for any AWS SDK, or set profile="));
    }
  }

  private static void addCredentials(CredentialFacts credentials, List<Finding> findings) {
    findings.add(Finding.ok("credentials", "from " + credentials.source()));
    findings.add(
        Finding.fact(
            "",
            "access key id ..."
                + credentials.accessKeyEnd()
                + (credentials.temporary() ? ", with a session token" : "")
                + (credentials.account() == null ? "" : ", account " + credentials.account())));
    Instant expiry = credentials.expiry();
    if (expiry == null) {
      return;
    }
    Duration left = Duration.between(Instant.now(), expiry);
    if (left.isNegative()) {
      findings.add(
          Finding.problem("", "they expired at " + expiry, "Renew them, or correct the clock"));
    } else {
      findings.add(
          Finding.fact(
              "",
              "they expire at "
                  + expiry.truncatedTo(ChronoUnit.SECONDS)
                  + ", in "
                  + left.toMinutes()
                  + " minutes"));
    }
  }

  /** What each place said that the SDK looked into. */
  private static String reasons(NotConfiguredException e) {
    return ":\n" + String.join("\n", e.reasons());
  }
}
