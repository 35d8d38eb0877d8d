package io.github.kmsjca.internal.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import io.github.kmsjca.internal.kms.RegionState.State;
import io.github.kmsjca.spec.KmsFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Which Regions a call goes to, and what becomes of them. */
class RouterTest {
  private static final Duration REST = Duration.ofSeconds(1);
  private static final String MRK = "arn:aws:kms:a-1:000000000000:key/mrk-1";
  private static final String SINGLE = "arn:aws:kms:a-1:000000000000:key/1";

  private long now;
  private final Router router = new Router(List.of("a-1", "b-1", "c-1"), () -> now, () -> 1);

  /** A call that uses one key. */
  private record Use(List<KeyName> keys, boolean mayGoElsewhere)
      implements KmsCall<String, String> {
    static Use of(String name) {
      return new Use(List.of(KeyName.parse(name)), true);
    }

    @Override
    public String operation() {
      return "Sign";
    }

    @Override
    public String send(Target to) {
      return to.keyId();
    }

    @Override
    public String result(String response, ResponseChecks checks) {
      return response;
    }
  }

  private Route begun(Use call) {
    return begun(router, call);
  }

  private static Route begun(Router router, Use call) {
    Route route = router.route(call);
    route.begin();
    return route;
  }

  private static KmsCallException failure(KmsFailure failure) {
    return new KmsCallException(failure, "Sign", "", "", null);
  }

  private static boolean goesOn(Route route, KmsFailure failure) {
    return route.goesOn(failure(failure), false, REST);
  }

  private static String at(Route route) {
    return route.region().orElse("default") + " " + route.keyId();
  }

  /** Calls fail there until it is given up. */
  private void lose(String region) {
    for (int i = 0; i < 5; i++) {
      Route route = begun(Use.of(MRK));
      while (!route.region().orElseThrow().equals(region)) {
        goesOn(route, KmsFailure.UNREACHABLE);
      }
      goesOn(route, KmsFailure.UNREACHABLE);
    }
  }

  private State state(int region) {
    return router.states().get(region).state();
  }

  @Test
  void inOrderAndEachByItsOwnArn() {
    Route route = begun(Use.of(MRK));
    assertThat(at(route)).isEqualTo("a-1 " + MRK);
    assertThat(route.others()).isEqualTo(2);
    assertThat(goesOn(route, KmsFailure.TIMED_OUT)).isTrue();
    assertThat(at(route)).isEqualTo("b-1 " + MRK.replace("a-1", "b-1"));
    assertThat(goesOn(route, KmsFailure.NOT_KMS)).isTrue();
    assertThat(at(route)).isEqualTo("c-1 " + MRK.replace("a-1", "c-1"));
    assertThat(route.others()).isZero();
    assertThat(goesOn(route, KmsFailure.UNAVAILABLE)).isFalse();
    KeyArn answered = KeyArn.parse(MRK.replace("a-1", "c-1"));
    assertThat(route.atHome(answered)).hasToString(MRK);
  }

  @Test
  void thatAKeyIsNotElsewhereDoesNotHideThatItsOwnRegionIsGone() {
    Route route = begun(Use.of(MRK.replace("a-1", "b-1")));
    assertThat(goesOn(route, KmsFailure.NOT_FOUND)).isTrue();
    assertThat(goesOn(route, KmsFailure.UNAVAILABLE)).isTrue();
    KmsCallException last = failure(KmsFailure.NOT_FOUND);
    assertThat(route.goesOn(last, false, Duration.ZERO)).isFalse();
    assertThat(route.verdict(last).failure()).isEqualTo(KmsFailure.UNAVAILABLE);
  }

  @Test
  void namesThatMayBeOfAMultiRegionKey() {
    for (String name : new String[] {"web", "mrk-" + "0".repeat(32)}) {
      Route route = begun(Use.of(name));
      assertThat(goesOn(route, KmsFailure.UNREACHABLE)).isTrue();
      assertThat(at(route)).isEqualTo("b-1 " + KeyName.parse(name).keyId());
    }
  }

