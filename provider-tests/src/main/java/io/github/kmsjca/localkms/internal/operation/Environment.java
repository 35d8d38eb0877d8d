package io.github.kmsjca.localkms.internal.operation;

import io.github.kmsjca.localkms.internal.crypto.Encapsulations;
import io.github.kmsjca.localkms.internal.crypto.Encryption;
import io.github.kmsjca.localkms.internal.crypto.ImportTokens;
import io.github.kmsjca.localkms.internal.crypto.MaterialFactory;
import io.github.kmsjca.localkms.internal.crypto.Randomness;
import io.github.kmsjca.localkms.internal.crypto.Signatures;
import io.github.kmsjca.localkms.internal.crypto.attestation.Attestations;
import java.time.Clock;
import java.time.Instant;

/**
 * What every operation may use, whatever the call.
 *
 * @param started when this KMS began
 * @param publicKeyWhileDisabled whether the public half of a disabled key is told
 */
public record Environment(
    Clock clock,
    Consistency consistency,
    Randomness randomness,
    MaterialFactory materials,
    Signatures signatures,
    Encryption encryption,
    Encapsulations encapsulations,
    ImportTokens importTokens,
    Attestations attestations,
    Instant started,
    boolean publicKeyWhileDisabled) {

  /** The same with another consistency. */
  public Environment with(Consistency other) {
    return new Environment(
        clock,
        other,
        randomness,
        materials,
        signatures,
        encryption,
        encapsulations,
        importTokens,
        attestations,
        started,
        publicKeyWhileDisabled);
  }
}
