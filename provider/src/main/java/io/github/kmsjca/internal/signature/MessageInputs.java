package io.github.kmsjca.internal.signature;

import io.github.kmsjca.internal.algorithm.Digest;
import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import java.security.PublicKey;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How the message of each scheme is taken in. */
final class MessageInputs {
  private static final int MAX_RAW_MESSAGE = 4096;
  private static final int MAX_GIVEN_DIGEST = 64;
  private static final int MAX_DIGEST_INFO = 128;

  private MessageInputs() {}

  /**
   * An empty input.
   *
   * @param pssDigest what PSS parameters name
   * @param publicKey asked for only where the message is hashed together with it
   */
  static MessageInput of(
      SignatureAlgorithm row, @Nullable Digest pssDigest, Supplier<PublicKey> publicKey) {
    Digest digest = pssDigest != null ? pssDigest : row.digest();
    if (digest != null) {
      return new DigestInput(digest);
    }
    return switch (row.scheme()) {
      case RSA_PKCS1, RSA_PSS -> new BoundedInput(0, MAX_DIGEST_INFO, "a DigestInfo is shorter");
      case ECDSA_DER, ECDSA_P1363 -> new BoundedInput(0, MAX_GIVEN_DIGEST, "no digest is longer");
      case ED25519 ->
          new BoundedInput(
              1,
              MAX_RAW_MESSAGE,
              "Ed25519 signs the message itself, and KMS takes 1 to 4096 bytes; sign a digest of"
                  + " it, or use an ECDSA key");
      case ED25519PH -> new DigestInput(Digest.SHA_512);
      case ML_DSA -> new MlDsaMuInput(publicKey.get());
      case SM2 -> new Sm2DigestInput(publicKey.get());
    };
  }
}
