package io.github.kmsjca.samples.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import org.apache.spark.sql.api.java.UDF2;

/** What {@link EncryptIban} wrote; the job fails if a value was altered or moved to another row. */
public class DecryptIban implements UDF2<Long, byte[], String> {
  private static final long serialVersionUID = 1L;
  private final SecretKey key;

  public DecryptIban(SecretKey key) {
    this.key = key;
  }

  @Override
  public String call(Long id, byte[] message) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.DECRYPT_MODE, key);
    cipher.updateAAD(("customer.iban:" + id).getBytes(UTF_8));
    return new String(cipher.doFinal(message), UTF_8);
  }
}
