package io.github.kmsjca.samples.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import org.apache.spark.sql.api.java.UDF2;

/** A value of a column, encrypted for its row. The key that travels with it is a handle. */
// guide: spark.md
public class EncryptIban implements UDF2<Long, String, byte[]> {
  private static final long serialVersionUID = 1L;
  private final SecretKey key;

  public EncryptIban(SecretKey key) {
    this.key = key;
  }

  @Override
  public byte[] call(Long id, String iban) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, key);
    cipher.updateAAD(("customer.iban:" + id).getBytes(UTF_8));
    return cipher.doFinal(iban.getBytes(UTF_8));
  }
}
// end of guide
