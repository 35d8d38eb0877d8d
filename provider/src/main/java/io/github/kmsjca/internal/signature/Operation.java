package io.github.kmsjca.internal.signature;

import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.InvalidAlgorithmParameterException;
import java.security.SignatureException;
import java.security.spec.AlgorithmParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * What a Signature does once it has a key: sign or verify in KMS, verify here, or pass all on.
 * After {@code sign}, {@code verify} and any failure it is ready for the next message, which begins
 * with an {@code update}. If KMS failed, to ask again at once is about the same message.
 */
interface Operation {
  void update(byte[] bytes, int offset, int length) throws SignatureException;

  void update(ByteBuffer bytes) throws SignatureException;

  /**
   * The signature.
   *
   * @param room for how many bytes the caller has room
   * @throws SignatureException if nobody could make it, or if it is longer than that
   */
  default byte[] sign(int room) throws SignatureException {
    throw new SignatureException("not initialised for signing");
  }

  /** In the platform's words if it does not fit. */
  static byte[] fitting(byte[] signature, int room) throws SignatureException {
    if (signature.length > room) {
      throw new SignatureException("partial signatures not returned");
    }
    return signature;
  }

  /**
   * False for a signature that is wrong.
   *
   * @throws SignatureException if it is not even the encoding of one, or if nobody could tell
   */
  default boolean verify(byte[] signature) throws SignatureException {
    throw new SignatureException("not initialised for verification");
  }

  void setParameter(@Nullable AlgorithmParameterSpec parameters)
      throws InvalidAlgorithmParameterException;

  /** The parameters in use, encoded; {@code null} if the algorithm has none. */
  @Nullable AlgorithmParameters parameters();

  /** Forgets the message. */
  void reset();
}
