package io.github.kmsjca.internal.signature;

import java.nio.ByteBuffer;
import java.security.SignatureException;

/** Takes in the message of one signature, and keeps as little of it as it can. */
interface MessageInput {
  /**
   * More of the message.
   *
   * @throws SignatureException as soon as it is too long, and from then on until {@link #reset}
   */
  void update(byte[] bytes, int offset, int length) throws SignatureException;

  /**
   * The same. JCA permits no checked exception here, so an excess is reported by {@link #finish}.
   */
  void update(ByteBuffer bytes);

  /**
   * What there is to be signed; the input is then empty again.
   *
   * @throws SignatureException if the message is too long, as often as it is asked for
   */
  byte[] finish() throws SignatureException;

  /** Forgets the message. */
  void reset();

  /** True if anything came in since the start or the last reset. */
  boolean isStarted();
}
