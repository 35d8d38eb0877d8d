package io.github.kmsjca.benchmarks.harmless;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.benchmarks.duel.Duel;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The same work with the provider at position 1 and without it, turn by turn. On one thread, since
 * the list of providers is the whole JVM's.
 */
@State(Scope.Benchmark)
public class HarmlessBenchmark extends Duel {
  @Param("TLS13_EC")
  public Work work = Work.TLS13_EC;

  private final Provider provider = new KmsProvider();

  @Setup(Level.Trial)
  public void prepare() throws GeneralSecurityException, IOException {
    Way way = work.way();
    between(way, way);
  }

  @Override
  protected void before(boolean peersTurn) {
    if (peersTurn) {
      remove();
    } else {
      Security.insertProviderAt(provider, 1);
    }
  }

  @TearDown(Level.Trial)
  public void remove() {
    Security.removeProvider(provider.getName());
  }
}
