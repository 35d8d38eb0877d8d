package io.github.kmsjca.samples.spark;

import io.github.kmsjca.spec.FailedKmsCall;
import io.github.kmsjca.spec.KmsFailure;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.ProviderException;
import java.util.Base64;
import javax.crypto.Cipher;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.crypto.KeyAccessDeniedException;
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
    try {
      return crypt(Cipher.DECRYPT_MODE, masterKey, Base64.getDecoder().decode(wrapped));
    } catch (IllegalArgumentException e) {
      throw new ParquetCryptoRuntimeException("the wrapped key is not Base64", e);
    }
  }

  private byte[] crypt(int mode, String masterKey, byte[] input) {
    try {
      Key key = keys.getKey(masterKey, null);
      if (key == null) {
        throw new ParquetCryptoRuntimeException("KMS has no such master key");
      }
      Cipher cipher = Cipher.getInstance("AWSKMS");
      cipher.init(mode, key);
      return cipher.doFinal(input);
    } catch (GeneralSecurityException | ProviderException e) {
      // The name may come from a file that anybody wrote: the cause has it, fit to be printed.
      throw isDenied(e)
          ? new KeyAccessDeniedException("KMS denies the use of a master key", e)
          : new ParquetCryptoRuntimeException("a master key cannot be used", e);
    }
  }

  private static boolean isDenied(Exception e) {
    return FailedKmsCall.in(e).map(FailedKmsCall::failure).stream()
        .anyMatch(KmsFailure.ACCESS_DENIED::equals);
  }
}
