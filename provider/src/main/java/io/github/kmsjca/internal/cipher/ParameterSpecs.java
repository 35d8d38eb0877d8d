package io.github.kmsjca.internal.cipher;

import io.github.kmsjca.internal.algorithm.CipherAlgorithm;
import java.security.AlgorithmParameters;
import java.security.InvalidAlgorithmParameterException;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.InvalidParameterSpecException;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import org.jspecify.annotations.Nullable;

/** Encoded parameters as the values that the rows take. */
final class ParameterSpecs {
  private ParameterSpecs() {}

  static @Nullable AlgorithmParameterSpec of(
      CipherAlgorithm row, @Nullable AlgorithmParameters parameters)
      throws InvalidAlgorithmParameterException {
    if (parameters == null) {
      return null;
    }
    try {
      return switch (row.scheme()) {
        case ENVELOPE, FRAMED -> parameters.getParameterSpec(GCMParameterSpec.class);
        case OAEP -> parameters.getParameterSpec(OAEPParameterSpec.class);
        case DIRECT, SM2 ->
            throw new InvalidAlgorithmParameterException(
                row.jcaName() + " takes no encoded parameters");
      };
    } catch (InvalidParameterSpecException e) {
      throw new InvalidAlgorithmParameterException(
          "parameters of " + parameters.getAlgorithm() + " are none of " + row.jcaName(), e);
    }
  }
}
