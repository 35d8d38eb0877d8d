package io.github.kmsjca.benchmarks.random;

import io.github.kmsjca.benchmarks.duel.Duel;
import java.security.SecureRandom;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** {@code nextBytes}: AWSKMS, in which bytes of KMS are, and a generator of the platform. */
@State(Scope.Thread)
public class RandomBenchmark extends Duel {
  @Param({"32", "4096"})
  public int size;

  @Param public PlatformRandom peer = PlatformRandom.DRBG;

  @Setup(Level.Trial)
  public void prepare(Generators generators) {
    byte[] bytes = new byte[size];
    SecureRandom ours = generators.ours();
    SecureRandom platform = generators.of(peer);
    between(
        () -> {
          ours.nextBytes(bytes);
          return bytes;
        },
        () -> {
          platform.nextBytes(bytes);
          return bytes;
        });
  }
}
