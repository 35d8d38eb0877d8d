package io.github.kmsjca.localkms;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What the command line asks for. */
final class Arguments {
  private static final Set<String> OPTIONS =
      Set.of(
          "--port",
          "--host",
          "--admin-port",
          "--data",
          "--fsync",
          "--seed",
          "--key",
          "--region",
          "--principals",
          "--latency",
          "--consistency-delay",
          "--fault",
          "--chaos");

  private final LocalKms.Builder builder = LocalKms.builder();
  private final List<FaultRule> faults = new ArrayList<>();
  private final List<ChaosRule> chaos = new ArrayList<>();
  private Duration latency = Duration.ZERO;
  private boolean help;

  private Arguments() {}

  /**
   * Reads arguments and environment.
   *
   * @throws IllegalArgumentException if they can not be understood
   */
  static Arguments parse(String[] args, Map<String, String> environment) {
    Arguments arguments = new Arguments();
    String accessKeyId = environment.get("LOCAL_KMS_ACCESS_KEY_ID");
    String secret = environment.get("LOCAL_KMS_SECRET_ACCESS_KEY");
    if (accessKeyId != null && secret != null) {
      arguments.builder.credentials(accessKeyId, secret);
    }
    Stream.of("AWS_REGION", "AWS_DEFAULT_REGION")
        .map(environment::get)
        .filter(name -> name != null && !name.isEmpty())
        .findFirst()
        .ifPresent(arguments.builder::region);
    for (int i = 0; i < args.length && !arguments.help; i++) {
      if (args[i].equals("--help")) {
        arguments.help = true;
      } else if (!OPTIONS.contains(args[i])) {
        throw new IllegalArgumentException("Unknown argument: " + args[i]);
      } else if (i + 1 == args.length) {
        throw new IllegalArgumentException("A value is missing after " + args[i]);
      } else {
        arguments.set(args[i], args[++i]);
      }
    }
    return arguments;
  }

  /** Whether it is only to explain itself. */
  boolean help() {
    return help;
  }

  /** What access keys are worth, in a sentence. */
  String permissions() {
    return builder.permissions();
  }

  /** Starts what is asked for. */
  LocalKms start() {
    // The faults first of all: what they are meant for is known without a running KMS.
    Faults trial = new Faults();
    faults.forEach(rule -> rule.applyTo(trial));
    chaos.forEach(rule -> rule.applyTo(trial));
    LocalKms kms = builder.start();
    kms.latency(latency);
    faults.forEach(rule -> rule.applyTo(kms.faults()));
    chaos.forEach(rule -> rule.applyTo(kms.faults()));
    return kms;
  }

  private void set(String option, String value) {
    switch (option) {
      case "--port" -> builder.port(port(value));
      case "--host" -> builder.host(value);
      case "--admin-port" -> builder.adminPort(port(value));
      case "--data" -> builder.data(Path.of(value));
      case "--fsync" -> builder.fsync(always(value));
      case "--seed" -> builder.seed(Path.of(value));
      case "--key" -> builder.key(KeyOrder.parse(value));
      case "--region" -> builder.region(value);
      case "--principals" -> PrincipalsFile.addTo(builder, Path.of(value));
      case "--latency" -> latency = Durations.parse(value);
      case "--consistency-delay" -> builder.consistencyDelay(Durations.parse(value));
      case "--fault" -> faults.add(FaultRule.parse(value));
      case "--chaos" -> chaos.add(ChaosRule.parse(value));
      default -> throw new IllegalStateException("No rule for " + option);
    }
  }

  private static boolean always(String text) {
    return switch (text) {
      case "always" -> true;
      case "never" -> false;
      default -> throw new IllegalArgumentException("Not always or never: " + text);
    };
  }

  private static int port(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("Not a port: " + text, e);
    }
  }
}
