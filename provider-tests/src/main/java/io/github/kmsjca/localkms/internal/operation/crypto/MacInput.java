package io.github.kmsjca.localkms.internal.operation.crypto;

import io.github.kmsjca.localkms.internal.crypto.Macs;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.KeyUsage;
import io.github.kmsjca.localkms.internal.model.MacAlgorithm;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.state.KmsKey;

/** What GenerateMac and VerifyMac have in common: key and algorithm must fit together. */
record MacInput(MacAlgorithm algorithm) {
  static final Member ALGORITHM = Member.oneOf("MacAlgorithm", MacAlgorithm.names()).required();

  /** Reads the input, or refuses it. */
  static MacInput of(Invocation call) {
    KmsKey key = call.key();
    String name = call.input().required(ALGORITHM.name());
    if (!key.spec().algorithms(KeyUsage.GENERATE_VERIFY_MAC).contains(name)) {
      throw ErrorType.INVALID_KEY_USAGE.failure(
          "Algorithm " + name + " is incompatible with key spec " + key.spec() + ".");
    }
    return new MacInput(MacAlgorithm.valueOf(name));
  }

  byte[] compute(Invocation call) {
    return Macs.compute(algorithm, call.key(), call.input().blob("Message"));
  }
}
