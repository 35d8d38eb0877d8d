package io.github.kmsjca.internal.kms;

import io.github.kmsjca.internal.telemetry.OpenTable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import javax.management.openmbean.SimpleType;
import javax.management.openmbean.TabularData;

/**
 * Which Regions a call goes to. As a rule that is one; a call that uses a multi-Region key may go
 * to each of {@code regions=}, in their order, and so may a name that could turn out to be one. A
 * Region that is not there is passed over until it is back. Thread-safe.
 */
final class Router {
  private final LongSupplier nanoTime;
  private final List<Breaker> breakers;

  /** Of these Regions, if they are several. */
  Router(List<String> regions) {
    this(regions, System::nanoTime, () -> ThreadLocalRandom.current().nextDouble());
  }

  Router(List<String> regions, LongSupplier nanoTime, DoubleSupplier random) {
    this.nanoTime = nanoTime;
    this.breakers =
        regions.size() < 2
            ? List.of()
            : regions.stream().map(region -> new Breaker(region, nanoTime, random)).toList();
  }

  /** The way of one call. */
  Route route(KmsCall<?, ?> call) {
    Optional<String> region = call.region();
    return breakers.isEmpty() || !mayGoElsewhere(call, region)
        ? oneRegion(call)
        : new Route(call, region.orElse(breakers.get(0).region()), breakers, nanoTime);
  }

  /** That of a call which is meant for the Region that it names. */
  Route oneRegion(KmsCall<?, ?> call) {
    return new Route(call, "", List.of(), nanoTime);
  }

  private boolean mayGoElsewhere(KmsCall<?, ?> call, Optional<String> region) {
    if (!call.mayGoElsewhere() || !region.map(this::isOfOurs).orElse(true)) {
      return false;
    }
    List<KeyName> keys = call.keys();
    return keys.isEmpty() || (keys.size() == 1 && keys.get(0).mayBeElsewhere());
  }

  private boolean isOfOurs(String region) {
    return breakers.stream().anyMatch(breaker -> breaker.region().equals(region));
  }

  /** How the Regions do, for JMX; without rows if there is but one. */
  TabularData table() {
    OpenTable table =
        new OpenTable("Regions", List.of("Region"), List.of("State", "Since"), SimpleType.STRING);
    for (RegionState state : states()) {
      table.add(List.of(state.region(), state.state().name(), state.since().toString()));
    }
    return table.data();
  }

  /** How the Regions do; empty if there is but one. */
  List<RegionState> states() {
    return breakers.stream().map(Breaker::state).toList();
  }
}
