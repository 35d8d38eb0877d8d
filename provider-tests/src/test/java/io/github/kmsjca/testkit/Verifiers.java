package io.github.kmsjca.testkit;

import io.github.kmsjca.internal.algorithm.Digest;
import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.internal.algorithm.SignatureScheme;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.spec.EdDSAParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Verifies with the JDK's own providers or Bouncy Castle's, chosen here: nothing of ours can help.
 */
public final class Verifiers {
  private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

  private Verifiers() {}

  /** The PSS parameters of a digest as KMS uses them. */
  public static PSSParameterSpec pss(String digest, int saltLength) {
    return new PSSParameterSpec(
        digest,
        "MGF1",
        new MGF1ParameterSpec(digest),
        saltLength,
        PSSParameterSpec.TRAILER_FIELD_BC);
  }

  public static PSSParameterSpec pssSha256() {
    return pss("SHA-256", 32);
  }

  /** The parameters a row needs before it can sign: only the row that is named RSASSA-PSS. */
  public static boolean needsParameters(SignatureAlgorithm row) {
    return row.scheme() == SignatureScheme.RSA_PSS && row.digest() == null;
  }

  /** What a caller of a row hands in as the message: mostly a text, else a digest of it. */
  public static byte[] input(SignatureAlgorithm row, byte[] message)
      throws GeneralSecurityException {
    if (!row.jcaName().startsWith("NONE")) {
      return message;
    }
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(message);
    if (row.scheme() != SignatureScheme.RSA_PKCS1) {
      return digest;
    }
    byte[] prefix = Digest.SHA_256.digestInfoPrefix();
    byte[] digestInfo = java.util.Arrays.copyOf(prefix, prefix.length + digest.length);
    System.arraycopy(digest, 0, digestInfo, prefix.length, digest.length);
    return digestInfo;
  }

  /**
   * True if a verifier that is not ours finds that the signature is of the message, under a row's
   * rules: the platform's, or Bouncy Castle's where the platform has none.
   */
  public static boolean verifies(
      SignatureAlgorithm row, PublicKey key, byte[] message, byte[] signature)
      throws GeneralSecurityException {
    Signature verifier = verifier(row, key);
    verifier.initVerify(key);
    verifier.update(asVerified(row, message));
    return verifier.verify(signature);
  }

  private static Signature verifier(SignatureAlgorithm row, PublicKey key)
      throws GeneralSecurityException {
    Digest digest = row.digest();
    switch (row.scheme()) {
      case RSA_PSS -> {
        Signature pss = Signature.getInstance("RSASSA-PSS", "SunRsaSign");
        pss.setParameter(digest == null ? pssSha256() : pss(digest.jcaName(), digest.length()));
        return pss;
      }
      case RSA_PKCS1 -> {
        // The platform's raw verifier stands behind its RSA cipher; hashing it anew is the same.
        return Signature.getInstance(
            digest == null ? "SHA256withRSA" : row.jcaName(), "SunRsaSign");
      }
      case ED25519PH -> {
        Signature prehash = Signature.getInstance("Ed25519", "SunEC");
        prehash.setParameter(new EdDSAParameterSpec(true));
        return prehash;
      }
      case ML_DSA, SM2 -> {
        return Signature.getInstance(row.jcaName(), platformOrBouncyCastle(row));
      }
      default -> {
        return isOnThePlatform(key)
            ? Signature.getInstance(row.jcaName(), "SunEC")
            : Signature.getInstance(row.jcaName(), BOUNCY_CASTLE);
      }
    }
  }

  /** The platform dropped secp256k1, the one curve here whose coefficient a is zero. */
  public static boolean isOnThePlatform(PublicKey key) {
    return !(key instanceof ECKey ec && ec.getParams().getCurve().getA().signum() == 0);
  }

  private static Provider platformOrBouncyCastle(SignatureAlgorithm row) {
    Provider sun = Security.getProvider("SUN");
    return sun.getService("Signature", row.jcaName()) != null ? sun : BOUNCY_CASTLE;
  }

  private static byte[] asVerified(SignatureAlgorithm row, byte[] message)
      throws GeneralSecurityException {
    if (row == SignatureAlgorithm.NONE_WITH_RSA) {
      return message;
    }
    return row.scheme() == SignatureScheme.ED25519PH
        ? MessageDigest.getInstance("SHA-512").digest(message)
        : input(row, message);
  }
}
