package io.github.kmsjca.internal.signature;

import io.github.kmsjca.internal.algorithm.Digest;
import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.internal.key.PrivateKeyHandle;
import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.call.MessageType;
import io.github.kmsjca.internal.kms.call.Sign;
import io.github.kmsjca.internal.kms.call.Verify;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A collected message as KMS takes it: the same for Sign and for Verify.
 *
 * @param digest that KMS takes it to be made with
 * @param bytes of its own
 */
@SuppressWarnings("ArrayRecordComponent") // short-lived, never compared
record KmsMessage(String algorithm, Digest digest, MessageType type, byte[] bytes) {

  /**
   * Fits what came in to what KMS takes.
   *
   * @param pssDigest what PSS parameters name
   * @param input the digest, DigestInfo, mu or message; stays the caller's
   */
  static KmsMessage of(
      SignatureAlgorithm row, PrivateKeyHandle key, @Nullable Digest pssDigest, byte[] input)
      throws SignatureException {
    return switch (row.scheme()) {
      case RSA_PKCS1 ->
          row.digest() == null
              ? ofDigestInfo(row, key, input)
              : of(row, row.digest(), MessageType.DIGEST, input.clone());
      case RSA_PSS -> of(row, Objects.requireNonNull(pssDigest), MessageType.DIGEST, input.clone());
      case ECDSA_DER, ECDSA_P1363 -> {
        Digest nativeDigest = Objects.requireNonNull(key.spec().nativeDigest());
        yield of(row, nativeDigest, MessageType.DIGEST, fit(input, nativeDigest.length()));
      }
      case ED25519 -> of(row, Digest.SHA_512, MessageType.RAW, input.clone());
      case ED25519PH, SM2 -> of(row, Digest.SHA_512, MessageType.DIGEST, input.clone());
      case ML_DSA -> of(row, Digest.SHA_512, MessageType.EXTERNAL_MU, input.clone());
    };
  }

  /**
   * The call that signs it.
   *
   * @param check of the signature; {@code null} for none
   */
  Sign toSign(KeyUse key, @Nullable Predicate<byte[]> check) {
    return new Sign(key, algorithm, type, bytes, check);
  }

  /**
   * The call that verifies it.
   *
   * @param signature as KMS makes it
   */
  Verify toVerify(KeyUse key, byte[] signature) {
    return new Verify(key, algorithm, type, bytes, signature);
  }

  /** Once it was sent. */
  void wipe() {
    Arrays.fill(bytes, (byte) 0);
  }

  private static KmsMessage of(
      SignatureAlgorithm row, Digest digest, MessageType type, byte[] bytes) {
    return new KmsMessage(row.scheme().wireName(digest), digest, type, bytes);
  }

  private static KmsMessage ofDigestInfo(SignatureAlgorithm row, PrivateKeyHandle key, byte[] input)
      throws SignatureException {
    for (Digest digest : PssParameters.DIGESTS) {
      byte[] prefix = digest.digestInfoPrefix();
      if (input.length == prefix.length + digest.length()
          && Arrays.equals(input, 0, prefix.length, prefix, 0, prefix.length)) {
        byte[] digested = Arrays.copyOfRange(input, prefix.length, input.length);
        return of(row, digest, MessageType.DIGEST, digested);
      }
    }
    throw new SignatureException(
        "KMS key "
            + key.arn()
            + " signs only digests: NONEwithRSA takes a DigestInfo (RFC 8017, section 9.2) of"
            + " SHA-256, SHA-384 or SHA-512, and the input is none");
  }

  /**
   * KMS takes one digest length per curve. ECDSA uses the digest's leftmost bits, as many as the
   * order has (FIPS 186-5, section 6.4.1), as a number: so a longer digest is cut and a shorter one
   * is padded with zeros on its left, and the signature is the same.
   */
  private static byte[] fit(byte[] digest, int size) {
    byte[] fitted = new byte[size];
    int count = Math.min(size, digest.length);
    System.arraycopy(digest, 0, fitted, size - count, count);
    return fitted;
  }
}
