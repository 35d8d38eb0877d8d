package io.github.kmsjca.samples.spark;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.crypto.Cipher;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.crypto.ParquetCryptoRuntimeException;
import org.apache.parquet.crypto.keytools.KmsClient;

/** Parquet's keys, wrapped by keys in KMS. Parquet's name of a master key is its alias here. */
public final class JcaKmsClient implements KmsClient {
  private KeyStore keys;

  @Override
  public void initialize(
      Configuration configuration, String instanceId, String instanceUrl, String accessToken) {
    try {
      keys = KeyStore.getInstance("AWSKMS");
      keys.load(null, null);
    } catch (GeneralSecurityException | IOException e) {
      throw new ParquetCryptoRuntimeException(e);
    }
  }

  @Override
  public String wrapKey(byte[] key, String masterKey) {
    return Base64.getEncoder().encodeToString(crypt(Cipher.ENCRYPT_MODE, masterKey, key));
  }

  @Override
  public byte[] unwrapKey(String wrapped, String masterKey) {
    return crypt(Cipher.DECRYPT_MODE, masterKey, Base64.getDecoder().decode(wrapped));
  }

  private byte[] crypt(int mode, String masterKey, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AWSKMS");
      cipher.init(mode, keys.getKey(masterKey, null));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new ParquetCryptoRuntimeException("master key " + masterKey, e);
    }
  }
}
