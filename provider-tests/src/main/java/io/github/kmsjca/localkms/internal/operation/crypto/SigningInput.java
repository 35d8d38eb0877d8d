package io.github.kmsjca.localkms.internal.operation.crypto;

import io.github.kmsjca.localkms.internal.crypto.Signatures;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.KeyUsage;
import io.github.kmsjca.localkms.internal.model.MessageType;
import io.github.kmsjca.localkms.internal.model.SigningAlgorithm;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import io.github.kmsjca.localkms.internal.state.Material;

/** What Sign and Verify have in common: key, algorithm and message must fit together. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SigningInput(SigningAlgorithm algorithm, MessageType type, byte[] message) {

  /** Reads the input, or refuses it. */
  static SigningInput of(Invocation call) {
    KmsKey key = call.key();
    String name = call.input().required("SigningAlgorithm");
    if (!key.spec().algorithms(KeyUsage.SIGN_VERIFY).contains(name)) {
      throw ErrorType.INVALID_KEY_USAGE.failure(
          "Algorithm " + name + " is incompatible with key spec " + key.spec() + ".");
    }
    SigningAlgorithm algorithm = SigningAlgorithm.valueOf(name);
    MessageType type =
        call.input().text("MessageType").map(MessageType::valueOf).orElse(MessageType.RAW);
    if (!algorithm.accepts(type)) {
      // KMS names the key spec only where all algorithms of the key refuse the message type.
      boolean ofSpec = algorithm.scheme() == SigningAlgorithm.Scheme.ML_DSA;
      throw ErrorType.VALIDATION.failure(
          "Message type "
              + type
              + " is incompatible with "
              + (ofSpec ? "key spec " + key.spec() : "algorithm " + algorithm)
              + ".");
    }
    byte[] message = call.input().blob("Message");
    if (type != MessageType.RAW && message.length != algorithm.digest().bytes()) {
      throw ErrorType.VALIDATION.failure(
          (type == MessageType.DIGEST ? "Digest" : "External mu")
              + " is invalid length for algorithm "
              + algorithm
              + ".");
    }
    return new SigningInput(algorithm, type, message);
  }

  /** What is signed: the message, hashed unless the caller has done so. */
  byte[] prepared(Signatures signatures, Material.Pair keys) {
    return type == MessageType.RAW ? signatures.prepared(algorithm, keys, message) : message;
  }

  /** The key pair; a key for signing always has one. */
  static Material.Pair pair(Invocation call) {
    if (call.key().material() instanceof Material.Pair pair) {
      return pair;
    }
    throw new IllegalStateException(call.key().arn() + " is for signing but has no key pair");
  }
}
