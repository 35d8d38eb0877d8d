package io.github.kmsjca.hostile;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The cryptography of suite 0478, from its documentation, for who knows the data key. */
final class Seal {
  private final SecretKeySpec key;
  private final byte[] commitment;
  private final byte[] messageId;

  Seal(byte[] dataKey, byte[] messageId) throws GeneralSecurityException {
    this.messageId = messageId;
    byte[] extracted = hmac(messageId, dataKey);
    byte[] suite = {0x04, 0x78};
    this.key =
        new SecretKeySpec(
            Arrays.copyOf(hmac(extracted, suite, ascii("DERIVEKEY"), new byte[] {1}), 32), "AES");
    this.commitment = Arrays.copyOf(hmac(extracted, ascii("COMMITKEY"), new byte[] {1}), 32);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] hmac(byte[] key, byte[]... parts) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA512");
    mac.init(new SecretKeySpec(key, "HMAC"));
    for (byte[] part : parts) {
      mac.update(part);
    }
    return mac.doFinal();
  }

  byte[] commitment() {
    return commitment;
  }

  /** The tag of a header. */
  byte[] header(byte[] body, byte[] aad) throws GeneralSecurityException {
    Cipher cipher = cipher(Cipher.ENCRYPT_MODE, new byte[12]);
    cipher.updateAAD(body);
    if (aad.length > 0) {
      String digest =
          Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-384").digest(aad));
      byte[] name = ascii("jca-aad-sha384");
      cipher.updateAAD(
          ByteBuffer.allocate(2 + 2 + name.length + 2 + digest.length())
              .putShort((short) 1)
              .putShort((short) name.length)
              .put(name)
              .putShort((short) digest.length())
              .put(ascii(digest))
              .array());
    }
    return cipher.doFinal();
  }

  private Cipher cipher(int mode, byte[] iv) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
    cipher.init(mode, key, new GCMParameterSpec(128, iv));
    return cipher;
  }

  private byte[] aad(String part, int sequence, long length) {
    return ByteBuffer.allocate(messageId.length + part.length() + 4 + 8)
        .put(messageId)
        .put(ascii(part))
        .putInt(sequence)
        .putLong(length)
        .array();
  }

  /** Ciphertext and tag of a piece. */
  byte[] piece(String part, int sequence, long length, byte[] iv, byte[] plaintext)
      throws GeneralSecurityException {
    Cipher cipher = cipher(Cipher.ENCRYPT_MODE, iv);
    cipher.updateAAD(aad(part, sequence, length));
    return cipher.doFinal(plaintext);
  }

  /** The plaintext of a piece, or null. */
  byte[] open(String part, int sequence, long length, byte[] iv, byte[] sealed)
      throws GeneralSecurityException {
    Cipher cipher = cipher(Cipher.DECRYPT_MODE, iv);
    cipher.updateAAD(aad(part, sequence, length));
    try {
      return cipher.doFinal(sealed);
    } catch (AEADBadTagException e) {
      return null;
    }
  }
}
