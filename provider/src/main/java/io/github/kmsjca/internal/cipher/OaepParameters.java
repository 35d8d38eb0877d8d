package io.github.kmsjca.internal.cipher;

import io.github.kmsjca.internal.algorithm.OaepDigest;
import java.security.AlgorithmParameters;
import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.ProviderException;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.InvalidParameterSpecException;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.jspecify.annotations.Nullable;

/**
 * The OAEP parameters that KMS can do: SHA-1 or SHA-256, MGF1 with the same digest, no label. The
 * platform's default for OAEP with SHA-256 is none of these: there MGF1 is with SHA-1.
 */
final class OaepParameters {
  private static final String MGF1 = "MGF1";

  private OaepParameters() {}

  /**
   * The digest that the parameters name.
   *
   * @throws InvalidAlgorithmParameterException if KMS cannot do them; the message says why
   */
  static OaepDigest requireSupported(AlgorithmParameterSpec parameters)
      throws InvalidAlgorithmParameterException {
    if (!(parameters instanceof OAEPParameterSpec spec)) {
      throw new InvalidAlgorithmParameterException("parameters must be an OAEPParameterSpec");
    }
    OaepDigest digest = digest(spec.getDigestAlgorithm());
    if (digest == null) {
      throw refuse("digest " + spec.getDigestAlgorithm() + " is not SHA-1 or SHA-256");
    }
    if (!spec.getMGFAlgorithm().equalsIgnoreCase(MGF1)
        || !(spec.getMGFParameters() instanceof MGF1ParameterSpec mgf1)) {
      throw refuse("the mask generation function must be MGF1");
    }
    if (digest(mgf1.getDigestAlgorithm()) != digest) {
      throw refuse(
          "MGF1 must be with the same digest as OAEP: "
              + digest.jcaName()
              + ", not "
              + mgf1.getDigestAlgorithm()
              + ". MGF1 with SHA-1 is the platform's default: to encrypt for KMS pass"
              + " KmsPrivateKey.oaepSpec()");
    }
    if (!(spec.getPSource() instanceof PSource.PSpecified label) || label.getValue().length > 0) {
      throw refuse("the label must be empty");
    }
    return digest;
  }

  /** With and without the hyphen, in any case, as the JDK takes it. */
  private static @Nullable OaepDigest digest(String name) {
    for (OaepDigest digest : OaepDigest.values()) {
      if (name.equalsIgnoreCase(digest.jcaName())
          || name.equalsIgnoreCase(digest.jcaName().replace("-", ""))) {
        return digest;
      }
    }
    return null;
  }

  static AlgorithmParameters encoded(OaepDigest digest) {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("OAEP");
      parameters.init(
          new OAEPParameterSpec(
              digest.jcaName(),
              MGF1,
              new MGF1ParameterSpec(digest.jcaName()),
              PSource.PSpecified.DEFAULT));
      return parameters;
    } catch (NoSuchAlgorithmException | InvalidParameterSpecException e) {
      throw new ProviderException("cannot encode OAEP parameters", e);
    }
  }

  private static InvalidAlgorithmParameterException refuse(String why) {
    return new InvalidAlgorithmParameterException("KMS cannot do these OAEP parameters: " + why);
  }
}
