package io.github.kmsjca.benchmarks.encrypt;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The bare primitive as fast as it goes: one software key and one Cipher for all messages, an IV
 * that counts up. A message is the IV, the ciphertext and the tag.
 */
public final class RawAesGcm implements MessageEncryption {
  private static final int KEY_BYTES = 32;
  private static final int IV_BYTES = 12;
  private static final int TAG_BYTES = 16;

  /** By how much a message is longer than its plaintext. */
  public static final int OVERHEAD_BYTES = IV_BYTES + TAG_BYTES;

  private final SecretKey key = new SecretKeySpec(new byte[KEY_BYTES], "AES");
  private final Cipher encryptor;
  private final Cipher decryptor;
  private long messages;

  private RawAesGcm(Provider provider) throws GeneralSecurityException {
    this.encryptor = Cipher.getInstance("AES/GCM/NoPadding", provider);
    this.decryptor = Cipher.getInstance("AES/GCM/NoPadding", provider);
  }

  public static RawAesGcm ofSunJce() throws GeneralSecurityException {
    return new RawAesGcm(Objects.requireNonNull(Security.getProvider("SunJCE")));
  }

  static RawAesGcm ofAccp() throws GeneralSecurityException {
    return new RawAesGcm(AmazonCorrettoCryptoProvider.INSTANCE);
  }

  @Override
  public byte[] encrypt(byte[] plaintext) throws GeneralSecurityException {
    byte[] message = new byte[plaintext.length + OVERHEAD_BYTES];
    encrypt(plaintext, message);
    return message;
  }

  @Override
  public byte[] decrypt(byte[] message) throws GeneralSecurityException {
    return startDecryption(message).doFinal(message, IV_BYTES, message.length - IV_BYTES);
  }

  /** Encrypts into an array that is there already; gives the message's length. */
  public int encrypt(byte[] plaintext, byte[] message) throws GeneralSecurityException {
    ByteBuffer.wrap(message).putLong(++messages).putInt(0);
    encryptor.init(Cipher.ENCRYPT_MODE, key, iv(message));
    return IV_BYTES + encryptor.doFinal(plaintext, 0, plaintext.length, message, IV_BYTES);
  }

  /** Decrypts into an array that is there already; gives the plaintext's length. */
  public int decrypt(byte[] message, int length, byte[] plaintext) throws GeneralSecurityException {
    return startDecryption(message).doFinal(message, IV_BYTES, length - IV_BYTES, plaintext, 0);
  }

  /** The Cipher that wants all that comes after the IV. */
  public Cipher startDecryption(byte[] message) throws GeneralSecurityException {
    decryptor.init(Cipher.DECRYPT_MODE, key, iv(message));
    return decryptor;
  }

  /** How many bytes {@link #startDecryption} has read. */
  public static int ivBytes() {
    return IV_BYTES;
  }

  private static GCMParameterSpec iv(byte[] message) {
    return new GCMParameterSpec(TAG_BYTES * Byte.SIZE, message, 0, IV_BYTES);
  }
}
