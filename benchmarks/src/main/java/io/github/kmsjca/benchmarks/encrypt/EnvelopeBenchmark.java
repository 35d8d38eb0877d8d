package io.github.kmsjca.benchmarks.encrypt;

import io.github.kmsjca.benchmarks.duel.Duel;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A whole message, array to array, once the data key is at hand. */
@State(Scope.Thread)
public class EnvelopeBenchmark extends Duel {
  @Param public Direction direction = Direction.ENCRYPT;

  @Param("1024")
  public int size;

  @Param("OURS")
  public Party ours = Party.OURS;

  @Param("ENCRYPTION_SDK")
  public Party peer = Party.ENCRYPTION_SDK;

  @Setup(Level.Trial)
  public void prepare(EncryptionEnvironment environment) throws Exception {
    between(way(ours, environment), way(peer, environment));
  }

  private Way way(Party party, EncryptionEnvironment environment) throws Exception {
    MessageEncryption encryption = party.start(environment);
    byte[] plaintext = new byte[size];
    byte[] message = encryption.encrypt(plaintext);
    if (!Arrays.equals(plaintext, encryption.decrypt(message))) {
      throw new GeneralSecurityException(party + " does not decrypt what it encrypted");
    }
    return switch (direction) {
      case ENCRYPT -> () -> encryption.encrypt(plaintext);
      case DECRYPT -> () -> encryption.decrypt(message);
    };
  }
}
