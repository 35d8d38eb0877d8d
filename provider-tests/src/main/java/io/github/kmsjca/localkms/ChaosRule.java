package io.github.kmsjca.localkms;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Chaos with what it is meant for, as people type it.
 *
 * @param region empty for all
 * @param faults empty for the usual ones
 */
record ChaosRule(String region, long seed, double rate, List<Fault> faults) {
  static final String FORM = "seed=N,rate=R[,region=REGION][,faults=FAULT+FAULT...]";

  private static final Set<String> NAMES = Set.of("seed", "rate", "region", "faults");
  private static final Pattern COMMA = Pattern.compile(",");
  private static final Pattern PLUS = Pattern.compile("\\+");

  static ChaosRule parse(String text) {
    Map<String, String> values = new HashMap<>();
    for (String setting : COMMA.split(text, -1)) {
      int equals = setting.indexOf('=');
      String name = equals < 0 ? setting : setting.substring(0, equals);
      String value = setting.substring(equals + 1);
      if (!NAMES.contains(name) || equals < 0 || values.put(name, value) != null) {
        throw malformed(text, null);
      }
    }
    try {
      return new ChaosRule(
          values.getOrDefault("region", ""),
          Long.parseLong(values.getOrDefault("seed", "")),
          Double.parseDouble(values.getOrDefault("rate", "")),
          faults(values.get("faults")));
    } catch (NumberFormatException e) {
      throw malformed(text, e);
    }
  }

  /** Adds it to faults. */
  void applyTo(Faults all) {
    Faults scope = region.isEmpty() ? all : all.in(region);
    scope.chaos(seed, rate, faults.toArray(Fault[]::new));
  }

  private static List<Fault> faults(@Nullable String texts) {
    return texts == null
        ? List.of()
        : Arrays.stream(PLUS.split(texts, -1)).map(Fault::parse).toList();
  }

  private static IllegalArgumentException malformed(String text, @Nullable Exception cause) {
    return new IllegalArgumentException("Not " + FORM + ": " + text, cause);
  }
}
