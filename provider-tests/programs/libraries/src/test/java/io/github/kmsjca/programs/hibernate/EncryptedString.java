package io.github.kmsjca.programs.hibernate;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

// guide: encrypting.md
@Converter
public class EncryptedString implements AttributeConverter<String, byte[]> {
  private final SecretKey key;

  public EncryptedString() throws GeneralSecurityException, IOException {
    KeyStore keys = KeyStore.getInstance("AWSKMS");
    keys.load(null, null);
    key = (SecretKey) keys.getKey("vault", null);
  }

  @Override
  public byte[] convertToDatabaseColumn(String value) {
    return value == null ? null : apply(Cipher.ENCRYPT_MODE, value.getBytes(UTF_8));
  }

  @Override
  public String convertToEntityAttribute(byte[] column) {
    return column == null ? null : new String(apply(Cipher.DECRYPT_MODE, column), UTF_8);
  }

  private byte[] apply(int mode, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key);
      cipher.updateAAD("customer.iban".getBytes(UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
// end of guide
