package io.github.kmsjca.samples.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import org.apache.flink.api.common.functions.MapFunction;

/** A record, encrypted. The key that travels with the function is a handle. */
// guide: spark.md
public final class EncryptRecord implements MapFunction<String, byte[]> {
  private static final long serialVersionUID = 1L;
  private final SecretKey key;

  public EncryptRecord(SecretKey key) {
    this.key = key;
  }

  @Override
  public byte[] map(String record) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, key);
    return cipher.doFinal(record.getBytes(UTF_8));
  }
}
// end of guide
