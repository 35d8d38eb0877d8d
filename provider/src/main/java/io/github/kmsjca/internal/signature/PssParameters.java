package io.github.kmsjca.internal.signature;

import io.github.kmsjca.internal.algorithm.Digest;
import java.security.AlgorithmParameters;
import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.ProviderException;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.InvalidParameterSpecException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The RSASSA-PSS parameters that KMS can do: SHA-256, SHA-384 or SHA-512, MGF1 with the same
 * digest, a salt as long as the digest, trailer 1.
 */
final class PssParameters {
  /** The digests that KMS signs with RSA. */
  static final List<Digest> DIGESTS = List.of(Digest.SHA_256, Digest.SHA_384, Digest.SHA_512);

  private static final String ALGORITHM = "RSASSA-PSS";

  private PssParameters() {}

  static PSSParameterSpec of(Digest digest) {
    return new PSSParameterSpec(
        digest.jcaName(),
        "MGF1",
        new MGF1ParameterSpec(digest.jcaName()),
        digest.length(),
        PSSParameterSpec.TRAILER_FIELD_BC);
  }

  /**
   * The digest that the parameters name.
   *
   * @throws InvalidAlgorithmParameterException if KMS cannot do them; the message says why
   */
  static Digest requireSupported(PSSParameterSpec spec) throws InvalidAlgorithmParameterException {
    Digest digest = null;
    for (Digest candidate : DIGESTS) {
      if (names(spec.getDigestAlgorithm(), candidate)) {
        digest = candidate;
      }
    }
    if (digest == null) {
      throw refuse("digest " + spec.getDigestAlgorithm() + " is not SHA-256, SHA-384 or SHA-512");
    }
    AlgorithmParameterSpec mgf = spec.getMGFParameters();
    if (!spec.getMGFAlgorithm().equals("MGF1")
        || !(mgf instanceof MGF1ParameterSpec mgf1)
        || !names(mgf1.getDigestAlgorithm(), digest)) {
      throw refuse("the mask generation function must be MGF1 with the same digest");
    }
    if (spec.getSaltLength() != digest.length()) {
      throw refuse(
          "the salt must be as long as the digest: "
              + digest.length()
              + " bytes, not "
              + spec.getSaltLength());
    }
    if (spec.getTrailerField() != PSSParameterSpec.TRAILER_FIELD_BC) {
      throw refuse("the trailer field must be 1");
    }
    return digest;
  }

  static PSSParameterSpec require(@Nullable AlgorithmParameterSpec parameters)
      throws InvalidAlgorithmParameterException {
    if (parameters instanceof PSSParameterSpec pss) {
      return pss;
    }
    throw new InvalidAlgorithmParameterException("parameters must be a PSSParameterSpec");
  }

  static AlgorithmParameters encoded(PSSParameterSpec spec) {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance(ALGORITHM);
      parameters.init(spec);
      return parameters;
    } catch (NoSuchAlgorithmException | InvalidParameterSpecException e) {
      throw new ProviderException("cannot encode RSASSA-PSS parameters", e);
    }
  }

  /** With and without the hyphen, in any case, as the JDK takes it. */
  static boolean names(String name, Digest digest) {
    return name.equalsIgnoreCase(digest.jcaName())
        || name.equalsIgnoreCase(digest.jcaName().replace("-", ""));
  }

  private static InvalidAlgorithmParameterException refuse(String why) {
    return new InvalidAlgorithmParameterException("KMS cannot do these PSS parameters: " + why);
  }
}
