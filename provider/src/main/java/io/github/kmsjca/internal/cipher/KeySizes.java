package io.github.kmsjca.internal.cipher;

import io.github.kmsjca.internal.key.KeyHandle;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.Arrays;

/**
 * The size of a key in bits, which JCA asks for where its policy limits the strength of ciphers.
 */
final class KeySizes {
  private KeySizes() {}

  static int of(Key key) throws InvalidKeyException {
    if (key instanceof KeyHandle handle) {
      handle.requireOpen();
      return handle.spec().bits();
    }
    if (key instanceof RSAKey rsa) {
      return rsa.getModulus().bitLength();
    }
    if (key instanceof ECKey ec) {
      return ec.getParams().getCurve().getField().getFieldSize();
    }
    byte[] encoded = key.getEncoded();
    if (encoded == null) {
      throw new InvalidKeyException("the size of the key is not known");
    }
    Arrays.fill(encoded, (byte) 0);
    return encoded.length * Byte.SIZE;
  }
}
