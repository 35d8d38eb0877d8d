package io.github.kmsjca.localkms.internal.crypto;

import io.github.kmsjca.localkms.internal.state.Material;
import java.util.Optional;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;

/** Encapsulates and decapsulates shared secrets by ML-KEM. Thread safe. */
public final class Encapsulations {
  private final Randomness randomness;

  /** Encapsulates with this randomness. */
  public Encapsulations(Randomness randomness) {
    this.randomness = randomness;
  }

  /** A new shared secret, and what its other owner decapsulates it from. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Encapsulated(byte[] secret, byte[] ciphertext) {}

  /** A shared secret for the owner of the key. */
  public Encapsulated encapsulate(Material.Pair keys) {
    SecretWithEncapsulation made =
        new MLKEMGenerator(randomness.generator())
            .generateEncapsulated(CastleKeys.parameters(keys.publicKey()));
    return new Encapsulated(made.getSecret(), made.getEncapsulation());
  }

  /**
   * The shared secret; empty if the ciphertext has another length than those of the key. Of any
   * other wrong ciphertext it is a random one, as FIPS 203 has it.
   */
  public Optional<byte[]> decapsulate(Material.Pair keys, byte[] ciphertext) {
    MLKEMExtractor extractor =
        new MLKEMExtractor((MLKEMPrivateKeyParameters) CastleKeys.parameters(keys.privateKey()));
    return ciphertext.length == extractor.getEncapsulationLength()
        ? Optional.of(extractor.extractSecret(ciphertext))
        : Optional.empty();
  }
}
