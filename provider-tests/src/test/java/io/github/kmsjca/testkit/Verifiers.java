package io.github.kmsjca.testkit;

import io.github.kmsjca.internal.algorithm.Digest;
import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.internal.algorithm.SignatureScheme;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Objects;

/** Verifies with the JDK's own providers, by name, so that nothing of ours can help. */
public final class Verifiers {
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

  /** True if the platform finds that the signature is of the message, under a row's rules. */
  public static boolean verifies(
      SignatureAlgorithm row, PublicKey key, byte[] message, byte[] signature)
      throws GeneralSecurityException {
    Signature verifier;
    Digest digest = row.digest();
    if (row.scheme() == SignatureScheme.RSA_PSS) {
      verifier = Signature.getInstance("RSASSA-PSS", "SunRsaSign");
      verifier.setParameter(digest == null ? pssSha256() : pss(digest.jcaName(), digest.length()));
    } else if (row == SignatureAlgorithm.NONE_WITH_RSA) {
      // The platform's raw verifier stands behind its RSA cipher; hashing it anew is the same.
      verifier = Signature.getInstance("SHA256withRSA", "SunRsaSign");
    } else {
      String provider = row.scheme() == SignatureScheme.RSA_PKCS1 ? "SunRsaSign" : "SunEC";
      verifier = Signature.getInstance(row.jcaName(), Objects.requireNonNull(provider));
    }
    verifier.initVerify(key);
    verifier.update(row == SignatureAlgorithm.NONE_WITH_RSA ? message : input(row, message));
    return verifier.verify(signature);
  }
}
