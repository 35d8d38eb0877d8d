package io.github.kmsjca.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The rows of the compatibility table: each program is held to its row by its own test, and the
 * table in the guide {@code programs.md} is made of the rows.
 */
public enum Program {
  // servers
  TOMCAT_11(
      "Tomcat 11",
      "tomcat-server-11.version",
      How.CONFIGURATION,
      "application-servers.md#tomcat-standalone",
      "the log, where the start fails",
      "key managers `PKIX`",
      cost(1, "Sign", "handshake")),
  TOMCAT_10(
      "Tomcat 10.1",
      "tomcat-server-10.version",
      How.CONFIGURATION,
      "application-servers.md#tomcat-standalone",
      "the log, where the start fails",
      "key managers `PKIX`",
      cost(1, "Sign", "handshake")),
  TOMCAT_EMBEDDED(
      "Tomcat 11, embedded",
      "tomcat.version",
      How.CONFIGURATION,
      "application-servers.md#tomcat-embedded",
      "the exception, at the start",
      "key managers `PKIX`",
      cost(1, "Sign", "handshake")),
  UNDERTOW(
      "Undertow",
      "undertow.version",
      How.CONFIGURATION,
      "application-servers.md#undertow",
      "the log",
      "",
      cost(1, "Sign", "handshake")),
  JETTY(
      "Jetty",
      "jetty.version",
      How.CONFIGURATION,
      "application-servers.md#jetty",
      "the log",
      "",
      cost(1, "Sign", "handshake")),
  NETTY(
      "Netty, JDK engine",
      "netty.version",
      How.CODE,
      "tls-libraries.md#netty",
      "the log",
      "a key by itself needs a line in `java.security`",
      cost(1, "Sign", "handshake and side")),
  NETTY_OPENSSL(
      "Netty, OpenSSL engine",
      "netty-tcnative.version",
      How.CODE,
      "tls-libraries.md#netty",
      "the exception of `getKey`",
      "key managers",
      cost(1, "Sign", "handshake and side")),
  VERTX(
      "Vert.x",
      "vertx.version",
      How.CONFIGURATION,
      "tls-libraries.md#vertx",
      "the log",
      "needs a line in `java.security`",
      cost(1, "Sign", "handshake and side"));

  // clients

  // databases

  // libraries

  /** What of the program has to change. */
  enum How {
    CONFIGURATION("configuration only"),
    LINE("one line of code"),
    CODE("code");

    private final String text;

    How(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** So many calls of an operation for each handshake, signature or other unit of work. */
  private record Cost(int count, String operation, String unit) {
    @Override
    public String toString() {
      return count + " " + operation + (unit.isEmpty() ? "" : " a " + unit);
    }
  }

  private final String title;
  private final String versionProperty;
  private final How how;
  private final String recipe;
  private final String reason;
  private final String limits;
  private final List<Cost> costs;

  /**
   * A row.
   *
   * @param versionProperty of the POM; empty for what comes with the JDK
   * @param recipe a heading in a guide, as a link has it
   * @param reason where one reads why a key was refused, {@code the exception} for instance
   * @param limits what does not work, empty if nothing is known
   */
  Program(
      String title,
      String versionProperty,
      How how,
      String recipe,
      String reason,
      String limits,
      Cost... costs) {
    this.title = title;
    this.versionProperty = versionProperty;
    this.how = how;
    this.recipe = recipe;
    this.reason = reason;
    this.limits = limits;
    this.costs = List.of(costs);
  }

  private static Cost cost(int count, String operation, String unit) {
    return new Cost(count, operation, unit);
  }

  /**
   * Fails unless the program called what its row says, and nothing else but what keys are found by.
   *
   * @param units how many handshakes, signatures or the like there were
   */
  public void assertCosts(Calls calls, long units) {
    Map<String, Long> expected = new TreeMap<>();
    costs.forEach(cost -> expected.put(cost.operation(), cost.count() * units));
    assertThat(calls.withoutLookUps()).as(calls.toString()).isEqualTo(expected);
  }

  String versionProperty() {
    return versionProperty;
  }

  /** The cells of the row, in the order of {@link #COLUMNS}. */
  String[] cells(String version) {
    String cost =
        costs.isEmpty()
            ? "none"
            : costs.stream().map(Cost::toString).collect(Collectors.joining(", "));
    return new String[] {title, version, how + ", [recipe](" + recipe + ")", cost, reason, limits};
  }

  static final List<String> COLUMNS =
      List.of("Program", "Version", "By", "KMS calls", "A refused key shows in", "Limits");

  static List<Program> table() {
    return Arrays.asList(values());
  }
}
