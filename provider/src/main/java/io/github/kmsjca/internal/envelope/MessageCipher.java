package io.github.kmsjca.internal.envelope;

import io.github.kmsjca.internal.message.MessageHeader;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * AES-GCM under one message's key: its header's tag, and its frames. One key schedule per message:
 * the primitive notices that the key is the one it has. Not thread-safe.
 */
final class MessageCipher {
  private static final int TAG_BITS = 8 * MessageHeader.TAG_LENGTH;
  private static final byte[] NOTHING = new byte[0];

  private final Cipher gcm = Primitives.aesGcm();
  private @Nullable WipeableKey key;

  /** Begins a message; takes over the array. */
  void use(byte[] messageKey) {
    forget();
    key = new WipeableKey("AES", messageKey);
  }

  /** Wipes the key, as far as it is here. */
  void forget() {
    if (key != null) {
      key.destroy();
    }
    key = null;
  }

  /** Writes the tag of a header. */
  void sealHeader(byte[] iv, byte[] header, int offset, int length, byte[] more, int tagOffset) {
    try {
      init(Cipher.ENCRYPT_MODE, iv);
      gcm.updateAAD(header, offset, length);
      gcm.updateAAD(more);
      gcm.doFinal(header, tagOffset);
    } catch (GeneralSecurityException e) {
      throw failed(e);
    }
  }

  /**
   * Checks the tag of a header.
   *
   * @param length of what it authenticates, which begins the array
   */
  void verifyHeader(byte[] iv, byte[] header, int length, byte[] more, byte[] tag)
      throws AEADBadTagException {
    try {
      init(Cipher.DECRYPT_MODE, iv);
      gcm.updateAAD(header, 0, length);
      gcm.updateAAD(more);
      gcm.doFinal(tag, 0, tag.length, NOTHING, 0);
    } catch (AEADBadTagException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw failed(e);
    }
  }

  /** Writes ciphertext and tag of a piece of a body. */
  void seal(
      byte[] iv,
      byte[] aad,
      byte[] input,
      int offset,
      int length,
      byte[] output,
      int outputOffset) {
    try {
      init(Cipher.ENCRYPT_MODE, iv);
      gcm.updateAAD(aad);
      gcm.doFinal(input, offset, length, output, outputOffset);
    } catch (GeneralSecurityException e) {
      throw failed(e);
    }
  }

  /** Reads ciphertext and tag of a piece of a body. */
  void open(
      byte[] iv, byte[] aad, byte[] input, int offset, int length, byte[] output, int outputOffset)
      throws AEADBadTagException {
    try {
      init(Cipher.DECRYPT_MODE, iv);
      gcm.updateAAD(aad);
      gcm.doFinal(input, offset, length + MessageHeader.TAG_LENGTH, output, outputOffset);
    } catch (AEADBadTagException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw failed(e);
    }
  }

  private void init(int mode, byte[] iv) throws GeneralSecurityException {
    gcm.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
  }

  private static ProviderException failed(GeneralSecurityException e) {
    return new ProviderException("AES-GCM failed", e);
  }
}
