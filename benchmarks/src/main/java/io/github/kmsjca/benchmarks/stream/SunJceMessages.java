package io.github.kmsjca.benchmarks.stream;

import io.github.kmsjca.benchmarks.encrypt.RawAesGcm;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import javax.crypto.CipherInputStream;

/** The platform's AES-256-GCM, which decrypts either in one shot or through CipherInputStream. */
final class SunJceMessages implements LargeMessages {
  private final RawAesGcm raw = RawAesGcm.ofSunJce();
  private final boolean streaming;

  /** Reused, so that no time goes into a new array: that of one shot is to be the best there is. */
  private final byte[] result;

  SunJceMessages(int size, boolean streaming) throws GeneralSecurityException {
    this.streaming = streaming;
    this.result = new byte[size + RawAesGcm.OVERHEAD_BYTES];
  }

  @Override
  public void encrypt(byte[] plaintext, OutputStream message)
      throws GeneralSecurityException, IOException {
    message.write(result, 0, raw.encrypt(plaintext, result));
  }

  @Override
  public void decrypt(Message message, OutputStream plaintext)
      throws GeneralSecurityException, IOException {
    if (streaming) {
      InputStream in = message.stream();
      in.skipNBytes(RawAesGcm.ivBytes());
      LargeMessages.read(
          new CipherInputStream(in, raw.startDecryption(message.array())), plaintext);
    } else {
      plaintext.write(result, 0, raw.decrypt(message.array(), message.size(), result));
    }
  }
}
