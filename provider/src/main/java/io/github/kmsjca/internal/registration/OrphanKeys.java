package io.github.kmsjca.internal.registration;

import io.github.kmsjca.internal.algorithm.CipherAlgorithm;
import io.github.kmsjca.internal.algorithm.KemAlgorithm;
import io.github.kmsjca.internal.algorithm.KeyFamily;
import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.internal.cipher.KmsCipherSpi;
import io.github.kmsjca.internal.delegation.ForeignCiphers;
import io.github.kmsjca.internal.delegation.ForeignKems;
import io.github.kmsjca.internal.delegation.ForeignSignatures;
import io.github.kmsjca.internal.kem.KemEngines;
import io.github.kmsjca.internal.key.PublicKeys;
import io.github.kmsjca.internal.signature.KmsSignatureSpi;
import java.security.Key;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.EllipticCurve;

/**
 * Foreign keys that no other installed provider can serve under the name that was asked for, and we
 * can. Asked for every key of every Signature, Cipher and KEM in the JVM, so the common answer, no,
 * must be cheap.
 */
final class OrphanKeys {
  private OrphanKeys() {}

  static boolean areServed(SignatureAlgorithm row, Key key) {
    if (row.scheme().family() == KeyFamily.EC) {
      return key instanceof ECPublicKey ec
          && isSecp256k1(ec)
          && !ForeignSignatures.areVerifiedByOthers(
              row.delegateName(),
              ec,
              row.scheme().family().platformProvider(),
              KmsSignatureSpi.class.getName());
    }
    if (isOnEveryPlatform(row)
        || ForeignSignatures.isOfferedByOthers(row.jcaName(), KmsSignatureSpi.class.getName())) {
      return false;
    }
    if (!row.delegateName().equals(row.jcaName())) {
      return key instanceof RSAKey;
    }
    KeySpec spec = key instanceof PublicKey publicKey ? PublicKeys.specOf(publicKey) : null;
    return spec != null && row.suits(spec);
  }

  /**
   * SM2 public keys, and RSA keys by names that the platform does not have.
   *
   * @param name the one of the row's names that was asked for
   */
  static boolean areServed(CipherAlgorithm row, String name, Key key) {
    boolean candidate =
        switch (row.scheme()) {
          case ENVELOPE, FRAMED, DIRECT -> false;
          case OAEP -> !name.equals(row.jcaName()) && key instanceof RSAKey;
          case SM2 ->
              key instanceof PublicKey publicKey && PublicKeys.specOf(publicKey) == KeySpec.SM2;
        };
    return candidate && !ForeignCiphers.isOfferedByOthers(name, KmsCipherSpi.class.getName());
  }

  /**
   * ML-KEM public keys: Bouncy Castle's, where neither the platform nor Bouncy Castle serves them.
   */
  static boolean areServed(KemAlgorithm row, Key key) {
    KeySpec spec = key instanceof PublicKey publicKey ? PublicKeys.specOf(publicKey) : null;
    return spec != null
        && row.suits(spec)
        && !KemEngines.isOnThePlatform()
        && !ForeignKems.isServedByOthers(
            row.jcaName(), (PublicKey) key, KemEngines.class.getName());
  }

  private static boolean isOnEveryPlatform(SignatureAlgorithm row) {
    return switch (row.scheme()) {
      case RSA_PKCS1, ECDSA_DER, ECDSA_P1363, ED25519 -> true;
      case RSA_PSS -> row.delegateName().equals(row.jcaName());
      case ED25519PH, ML_DSA, SM2 -> false;
    };
  }

  /** The one KMS curve whose coefficient a is zero; the platform dropped it in JDK 16. */
  private static boolean isSecp256k1(ECPublicKey key) {
    ECParameterSpec parameters = key.getParams();
    if (parameters == null) {
      return false; // inherited ones, as its provider has configured
    }
    EllipticCurve curve = parameters.getCurve();
    int bits = KeySpec.ECC_SECG_P256K1.bits();
    return curve.getA().signum() == 0 && curve.getField().getFieldSize() == bits;
  }
}
