package io.github.kmsjca.benchmarks.encrypt;

import java.security.GeneralSecurityException;
import java.security.Provider;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/** Ours: the standard transformation with a KMS key, the object reused, init for each message. */
public final class JcaEnvelope implements MessageEncryption {
  private final SecretKey key;
  private final Cipher encryptor;
  private final Cipher decryptor;

  public JcaEnvelope(Provider provider, SecretKey key) throws GeneralSecurityException {
    this.key = key;
    this.encryptor = Cipher.getInstance("AES/GCM/NoPadding", provider);
    this.decryptor = Cipher.getInstance("AES/GCM/NoPadding", provider);
  }

  @Override
  public byte[] encrypt(byte[] plaintext) throws GeneralSecurityException {
    encryptor.init(Cipher.ENCRYPT_MODE, key);
    return encryptor.doFinal(plaintext);
  }

  @Override
  public byte[] decrypt(byte[] message) throws GeneralSecurityException {
    decryptor.init(Cipher.DECRYPT_MODE, key);
    return decryptor.doFinal(message);
  }
}