  @Test
  void whatHasOneRegion() {
    for (Use use :
        new Use[] {
          Use.of(SINGLE),
          Use.of("00000000-0000-0000-0000-000000000000"),
          Use.of("arn:aws:kms:a-1:000000000000:alias/web"),
          Use.of(MRK.replace("a-1", "d-1")),
          new Use(List.of(KeyName.parse(MRK), KeyName.parse(MRK)), true),
          new Use(List.of(KeyName.parse(MRK)), false)
        }) {
      Route route = begun(use);
      assertThat(at(route)).isEqualTo(use.region().orElse("default") + " " + use.keys().get(0));
      assertThat(goesOn(route, KmsFailure.UNREACHABLE)).isFalse();
    }
    Route direct = router.oneRegion(Use.of(MRK));
    assertThat(goesOn(direct, KmsFailure.UNREACHABLE)).isFalse();
  }

  @Test
  void withoutSeveralRegionsThereIsNoChoice() {
    for (List<String> regions : List.of(List.<String>of(), List.of("a-1"))) {
      Router one = new Router(regions);
      assertThat(goesOn(begun(one, Use.of(MRK)), KmsFailure.UNREACHABLE)).isFalse();
      assertThat(one.states()).isEmpty();
    }
  }

  @Test
  void onlyAvailabilityGoesOn() {
    for (KmsFailure failure : KmsFailure.values()) {
      boolean isOfRegion =
          switch (failure) {
            case UNAVAILABLE, TIMED_OUT, UNREACHABLE, NOT_KMS -> true;
            default -> false;
          };
      Router fresh = new Router(List.of("a-1", "b-1"));
      assertThat(goesOn(begun(fresh, Use.of(MRK)), failure))
          .as("%s", failure)
          .isEqualTo(isOfRegion);
    }
    Route route = begun(Use.of(MRK));
    assertThat(route.goesOn(failure(KmsFailure.TIMED_OUT), true, REST)).as("throttled").isFalse();
    Route late = begun(Use.of(MRK));
    assertThat(late.goesOn(failure(KmsFailure.TIMED_OUT), false, Duration.ZERO)).isFalse();
    Route later = begun(Use.of(MRK));
    assertThat(later.goesOn(failure(KmsFailure.UNREACHABLE), false, REST.negated())).isFalse();
  }

  @Test
  void aLostRegionIsPassedOverUntilACallFindsItAgain() {
    lose("a-1");
    assertThat(state(0)).isEqualTo(State.OPEN);
    assertThat(at(begun(Use.of(MRK)))).startsWith("b-1 ");
    now += TimeUnit.SECONDS.toNanos(1);
    Route trial = begun(Use.of(MRK));
    assertThat(at(trial)).startsWith("a-1 ");
    assertThat(trial.others()).as("it has others to go on to").isEqualTo(2);
    assertThat(at(begun(Use.of(MRK)))).startsWith("b-1 ");
    assertThat(goesOn(trial, KmsFailure.TIMED_OUT)).isTrue();
    assertThat(at(trial)).startsWith("b-1 ");
    trial.answered();
    now += TimeUnit.SECONDS.toNanos(2);
    Route second = begun(Use.of(MRK));
    second.answered();
    second.close();
    assertThat(state(0)).isEqualTo(State.CLOSED);
    assertThat(at(begun(Use.of(MRK)))).startsWith("a-1 ");
  }

  /** Before it has its turn, that is. */
  @Test
  void aRegionThatIsLostWhileACallWaitsIsPassedOver() {
    Route waiting = router.route(Use.of(MRK));
    lose("a-1");
    waiting.begin();
    assertThat(at(waiting)).startsWith("b-1 ");
  }

