package io.github.kmsjca.benchmarks.verify;

import java.security.Signature;
import java.security.SignatureException;

final class Verification {
  private Verification() {}

  /** Verifies; a benchmark of a failing verification would measure something else. */
  static Object verified(Signature verifier, byte[] message, byte[] signature)
      throws SignatureException {
    verifier.update(message);
    if (!verifier.verify(signature)) {
      throw new SignatureException("not verified");
    }
    return verifier;
  }
}
