package io.github.kmsjca.localkms;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The faults by name, with what their arguments look like and what they do. */
enum FaultKind {
  THROTTLE("throttle", "", "ThrottlingException, HTTP 400", none -> Fault.throttle()),
  ACCESS_DENIED(
      "accessDenied", "", "AccessDeniedException, HTTP 400", none -> Fault.accessDenied()),
  INTERNAL_ERROR(
      "internalError", "", "KMSInternalException, HTTP 500", none -> Fault.internalError()),
  KEY_UNAVAILABLE(
      "keyUnavailable", "", "KeyUnavailableException, HTTP 500", none -> Fault.keyUnavailable()),
  INVALID_STATE(
      "invalidState",
      ":MESSAGE",
      "KMSInvalidStateException, HTTP 400, in these words",
      Fault::invalidState),
  ERROR(
      "error",
      ":STATUS:TYPE[:MESSAGE]",
      "any error, such as error:500:DependencyTimeoutException",
      FaultKind::error),
  HTML(
      "html",
      "[:STATUS]",
      "a web page instead of KMS: 200 (the default), 301, 407, 503...",
      status -> Fault.html(status.isEmpty() ? 200 : number(status))),
  DELAY("delay", ":DURATION", "the answer comes later", text -> Fault.delay(Durations.parse(text))),
  DRIP(
      "drip",
      "[:DURATION]",
      "the answer comes a byte at a time, one per second (the default)",
      text -> Fault.drip(text.isEmpty() ? Duration.ofSeconds(1) : Durations.parse(text))),
  CUT("cut", "", "the connection closes in the middle of the answer", none -> Fault.cut()),
  DROP_CONNECTION(
      "dropConnection", "", "the connection closes, no answer", none -> Fault.dropConnection()),
  RESET("reset", "", "the connection is reset, no answer", none -> Fault.reset()),
  HANG("hang", "", "no answer, ever; the connection stays open", none -> Fault.hang()),
  HALF_CLOSE(
      "halfClose", "", "the server's half of the connection closes", none -> Fault.halfClose()),
  GZIP_BOMB("gzipBomb", "", "1 MB of gzip that unpacks to 1 GB", none -> Fault.gzipBomb()),
  WRONG_KEY_ID(
      "wrongKeyId",
      "[:ARN]",
      "the answer names another key",
      arn -> arn.isEmpty() ? Fault.wrongKeyId() : Fault.wrongKeyId(arn)),
  BARE_KEY_ID(
      "bareKeyId", "", "the answer names its key by the bare id", none -> Fault.bareKeyId()),
  FLIP_SIGNATURE(
      "flipSignature",
      "",
      "a bit of the answer's signature or MAC is wrong",
      none -> Fault.flipSignature()),
  OMIT("omit", ":MEMBER", "the answer lacks a member, such as KeySpec", Fault::omit),
  NO_PUBLIC_KEY(
      "noPublicKey",
      "",
      "GetPublicKey of a symmetric key succeeds, without a key",
      none -> Fault.noPublicKey()),
  PASS("pass", "", "nothing goes wrong", none -> Fault.pass());

  private final String typed;
  private final String arguments;
  private final String help;

  @SuppressWarnings("ImmutableEnumChecker") // functions without state
  private final Function<String, Fault> factory;

  FaultKind(String typed, String arguments, String help, Function<String, Fault> factory) {
    this.typed = typed;
    this.arguments = arguments;
    this.help = help;
    this.factory = factory;
  }

  /** Reads the text form of a fault. */
  static Fault parse(String text) {
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    FaultKind kind =
        Arrays.stream(values())
            .filter(one -> one.typed.equals(name))
            .findAny()
            .orElseThrow(() -> new IllegalArgumentException(unknown(name)));
    String given = colon < 0 ? "" : text.substring(colon + 1);
    if (given.isEmpty() ? kind.needsArguments() : kind.arguments.isEmpty()) {
      throw new IllegalArgumentException("Not a fault: " + text + "; it is " + kind.form());
    }
    return kind.factory.apply(given);
  }

  /** The name with its arguments. */
  String form() {
    return typed + arguments;
  }

  /** What it does. */
  String help() {
    return help;
  }

  private boolean needsArguments() {
    return arguments.startsWith(":");
  }

  private static String unknown(String name) {
    return Arrays.stream(values())
        .map(FaultKind::form)
        .collect(Collectors.joining(", ", "There is no fault '" + name + "', only ", ""));
  }

  private static Fault error(String arguments) {
    String[] parts = arguments.split(":", 3);
    if (parts.length < 2 || parts[1].isEmpty()) {
      throw new IllegalArgumentException(
          "Not a fault: error:" + arguments + "; it is " + ERROR.form());
    }
    return Fault.error(number(parts[0]), parts[1], parts.length < 3 ? "" : parts[2]);
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("Not an HTTP status: " + text, e);
    }
  }
}
