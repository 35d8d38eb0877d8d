package io.github.kmsjca.benchmarks.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.Provider;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.CipherOutputStream;
import javax.crypto.SecretKey;

/** Ours, through the platform's streams. */
class FramedMessages implements LargeMessages {
  private final SecretKey key;
  private final Cipher encryptor;
  private final Cipher decryptor;

  FramedMessages(Provider provider, SecretKey key) throws GeneralSecurityException {
    this.key = key;
    this.encryptor = Cipher.getInstance("AWSKMS/Framed/NoPadding", provider);
    this.decryptor = Cipher.getInstance("AWSKMS/Framed/NoPadding", provider);
  }

  @Override
  public void encrypt(byte[] plaintext, OutputStream message)
      throws GeneralSecurityException, IOException {
    encryptor.init(Cipher.ENCRYPT_MODE, key);
    LargeMessages.write(plaintext, new CipherOutputStream(message, encryptor));
  }

  @Override
  public void decrypt(Message message, OutputStream plaintext)
      throws GeneralSecurityException, IOException {
    LargeMessages.read(new CipherInputStream(message.stream(), startDecryption()), plaintext);
  }

  final Cipher startDecryption() throws GeneralSecurityException {
    decryptor.init(Cipher.DECRYPT_MODE, key);
    return decryptor;
  }
}
