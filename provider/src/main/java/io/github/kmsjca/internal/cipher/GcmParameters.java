package io.github.kmsjca.internal.cipher;

import java.security.AlgorithmParameters;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.ProviderException;
import java.security.spec.InvalidParameterSpecException;
import javax.crypto.spec.GCMParameterSpec;

/** Tag length and IV as AES-GCM has them, for callers that keep them. */
final class GcmParameters {
  static final int BLOCK_SIZE = 16;
  static final int TAG_BITS = 128;
  private static final String NAME = "GCM";

  private GcmParameters() {}

  static AlgorithmParameters encoded(byte[] iv) {
    try {
      AlgorithmParameters parameters = instance();
      parameters.init(new GCMParameterSpec(TAG_BITS, iv));
      return parameters;
    } catch (NoSuchAlgorithmException | InvalidParameterSpecException e) {
      throw new ProviderException("this Java platform has no parameters of GCM", e);
    }
  }

  private static AlgorithmParameters instance() throws NoSuchAlgorithmException {
    try {
      return AlgorithmParameters.getInstance(NAME, "SunJCE");
    } catch (NoSuchProviderException | NoSuchAlgorithmException absent) {
      return AlgorithmParameters.getInstance(NAME);
    }
  }
}
