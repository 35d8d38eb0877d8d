package io.github.kmsjca.localkms;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What the command line may say: one row for each option, for those who read it and for --help. */
enum Option {
  PORT(
      Group.LISTENING,
      "--port",
      "PORT",
      "listen there; 0 (the default) takes a free port",
      (all, value) -> all.builder().port(number(value))),
  HOST(
      Group.LISTENING,
      "--host",
      "HOST",
      "listen on that address; the default is 127.0.0.1. Off loopback it "
          + "needs access keys of your own",
      (all, value) -> all.builder().host(value)),
  CORS(
      Group.LISTENING,
      "--cors",
      "ORIGIN",
      "let scripts of web pages from there call, such as "
          + "http://localhost:5173, or with * of any; may be repeated",
      (all, value) -> all.builder().cors(value)),
  MAX_CONNECTIONS(
      Group.LISTENING,
      "--max-connections",
      "NUMBER",
      "answer 503 to more connections than that at once; the default is 1000",
      (all, value) -> all.builder().maxConnections(number(value))),
  IDLE_TIMEOUT(
      Group.LISTENING,
      "--idle-timeout",
      "DURATION",
      "close a connection that waits longer for its next request; the default is 2m",
      (all, value) -> all.builder().idleTimeout(Durations.parse(value))),
  READ_TIMEOUT(
      Group.LISTENING,
      "--read-timeout",
      "DURATION",
      "close a connection whose request pauses longer; the default is 30s",
      (all, value) -> all.builder().readTimeout(Durations.parse(value))),
  TLS(
      Group.TLS,
      "--tls",
      "",
      "speak HTTPS, with a new certificate for this machine and HOST",
      (all, none) -> all.certificate().selfSigned()),
  TLS_CERTIFICATE_OUT(
      Group.TLS,
      "--tls-certificate-out",
      "FILE",
      "write the new certificate there, for clients to trust; without it the start prints it",
      (all, value) -> all.certificate().out(Path.of(value))),
  TLS_CERTIFICATE(
      Group.TLS,
      "--tls-certificate",
      "FILE",
      "speak HTTPS with a certificate of your own (PEM, with its chain)",
      (all, value) -> all.certificate().certificates(Path.of(value))),
  TLS_KEY(
      Group.TLS,
      "--tls-key",
      "FILE",
      "its private key (PEM, RSA or EC, not encrypted)",
      (all, value) -> all.certificate().key(Path.of(value))),
  TLS_PKCS12(
      Group.TLS,
      "--tls-pkcs12",
      "FILE",
      "speak HTTPS with the key and the certificate in that PKCS #12 file; "
          + "its password is in LOCAL_KMS_TLS_PASSWORD",
      (all, value) -> all.certificate().pkcs12(Path.of(value))),
  ACCESS_KEY(
      Group.CALLERS,
      "--access-key",
      "KEY",
      "accept one more access key, as ID:SECRET or ID:SECRET:ACCOUNT; may "
          + "be repeated. Other users of the machine can read command lines: "
          + "for a real secret take a file or the environment",
      (all, value) -> all.builder().credentials(AccessKeyTexts.parse(value))),
  CREDENTIALS_FILE(
      Group.CALLERS,
      "--credentials-file",
      "FILE",
      "accept the access keys in a file like ~/.aws/credentials; see below",
      (all, value) -> CredentialsFile.read(Path.of(value)).forEach(all.builder()::credentials)),
  PRINCIPALS(
      Group.CALLERS,
      "--principals",
      "FILE",
      "accept access keys with principals and IAM policies from that JSON file, such as "
          + "[{\"accessKeyId\": \"AKIDBOB\", \"secret\": \"s3cret\", \"principal\": "
          + "\"arn:aws:iam::111122223333:user/bob\", \"policies\": []}]. Other access keys may do all "
          + "that key policies allow their account",
      (all, value) -> PrincipalsFile.addTo(all.builder(), Path.of(value))),
  KEY(
      Group.KEYS,
      "--key",
      "NAME[@REGION]=SPEC[/USAGE]",
      "put a key in place, such as web=RSA_2048 or box@eu-west-1=SYMMETRIC_DEFAULT; its alias is "
          + "alias/NAME. May be repeated",
      (all, value) -> all.builder().key(KeyOrder.parse(value))),
  SEED(
      Group.KEYS,
      "--seed",
      "FILE",
      "put the keys and aliases of a YAML file in place; the guide describes it. A seed file of "
          + "nsmithuk/local-kms is read, too. May be repeated",
      (all, value) -> all.builder().seed(Path.of(value))),
  REGION(
      Group.KEYS,
      "--region",
      "REGION",
      "of keys that name none; else it is AWS_REGION or us-east-1",
      (all, value) -> all.builder().region(value)),
  DATA(
      Group.KEYS,
      "--data",
      "FOLDER",
      "keep keys and all else there, for the next start; without it they end with the process. The "
          + "folder holds key material in plain",
      (all, value) -> all.builder().data(Path.of(value))),
  FSYNC(
      Group.KEYS,
      "--fsync",
      "always|never",
      "whether what is answered outlives a loss of power, too: always (the default) waits for the "
          + "disk, never leaves it to the system",
      (all, value) -> all.builder().fsync(always(value))),
  CLOCK(
      Group.BEHAVIOUR,
      "--clock",
      "CLOCK",
      "the time of KMS: +30d or -12h from now, 2030-01-01T00:00:00Z, or to "
          + "stand still frozen:2030-01-01T00:00:00Z. Clients go on to sign "
          + "by the real time",
      (all, value) -> all.clock(ClockRule.parse(value))),
  CONSISTENCY_DELAY(
      Group.BEHAVIOUR,
      "--consistency-delay",
      "DURATION",
      "hide new keys and aliases, and imported key material, that long",
      (all, value) -> all.builder().consistencyDelay(Durations.parse(value))),
  LATENCY(
      Group.BEHAVIOUR,
      "--latency",
      "DURATION",
      "delay every answer",
      (all, value) -> all.latency(Durations.parse(value))),
  FAULT(
      Group.BEHAVIOUR,
      "--fault",
      "RULE",
      "let calls fail; may be repeated",
      (all, value) -> all.fault(FaultRule.parse(value))),
  CHAOS(
      Group.BEHAVIOUR,
      "--chaos",
      "RULE",
      "let calls fail by chance, the same way for the same seed; may be "
          + "repeated for other Regions",
      (all, value) -> all.chaos(ChaosRule.parse(value))),
  LOG(
      Group.WATCHING,
      "--log",
      "",
      "print a line for each call: time, operation, Region, caller, key, "
          + "outcome, request id; never what it is about",
      (all, none) -> all.log()),
  ADMIN_PORT(
      Group.WATCHING,
      "--admin-port",
      "PORT",
      "open the admin endpoint there, on loopback only; 0 takes a free "
          + "port. Its address and its token are printed at the start",
      (all, value) -> all.builder().adminPort(number(value))),
  HELP(Group.WATCHING, "--help", "", "print this", (all, none) -> all.askForHelp());

