package io.github.kmsjca.benchmarks.encrypt;

import io.github.kmsjca.benchmarks.duel.Duel;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A whole message beside an array as long as the result: the difference is what we need for it. */
@State(Scope.Thread)
public class AllocationBenchmark extends Duel {
  @Param public Direction direction = Direction.ENCRYPT;

  @Param("1024")
  public int size;

  @Param("OURS")
  public Party ours = Party.OURS;

  @Setup(Level.Trial)
  public void prepare(EncryptionEnvironment environment) throws Exception {
    MessageEncryption encryption = ours.start(environment);
    byte[] plaintext = new byte[size];
    byte[] message = encryption.encrypt(plaintext);
    switch (direction) {
      case ENCRYPT -> between(() -> encryption.encrypt(plaintext), () -> new byte[message.length]);
      case DECRYPT -> between(() -> encryption.decrypt(message), () -> new byte[size]);
    }
  }
}
