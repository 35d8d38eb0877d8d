package io.github.kmsjca.internal.kms;

import io.github.kmsjca.spec.KmsFailure;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What this provider made a moment ago. AWS is eventually consistent: for some seconds, as a rule,
 * KMS may answer that there is no such key or alias, or that a key still waits for its material. Of
 * what was made here that is known to be untrue, and worth asking again until it has spread.
 * Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/programming-eventual-consistency.html">AWS
 *     KMS eventual consistency</a>
 */
final class MadeLately {
  /** AWS says seconds as a rule, and minutes at times. */
  private static final Duration SPREADING = Duration.ofMinutes(1);

  /** Keys and aliases by every name that they can be asked by, with the time; nanoseconds. */
  private final Map<KeyName, Long> made = new ConcurrentHashMap<>();

  /** Keys whose material was imported, with the time; nanoseconds. */
  private final Map<KeyArn, Long> filled = new ConcurrentHashMap<>();

  void key(KeyArn key) {
    note(made, KeyName.of(key));
    note(made, KeyName.parse(key.keyId()));
  }

  /** A failure that says that an alias exists, whether it is seen or not. */
  void learn(KmsCall<?, ?> call, KmsCallException e) {
    KeyName alias = call.alias();
    if (alias != null && e.failure() == KmsFailure.ALREADY_EXISTS) {
      alias(alias, call.keys().get(0));
    }
  }

  void alias(KeyName alias, KeyName key) {
    note(made, alias);
    key.keyArn().ifPresent(arn -> note(made, KeyName.parse(arn.aliasArn(alias.keyId()))));
  }

  void material(KeyName key) {
    key.keyArn().ifPresent(arn -> note(filled, arn));
  }

  private static <K> void note(Map<K, Long> notes, K what) {
    long now = System.nanoTime();
    notes.values().removeIf(since -> rest(since, now) <= 0); // KMS makes few a second
    notes.put(what, now);
  }

  /**
   * How long this failure may yet be of what has not spread, in nanoseconds; zero or less if it
   * tells the truth.
   */
  long rest(KmsCall<?, ?> call, KmsCallException e) {
    Stream<Long> times =
        switch (e.failure()) {
          case NOT_FOUND ->
              Stream.concat(call.keys().stream(), Stream.ofNullable(call.alias()))
                  .flatMap(name -> Stream.ofNullable(made.get(name)));
          // Whatever name was asked for, KMS says of which key it speaks.
          case PENDING_IMPORT ->
              filled.entrySet().stream()
                  .filter(key -> String.valueOf(e.getMessage()).contains(key.getKey().toString()))
                  .map(Map.Entry::getValue);
          default -> Stream.empty();
        };
    long now = System.nanoTime();
    return times.mapToLong(since -> rest(since, now)).max().orElse(0);
  }

  private static long rest(long since, long now) {
    return SPREADING.toNanos() - (now - since);
  }
}
