package io.github.kmsjca.samples.files;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.samples.files.Options.Mode;
import io.github.kmsjca.spec.EnvelopeParameterSpec;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyStore;
import java.security.Security;
import java.security.UnrecoverableKeyException;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/** The key, and ciphers for it. All that knows of KMS is here. */
final class KmsCipher {
  private static final String PROVIDER = "AWSKMS";

  private final SecretKey key;
  private final EnvelopeParameterSpec parameters;

  private KmsCipher(SecretKey key, EnvelopeParameterSpec parameters) {
    this.key = key;
    this.parameters = parameters;
  }

  static KmsCipher of(String alias, Map<String, String> context)
      throws GeneralSecurityException, IOException, UsageException {
    EnvelopeParameterSpec parameters = parameters(context);
    if (Security.getProvider(PROVIDER) == null) {
      KmsProvider.install();
    }
    KeyStore keys = KeyStore.getInstance(PROVIDER);
    keys.load(null, null);
    Key key = keys.getKey(alias, null);
    if (key == null) {
      throw new UnrecoverableKeyException("there is no such key in this account and Region");
    }
    if (!(key instanceof SecretKey secret)) {
      throw new InvalidKeyException(
          "it is of the kind " + key.getAlgorithm() + ", and not symmetric");
    }
    return new KmsCipher(secret, parameters);
  }

  private static EnvelopeParameterSpec parameters(Map<String, String> context)
      throws UsageException {
    try {
      return EnvelopeParameterSpec.builder().encryptionContext(context).build();
    } catch (IllegalArgumentException e) {
      throw new UsageException(Reason.of(e));
    }
  }

  /** One for each message. */
  Cipher cipher(Mode mode) throws GeneralSecurityException {
    int opmode = mode == Mode.ENCRYPT ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE;
    Cipher cipher = Cipher.getInstance("AWSKMS/Framed/NoPadding");
    cipher.init(opmode, key, parameters);
    return cipher;
  }
}
