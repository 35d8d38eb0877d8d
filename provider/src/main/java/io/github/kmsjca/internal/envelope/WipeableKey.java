package io.github.kmsjca.internal.envelope;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.util.Arrays;
import javax.crypto.SecretKey;

/** Key bytes on their way into a primitive, wiped afterwards: the platform's class cannot be. */
final class WipeableKey implements SecretKey {
  private static final long serialVersionUID = 1L;

  private final String algorithm;
  private final transient byte[] bytes;

  private final transient int length;

  /** Takes over the array. */
  WipeableKey(String algorithm, byte[] bytes) {
    this(algorithm, bytes, bytes.length);
  }

  /** Takes over the array, whose beginning is the key. */
  WipeableKey(String algorithm, byte[] bytes, int length) {
    this.algorithm = algorithm;
    this.bytes = bytes;
    this.length = length;
  }

  @Override
  public String getAlgorithm() {
    return algorithm;
  }

  @Override
  public String getFormat() {
    return "RAW";
  }

  @Override
  public byte[] getEncoded() {
    return Arrays.copyOf(bytes, length);
  }

  @Override
  public void destroy() {
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public String toString() {
    return "a key for " + algorithm;
  }

  @Serial
  private void writeObject(ObjectOutputStream out) throws NotSerializableException {
    throw new NotSerializableException("a key of a message does not travel");
  }
}
