package io.github.kmsjca.internal.agreement;

import java.security.InvalidKeyException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import javax.crypto.SecretKey;
import javax.crypto.ShortBufferException;
import org.jspecify.annotations.Nullable;

/** What a KeyAgreement does once it has a key. */
interface Agreement {
  /** Takes the other party's key; answers what the next phase needs, if there is one. */
  @Nullable Key doPhase(@Nullable Key key, boolean lastPhase) throws InvalidKeyException;

  /** The secret; afterwards the next agreement with the same key may begin. */
  byte[] secret();

  /** The same into the caller's array. */
  int secret(byte[] output, int offset) throws ShortBufferException;

  /** The same as a key. */
  SecretKey secret(@Nullable String algorithm) throws NoSuchAlgorithmException, InvalidKeyException;
}
