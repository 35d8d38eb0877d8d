package io.github.kmsjca.samples.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import org.apache.flink.api.common.functions.MapFunction;

/** What {@link EncryptRecord} made; the job fails if a message was altered. */
public final class DecryptRecord implements MapFunction<byte[], String> {
  private static final long serialVersionUID = 1L;
  private final SecretKey key;

  public DecryptRecord(SecretKey key) {
    this.key = key;
  }

  @Override
  public String map(byte[] message) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.DECRYPT_MODE, key);
    return new String(cipher.doFinal(message), UTF_8);
  }
}
