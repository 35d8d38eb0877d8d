package io.github.kmsjca.benchmarks.random;

import io.github.kmsjca.benchmarks.environment.KmsEnvironment;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One generator of each kind, which all threads share, as programs do. */
@State(Scope.Benchmark)
public class Generators {
  private final Map<PlatformRandom, SecureRandom> platform = new EnumMap<>(PlatformRandom.class);
  private @Nullable SecureRandom ours;

  @Setup(Level.Trial)
  public void create(KmsEnvironment environment) throws GeneralSecurityException {
    ours = SecureRandom.getInstance("AWSKMS", environment.configured().build());
    KmsCalls.awaitFirst(ours);
    for (PlatformRandom kind : PlatformRandom.values()) {
      platform.put(kind, kind.create());
    }
  }

  SecureRandom ours() {
    return Objects.requireNonNull(ours);
  }

  SecureRandom of(PlatformRandom kind) {
    return Objects.requireNonNull(platform.get(kind));
  }
}
