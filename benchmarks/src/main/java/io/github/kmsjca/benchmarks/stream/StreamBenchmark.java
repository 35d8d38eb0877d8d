package io.github.kmsjca.benchmarks.stream;

import io.github.kmsjca.benchmarks.duel.Duel;
import io.github.kmsjca.benchmarks.encrypt.Direction;
import io.github.kmsjca.benchmarks.encrypt.EncryptionEnvironment;
import java.io.IOException;
import java.security.GeneralSecurityException;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A large message from memory, 64 KiB at a time, to a sink that only counts. A peer that works in
 * one shot writes to one array, over and over, and nothing is copied on to the sink.
 */
@State(Scope.Thread)
public class StreamBenchmark extends Duel {
  @Param public Direction direction = Direction.ENCRYPT;

  @Param("67108864")
  public int size;

  @Param("OURS")
  public StreamParty ours = StreamParty.OURS;

  @Param("SUNJCE_ONE_SHOT")
  public StreamParty peer = StreamParty.SUNJCE_ONE_SHOT;

  @Setup(Level.Trial)
  public void prepare(EncryptionEnvironment environment)
      throws GeneralSecurityException, IOException {
    byte[] plaintext = new byte[size];
    between(way(ours, plaintext, environment), way(peer, plaintext, environment));
  }

  private Way way(StreamParty party, byte[] plaintext, EncryptionEnvironment environment)
      throws GeneralSecurityException, IOException {
    LargeMessages messages = party.start(environment, size);
    if (direction == Direction.ENCRYPT) {
      return () -> {
        CountingSink sink = new CountingSink();
        messages.encrypt(plaintext, sink);
        return complete(sink, sink.count() > size);
      };
    }
    Message message = new Message(size);
    messages.encrypt(plaintext, message);
    return () -> {
      CountingSink sink = new CountingSink();
      messages.decrypt(message, sink);
      return complete(sink, sink.count() == size);
    };
  }

  /** A stream that ends early must not look fast. */
  private static CountingSink complete(CountingSink sink, boolean condition) throws IOException {
    if (!condition) {
      throw new IOException("incomplete: " + sink.count() + " bytes");
    }
    return sink;
  }
}
