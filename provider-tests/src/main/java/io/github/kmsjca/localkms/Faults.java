package io.github.kmsjca.localkms;

import io.github.kmsjca.localkms.internal.dispatch.Dispatcher;
import io.github.kmsjca.localkms.internal.http.Interference;
import io.github.kmsjca.localkms.internal.model.Scope;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * What goes wrong with the calls that are yet to come. Operations are named as in the KMS API, such
 * as {@code Sign}; {@code "*"} stands for all of them. What is said here holds for every Region,
 * what is said to {@link #in} for one.
 *
 * <p>A call takes the first of these that there is: the next fault queued for its operation, the
 * next one queued for {@code "*"}, the constant fault of its operation, the constant fault of
 * {@code "*"}, what {@linkplain #chaos chaos} has for it; each time that of its Region before that
 * of all Regions. Every retry of a client is a call. Thread safe.
 */
public final class Faults {
  private static final String ANY = "*";
  private static final String EVERYWHERE = "";

  /** What a fault is meant for. */
  private record Target(String region, String operation) {}

  /** What all views of one local KMS share, which is also what they lock. */
  private static final class Plan {
    final Map<Target, Queue<Fault>> queued = new HashMap<>();
    final Map<Target, Fault> constant = new HashMap<>();
    final Map<String, Chaos> chaos = new HashMap<>();
  }

  private final Plan plan;
  private final String region;

  Faults() {
    this(new Plan(), EVERYWHERE);
  }

  private Faults(Plan plan, String region) {
    this.plan = plan;
    this.region = region;
  }

  /**
   * The faults of the calls to one Region.
   *
   * @param oneRegion such as {@code eu-west-1}
   * @return a view of these faults
   * @throws IllegalArgumentException if that is not the name of a Region
   */
  public Faults in(String oneRegion) {
    if (!Scope.isRegion(oneRegion)) {
      throw new IllegalArgumentException("Not a Region: " + oneRegion);
    }
    return new Faults(plan, oneRegion);
  }

  /**
   * Queues faults behind those already queued; each is used up by one call.
   *
   * @param operation the operation, or {@code "*"} for any
   * @param faults in the order in which they strike
   * @throws IllegalArgumentException if the local KMS has no such operation
   */
  public void next(String operation, Fault... faults) {
    Target target = target(operation);
    synchronized (plan) {
      plan.queued.computeIfAbsent(target, absent -> new ArrayDeque<>()).addAll(List.of(faults));
    }
  }

  /**
   * Sets the fault of every call for which none is queued, in place of the one set before.
   *
   * @param operation the operation, or {@code "*"} for any
   * @param fault what goes wrong; {@link Fault#pass} for nothing
   * @throws IllegalArgumentException if the local KMS has no such operation
   */
  public void always(String operation, Fault fault) {
    Target target = target(operation);
    synchronized (plan) {
      plan.constant.put(target, fault);
    }
  }

  /**
   * Strikes some of the calls that nothing else strikes. The calls are numbered as they come, from
   * now on; seed and number alone decide whether a call is struck and by what, so the same seed
   * does the same each time. Replaces the chaos there was.
   *
   * <p>Unless {@code faults} says otherwise these strike, each as likely as any other: {@link
   * Fault#throttle}, {@link Fault#internalError}, {@link Fault#keyUnavailable}, {@link
   * Fault#reset}, {@link Fault#hang}, {@link Fault#drip} of one byte a second, {@link
   * Fault#halfClose}, {@link Fault#cut}, {@link Fault#html} with 200, 301, 403, 407, 408 and 503,
   * {@link Fault#gzipBomb}, {@link Fault#wrongKeyId()} and {@link Fault#flipSignature}.
   *
   * @param seed any number
   * @param rate the share of the calls that are struck, 0 to 1; 0 keeps a Region out of the chaos
   *     of all
   * @param faults what strikes; none for all of those above
   * @throws IllegalArgumentException if the rate is out of range
   */
  public void chaos(long seed, double rate, Fault... faults) {
    Chaos next = Chaos.of(seed, rate, faults.length == 0 ? Chaos.USUAL : List.of(faults));
    synchronized (plan) {
      plan.chaos.put(region, next);
    }
  }

  /** Ends the chaos; on a view of one Region, that of the Region, to which all Regions' returns. */
  public void endChaos() {
    synchronized (plan) {
      plan.chaos.keySet().removeIf(this::concerns);
    }
  }

  /** From now on nothing goes wrong; on a view of one Region, nothing that was said to it. */
  public void clear() {
    synchronized (plan) {
      plan.queued.keySet().removeIf(target -> concerns(target.region()));
      plan.constant.keySet().removeIf(target -> concerns(target.region()));
      plan.chaos.keySet().removeIf(this::concerns);
    }
  }

  Interference take(String operation, String calledRegion) {
    List<Target> targets =
        List.of(
            new Target(calledRegion, operation),
            new Target(EVERYWHERE, operation),
            new Target(calledRegion, ANY),
            new Target(EVERYWHERE, ANY));
    synchronized (plan) {
      for (Target target : targets) {
        Queue<Fault> queue = plan.queued.get(target);
        if (queue != null && !queue.isEmpty()) {
          return queue.remove().interference();
        }
      }
      for (Target target : targets) {
        Fault fault = plan.constant.get(target);
        if (fault != null) {
          return fault.interference();
        }
      }
      Chaos ofRegion = plan.chaos.get(calledRegion);
      Chaos chaos = ofRegion == null ? plan.chaos.get(EVERYWHERE) : ofRegion;
      Fault fault = chaos == null ? null : chaos.next();
      return fault == null ? Interference.NONE : fault.interference();
    }
  }

  /** All chaos there is by Region, that of all Regions under the empty text. */
  Map<String, Chaos> allChaos() {
    synchronized (plan) {
      return Map.copyOf(plan.chaos);
    }
  }

  private boolean concerns(String anyRegion) {
    return region.equals(EVERYWHERE) || region.equals(anyRegion);
  }

  private Target target(String operation) {
    if (!operation.equals(ANY) && !Dispatcher.operations().contains(operation)) {
      throw new IllegalArgumentException("The local KMS has no operation '" + operation + "'");
    }
    return new Target(region, operation);
  }
}