  /** What options are about. */
  enum Group {
    LISTENING("Where it listens"),
    TLS("HTTPS"),
    CALLERS("Who may call"),
    KEYS("Keys from the start, and for the next one"),
    BEHAVIOUR("How it behaves"),
    WATCHING("Watching and steering");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  private final Group group;
  private final String typed;
  private final String value;
  private final String help;

  @SuppressWarnings("ImmutableEnumChecker") // functions without state
  private final BiConsumer<Arguments, String> meaning;

  Option(
      Group group, String typed, String value, String help, BiConsumer<Arguments, String> meaning) {
    this.group = group;
    this.typed = typed;
    this.value = value;
    this.help = help;
    this.meaning = meaning;
  }

  static Optional<Option> of(String typed) {
    return Arrays.stream(values()).filter(option -> option.typed.equals(typed)).findAny();
  }

  Group group() {
    return group;
  }

  /** With its dashes. */
  String typed() {
    return typed;
  }

  boolean hasValue() {
    return !value.isEmpty();
  }

  /** The option with the kind of its value. */
  String form() {
    return hasValue() ? typed + " " + value : typed;
  }

  /** What it does. */
  String help() {
    return help;
  }

  void applyTo(Arguments all, String given) {
    meaning.accept(all, given);
  }

  private static boolean always(String text) {
    return switch (text) {
      case "always" -> true;
      case "never" -> false;
      default -> throw new IllegalArgumentException("Not always or never: " + text);
    };
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("Not a number: " + text, e);
    }
  }
}