  @Test
  void aTrialThatWasCutOffIsMadeAgain() {
    lose("a-1");
    now += TimeUnit.SECONDS.toNanos(1);
    Route trial = begun(Use.of(MRK));
    assertThat(goesOn(trial, KmsFailure.INTERRUPTED)).isFalse();
    trial.close();
    assertThat(state(0)).isEqualTo(State.OPEN);
    now += TimeUnit.SECONDS.toNanos(1);
    assertThat(at(begun(Use.of(MRK)))).startsWith("a-1 ");
  }

  @Test
  void whenAllAreLostAllAreAsked() {
    lose("a-1");
    lose("b-1");
    lose("c-1");
    Route route = begun(Use.of(MRK));
    assertThat(at(route)).startsWith("a-1 ");
    assertThat(goesOn(route, KmsFailure.UNREACHABLE)).isTrue();
    assertThat(at(route)).startsWith("b-1 ");
    assertThat(goesOn(route, KmsFailure.UNREACHABLE)).isTrue();
    assertThat(at(route)).startsWith("c-1 ");
    assertThat(goesOn(route, KmsFailure.UNREACHABLE)).isFalse();
  }

  @Test
  void aKeyThatIsNotInAnotherRegionIsLookedForInTheNextAndInTheLost() {
    lose("a-1");
    Route route = begun(Use.of(MRK));
    assertThat(goesOn(route, KmsFailure.NOT_FOUND)).isTrue();
    assertThat(goesOn(route, KmsFailure.NOT_FOUND)).isTrue();
    assertThat(at(route)).startsWith("a-1 ");
    KmsCallException last = failure(KmsFailure.UNREACHABLE);
    assertThat(route.goesOn(last, false, REST)).isFalse();
    assertThat(route.verdict(last)).isSameAs(last);
  }

  @Test
  void thatAKeyIsNotInAnotherRegionIsNotTheVerdict() {
    Route route = begun(Use.of(MRK));
    KmsCallException first = failure(KmsFailure.UNREACHABLE);
    assertThat(route.goesOn(first, false, REST)).isTrue();
    assertThat(goesOn(route, KmsFailure.NOT_FOUND)).isTrue();
    KmsCallException last = failure(KmsFailure.NOT_FOUND);
    assertThat(route.goesOn(last, false, Duration.ZERO)).isFalse();
    assertThat(route.verdict(last)).isSameAs(first);
    assertThat(route.regionOf(first)).contains("a-1");
    assertThat(route.others(first))
        .contains("; Region b-1: there is no such key")
        .contains("; Region c-1: there is no such key");
  }

  /** With all retries there, as if the others had not been set; but once. */
  @Test
  void aKeyThatIsInNoOtherRegionIsAskedForAtHomeAgain() {
    Route route = begun(Use.of(MRK));
    assertThat(goesOn(route, KmsFailure.TIMED_OUT)).isTrue();
    assertThat(goesOn(route, KmsFailure.NOT_FOUND)).isTrue();
    assertThat(goesOn(route, KmsFailure.NOT_FOUND)).isTrue();
    assertThat(at(route)).isEqualTo("a-1 " + MRK);
    assertThat(route.others()).isZero();
    KmsCallException last = failure(KmsFailure.TIMED_OUT);
    assertThat(route.goesOn(last, false, REST)).isFalse();
    assertThat(route.verdict(last)).isSameAs(last);
    assertThat(route.others(last)).doesNotContain("a-1").contains("b-1", "c-1");
  }

  @Test
  void aNameMeansNothingElseInAnotherRegion() {
    Route route = begun(Use.of("web"));
    assertDoesNotThrow(() -> route.requireReplica(SINGLE));
    goesOn(route, KmsFailure.UNREACHABLE);
    assertDoesNotThrow(() -> route.requireReplica(MRK.replace("a-1", "b-1")));
    KmsCallException e =
        assertThrowsExactly(KmsCallException.class, () -> route.requireReplica(SINGLE));
    assertThat(e.failure()).isEqualTo(KmsFailure.NOT_FOUND);
  }
}
