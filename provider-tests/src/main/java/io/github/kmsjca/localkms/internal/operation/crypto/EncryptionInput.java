package io.github.kmsjca.localkms.internal.operation.crypto;

import io.github.kmsjca.localkms.internal.crypto.EncryptionContext;
import io.github.kmsjca.localkms.internal.model.EncryptionAlgorithm;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.KeyUsage;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import java.util.SortedMap;

/**
 * How one side of a call encrypts or decrypts, and what it may.
 *
 * @param context the encoded encryption context
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record EncryptionInput(EncryptionAlgorithm algorithm, boolean hasContext, byte[] context) {

  /** Reads the members whose names begin with the side. */
  static EncryptionInput of(Input input, String side) {
    String member = side + "EncryptionContext";
    SortedMap<String, String> context = input.textsByName(member);
    return new EncryptionInput(
        algorithm(input, side), !context.isEmpty(), EncryptionContext.encoded(member, context));
  }

  /** Reads the algorithm only. */
  static EncryptionAlgorithm algorithm(Input input, String side) {
    return input
        .text(side + "EncryptionAlgorithm")
        .map(EncryptionAlgorithm::valueOf)
        .orElse(EncryptionAlgorithm.SYMMETRIC_DEFAULT);
  }

  /** Lets a key pass that algorithm and context suit, or refuses the call. */
  void check(KmsKey key) {
    if (!key.spec().algorithms(KeyUsage.ENCRYPT_DECRYPT).contains(algorithm.name())) {
      throw ErrorType.INVALID_KEY_USAGE.failure(
          "Algorithm " + algorithm + " is incompatible with key spec " + key.spec() + ".");
    }
    if (hasContext && algorithm != EncryptionAlgorithm.SYMMETRIC_DEFAULT) {
      throw ErrorType.VALIDATION.failure(
          "EncryptionContext is not supported when encrypting/decrypting with asymmetric CMKs.");
    }
  }

  /** Encrypts with the key of the call, or refuses. */
  byte[] encrypt(Invocation call, byte[] plaintext) {
    KmsKey key = call.key();
    check(key);
    int most = algorithm.maxPlaintextBytes(key.spec());
    if (plaintext.length > most) {
      throw ErrorType.VALIDATION.failure(
          "Algorithm "
              + algorithm
              + " and key spec "
              + key.spec()
              + " cannot encrypt data larger than "
              + most
              + " bytes.");
    }
    return call.environment().encryption().encrypt(algorithm, key, plaintext, context);
  }
}
