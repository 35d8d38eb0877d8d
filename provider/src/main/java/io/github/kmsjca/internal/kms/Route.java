package io.github.kmsjca.internal.kms;

import io.github.kmsjca.internal.kms.client.OpenCall;
import io.github.kmsjca.internal.telemetry.Log;
import io.github.kmsjca.spec.KmsFailure;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * The way of one call through the Regions: where it is, how its key is called there, and what the
 * Regions before had to say. What there is to learn of a Region it tells the Region's breaker. Of
 * one thread only.
 */
final class Route implements AutoCloseable {
  private final KmsCall<?, ?> call;

  /** The key's own Region, or that of names without one; empty if there is no choice. */
  private final String home;

  private final List<Breaker> breakers;
  private final LongSupplier nanoTime;

  /** Passed over; they are asked in the end, if nothing else helps. */
  private final Deque<Breaker> givenUp = new ArrayDeque<>(0);

  private final List<Missed> missed = new ArrayList<>(0);
  private int following;
  private @Nullable Stop here;

  /** True once the breaker knows what became of the call here. */
  private boolean settled;

  private boolean returned;
  private int attempts;
  private boolean outOfBudget;

  /** A Region that is called. */
  private record Stop(Breaker breaker, Breaker.Pass pass, long begun) {
    String region() {
      return breaker.region();
    }
  }

  /** A Region that had no answer for the call. */
  private record Missed(String region, KmsCallException failure) {}

  /** A way through these Regions, in this order; with none, to the call's own. */
  Route(KmsCall<?, ?> call, String home, List<Breaker> breakers, LongSupplier nanoTime) {
    this.call = call;
    this.home = home;
    this.breakers = breakers;
    this.nanoTime = nanoTime;
  }

  /** Begins the way, once the call can be made: a Region may be lost while it waits for that. */
  void begin() {
    here = next();
  }

  private @Nullable Stop next() {
    while (following < breakers.size()) {
      Breaker breaker = breakers.get(following++);
      Breaker.Pass pass = breaker.pass();
      if (pass != Breaker.Pass.LAST) {
        return new Stop(breaker, pass, nanoTime.getAsLong());
      }
      givenUp.add(breaker);
    }
    return givenUp.isEmpty()
        ? null
        : new Stop(givenUp.remove(), Breaker.Pass.LAST, nanoTime.getAsLong());
  }

  /** The Region that is called; empty for the default one. */
  Optional<String> region() {
    return here == null ? call.region() : Optional.of(here.region());
  }

  /** The first of the call's keys, as it is called here; empty if there is none. */
  String keyId() {
    List<KeyName> keys = call.keys();
    return keys.isEmpty() ? "" : here(keys.get(0)).keyId();
  }

  /** A key's name, as it is here. */
  KeyName here(KeyName asked) {
    Stop stop = here;
    return stop == null
        ? asked
        : asked.keyArn().map(arn -> KeyName.of(arn.in(stop.region()))).orElse(asked);
  }

  /** A key of an answer, as it is at home: so it is one key wherever it was asked for. */
  KeyArn atHome(KeyArn answered) {
    return here == null ? answered : answered.in(home);
  }

  /** True as long as no Region was asked before. */
  boolean isAtStart() {
    return missed.isEmpty();
  }

  /** How many Regions there are that may be asked after this one. */
  int others() {
    return (int)
        breakers.subList(following, breakers.size()).stream().filter(Breaker::isClosed).count();
  }

  /** Adds what a client told of the call. */
  void told(OpenCall open) {
    attempts += open.attempts();
    outOfBudget = open.wasOutOfBudget();
  }

  /** In all Regions; zero if nobody counted them. */
  int attempts() {
    return attempts;
  }

  /** True if the last Region might have been asked once more, had not too many calls failed. */
  boolean wasOutOfBudget() {
    return outOfBudget;
  }

  /** Notes that the call was answered here. */
  void answered() {
    Stop stop = here;
    settled = true;
    if (stop != null && stop.breaker().answered(stop.pass(), stop.begun())) {
      Log.logger().log(Level.INFO, "KMS in Region {0} is back, and is used again", stop.region());
    }
  }

