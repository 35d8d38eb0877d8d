package io.github.kmsjca.benchmarks.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.Provider;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/**
 * Ours, decrypting by {@code update}: CipherInputStream hands over 512 bytes at a time in JDK 17.
 */
final class FramedUpdates extends FramedMessages {
  FramedUpdates(Provider provider, SecretKey key) throws GeneralSecurityException {
    super(provider, key);
  }

  @Override
  public void decrypt(Message message, OutputStream plaintext)
      throws GeneralSecurityException, IOException {
    Cipher cipher = startDecryption();
    for (int at = 0; at < message.size(); at += PIECE) {
      byte[] piece = cipher.update(message.array(), at, Math.min(PIECE, message.size() - at));
      if (piece != null) {
        plaintext.write(piece);
      }
    }
    plaintext.write(cipher.doFinal());
  }
}
