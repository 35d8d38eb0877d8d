package io.github.kmsjca.benchmarks.startup;

import io.github.kmsjca.benchmarks.duel.Duel;
import io.github.kmsjca.benchmarks.environment.KmsEnvironment;
import java.io.IOException;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A JVM from its start to its end, doing one thing, beside one that does another. */
@State(Scope.Thread)
public class LaunchBenchmark extends Duel {
  @Param("ADD_PROVIDER")
  public Launch ours = Launch.ADD_PROVIDER;

  @Param("NOTHING")
  public Launch peer = Launch.NOTHING;

  @Setup(Level.Trial)
  public void prepare(KmsEnvironment environment) throws IOException {
    LaunchedJvm jvm =
        new LaunchedJvm(environment.kms().endpoint(), environment.kms().createKey("ECC_NIST_P256"));
    between(() -> jvm.run(ours), () -> jvm.run(peer));
  }
}