  /**
   * Notes that the call failed here.
   *
   * @param wasThrottled true if KMS throttled it before
   * @param rest of the call's time
   * @return true if it is to be made in the next Region, where this way now is
   */
  boolean goesOn(KmsCallException failure, boolean wasThrottled, Duration rest) {
    Stop stop = here;
    if (stop == null) {
      return false;
    }
    boolean isGone = !wasThrottled && isOfRegion(failure.failure());
    if (isGone) {
      giveUp(stop, failure);
    } else if (wasThrottled || isOfKms(failure)) {
      answered();
    }
    boolean isAbsent = isOfAbsentKey(failure);
    if ((!isGone && !isAbsent) || rest.isNegative() || rest.isZero()) {
      return false;
    }
    if (isAbsent) {
      returnHome();
    }
    Stop next = next();
    if (next == null) {
      return false;
    }
    missed.removeIf(other -> other.region().equals(next.region()));
    missed.add(new Missed(stop.region(), failure));
    close();
    here = next;
    settled = false;
    return true;
  }

  /** The key is at home alone: then home, which had one attempt at most, gets its retries. */
  private void returnHome() {
    if (!returned && missed.stream().anyMatch(other -> other.region().equals(home))) {
      returned = true;
      breakers.stream().filter(breaker -> breaker.region().equals(home)).forEach(givenUp::add);
    }
  }

  /** True if it is KMS that said so. */
  private static boolean isOfKms(KmsCallException failure) {
    return failure.failure() == KmsFailure.NOT_FOUND
        || failure.getCause() instanceof AwsServiceException;
  }

  private void giveUp(Stop stop, KmsCallException failure) {
    settled = true;
    boolean isTimeOut = failure.failure() == KmsFailure.TIMED_OUT;
    if (stop.breaker().failed(stop.pass(), stop.begun(), isTimeOut)) {
      Log.logger()
          .log(
              Level.WARNING,
              "KMS in Region {0} is given up for the time being: {1}. Multi-Region keys are used in"
                  + " the other Regions of regions=",
              stop.region(),
              failure.failure().meaning());
    }
  }

  /** True of what is no word of KMS about the call: another Region may do better. */
  private static boolean isOfRegion(KmsFailure failure) {
    return switch (failure) {
      case UNAVAILABLE, TIMED_OUT, UNREACHABLE, NOT_KMS -> true;
      default -> false;
    };
  }

  /** True if the key, or a key of that name, is not in this Region: as if nobody had set it. */
  private boolean isOfAbsentKey(KmsCallException failure) {
    Stop stop = here;
    return stop != null && failure.failure() == KmsFailure.NOT_FOUND && !stop.region().equals(home);
  }

  /** The failure that counts in the end: that a Region has no such key says nothing of the key. */
  KmsCallException verdict(KmsCallException last) {
    Stop stop = here;
    if (stop == null || !isOfAbsentKey(last) || missed.isEmpty()) {
      return last;
    }
    missed.add(new Missed(stop.region(), last));
    return missed.stream()
        .map(Missed::failure)
        .filter(failure -> failure.failure() != KmsFailure.NOT_FOUND)
        .findFirst()
        .orElse(missed.get(0).failure());
  }

  /**
   * Refuses an answer for a name without a Region if what it names here cannot be the key that it
   * names at home.
   *
   * @param keyId that was answered
   */
  void requireReplica(@Nullable String keyId) throws KmsCallException {
    Stop stop = here;
    if (stop == null || stop.region().equals(home) || keyId == null) {
      return;
    }
    KeyName name = call.keys().get(0);
    if (name.keyArn().isEmpty() && !KeyArn.isMultiRegion(keyId)) {
      String detail = "in Region " + stop.region() + " it is a key of that Region alone";
      throw new KmsCallException(
          KmsFailure.NOT_FOUND, call.operation(), name.keyId(), detail, null);
    }
  }

  /** Where a failure was, if not where the call is now. */
  Optional<String> regionOf(KmsCallException failure) {
    return missed.stream()
        .filter(other -> other.failure() == failure)
        .findFirst()
        .map(Missed::region)
        .or(this::region);
  }

  /** What messages say of the Regions beside that of the failure. */
  String others(KmsCallException failure) {
    StringBuilder text = new StringBuilder();
    for (Missed other : missed) {
      if (other.failure() != failure) {
        text.append("; Region ").append(other.region()).append(": ");
        text.append(other.failure().failure().meaning());
      }
    }
    for (Breaker breaker : givenUp) {
      text.append("; Region ").append(breaker.region()).append(" is given up");
    }
    return text.toString();
  }

  /** The same failure, now that it is told in full, with those of the other Regions. */
  KmsCallException withOthers(KmsCallException told, KmsCallException failure) {
    for (Missed other : missed) {
      if (other.failure() != failure) {
        told.addSuppressed(other.failure());
      }
    }
    return told;
  }

  /** Whatever came of it: what is not learnt by now is not learnt by this call. */
  @Override
  public void close() {
    Stop stop = here;
    if (stop != null && !settled) {
      stop.breaker().unknown(stop.pass());
    }
  }
}
