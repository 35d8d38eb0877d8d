package io.github.kmsjca.internal.generator;

import io.github.kmsjca.internal.algorithm.GeneratorAlgorithm;
import io.github.kmsjca.internal.algorithm.KeySpec;
import java.security.InvalidAlgorithmParameterException;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.jspecify.annotations.Nullable;

/** Sizes and parameters of the platform's generators, as KMS key specs. */
final class PlainParameters {
  private PlainParameters() {}

  /**
   * By the size of the modulus, the field or the secret key.
   *
   * @throws InvalidAlgorithmParameterException if KMS has no such keys
   */
  static KeySpec specOf(GeneratorAlgorithm row, int size)
      throws InvalidAlgorithmParameterException {
    for (KeySpec spec : row.keySpecs()) {
      // Of the others the size is that of an encoding, which nobody asks for.
      if (spec.bits() == size && !spec.name().startsWith("ML_")) {
        return spec;
      }
    }
    throw notInKms(row, "of " + size + " bits");
  }

  /**
   * By a name, or RSA's parameters.
   *
   * @throws InvalidAlgorithmParameterException if KMS has no such keys, or they are others
   */
  static KeySpec specOf(GeneratorAlgorithm row, @Nullable AlgorithmParameterSpec parameters)
      throws InvalidAlgorithmParameterException {
    if (parameters instanceof RSAKeyGenParameterSpec rsa && row == GeneratorAlgorithm.RSA) {
      if (!RSAKeyGenParameterSpec.F4.equals(rsa.getPublicExponent())) {
        throw notInKms(row, "with another public exponent than 65537");
      }
      if (rsa.getKeyParams() != null) {
        throw notInKms(row, "bound to parameters");
      }
      return specOf(row, rsa.getKeysize());
    }
    // ECGenParameterSpec is one too.
    if (parameters instanceof NamedParameterSpec named && row.isOfPairs()) {
      for (KeySpec spec : row.keySpecs()) {
        if (isNamed(spec, named.getName())) {
          return spec;
        }
      }
      throw notInKms(row, "'" + named.getName() + "'");
    }
    throw new InvalidAlgorithmParameterException(
        (parameters == null ? "null" : parameters.getClass().getSimpleName())
            + " does not say which key of KMS "
            + row.jcaName()
            + " shall make");
  }

  private static boolean isNamed(KeySpec spec, String name) {
    return switch (spec.family()) {
      case EC, SM2 -> CurveNames.isOf(spec, name);
      case EDDSA -> name.equalsIgnoreCase(NamedParameterSpec.ED25519.getName());
      case RSA -> false;
      default -> spec.name().equals(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    };
  }

  private static InvalidAlgorithmParameterException notInKms(GeneratorAlgorithm row, String what) {
    return new InvalidAlgorithmParameterException(
        "KMS has no " + row.jcaName() + " keys " + what + ", but " + row.keySpecs());
  }

  /** Apart, so that Bouncy Castle's classes are loaded for curves only. */
  private static final class CurveNames {
    static boolean isOf(KeySpec spec, String name) {
      ASN1ObjectIdentifier oid = ECNamedCurveTable.getOID(name);
      return (oid == null ? name : oid.getId()).equals(spec.oid());
    }
  }
}
