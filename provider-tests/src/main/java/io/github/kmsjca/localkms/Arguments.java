package io.github.kmsjca.localkms;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the command line asks for. */
final class Arguments {
  private final LocalKms.Builder builder = LocalKms.builder();
  private final CertificateOptions certificate = new CertificateOptions();
  private final List<FaultRule> faults = new ArrayList<>();
  private final List<ChaosRule> chaos = new ArrayList<>();
  private Duration latency = Duration.ZERO;
  private @Nullable ClockRule clock;
  private boolean log;
  private boolean help;

  private Arguments() {}

  /**
   * Reads arguments and environment.
   *
   * @throws IllegalArgumentException if they can not be understood
   */
  static Arguments parse(String[] args, Map<String, String> environment) {
    Arguments arguments = new Arguments();
    AccessKeyTexts.of(environment).forEach(arguments.builder::credentials);
    Stream.of("AWS_REGION", "AWS_DEFAULT_REGION")
        .map(environment::get)
        .filter(name -> name != null && !name.isEmpty())
        .findFirst()
        .ifPresent(arguments.builder::region);
    for (int i = 0; i < args.length && !arguments.help; i++) {
      int equals = args[i].indexOf('=');
      String typed = equals < 0 ? args[i] : args[i].substring(0, equals);
      Option option =
          Option.of(typed).orElseThrow(() -> new IllegalArgumentException(unknown(typed)));
      if (!option.hasValue()) {
        if (equals >= 0) {
          throw new IllegalArgumentException(typed + " takes no value");
        }
        option.applyTo(arguments, "");
      } else if (equals >= 0) {
        option.applyTo(arguments, args[i].substring(equals + 1));
      } else if (i + 1 == args.length) {
        throw new IllegalArgumentException("A value is missing after " + typed);
      } else {
        option.applyTo(arguments, args[++i]);
      }
    }
    if (!arguments.help) {
      arguments.certificate.tls(environment).ifPresent(arguments.builder::tls);
    }
    return arguments;
  }

  /** Whether it is only to explain itself. */
  boolean help() {
    return help;
  }

  /** Starts what is asked for; with {@code --log}, lines go to that consumer. */
  LocalKms start(Consumer<String> lines) {
    // The faults first of all: what they are meant for is known without a running KMS.
    Faults trial = new Faults();
    faults.forEach(rule -> rule.applyTo(trial));
    chaos.forEach(rule -> rule.applyTo(trial));
    if (clock != null) {
      clock.applyTo(new KmsClock(Clock.systemUTC()));
    }
    if (log) {
      builder.onCall(call -> lines.accept(call.line()));
    }
    LocalKms kms = builder.start();
    kms.latency(latency);
    if (clock != null) {
      clock.applyTo(kms.clock());
    }
    faults.forEach(rule -> rule.applyTo(kms.faults()));
    chaos.forEach(rule -> rule.applyTo(kms.faults()));
    return kms;
  }

  LocalKms.Builder builder() {
    return builder;
  }

  CertificateOptions certificate() {
    return certificate;
  }

  void latency(Duration perCall) {
    latency = perCall;
  }

  void clock(ClockRule rule) {
    clock = rule;
  }

  void fault(FaultRule rule) {
    faults.add(rule);
  }

  void chaos(ChaosRule rule) {
    chaos.add(rule);
  }

  void log() {
    log = true;
  }

  void askForHelp() {
    help = true;
  }

  /** A text that is no option may be a secret that an option was meant for. */
  private static String unknown(String typed) {
    return typed.startsWith("-") ? "Unknown option: " + typed : "Unknown argument";
  }
}
