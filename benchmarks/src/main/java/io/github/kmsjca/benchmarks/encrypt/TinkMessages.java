package io.github.kmsjca.benchmarks.encrypt;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.KmsEnvelopeAead;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.security.GeneralSecurityException;

/** Tink's AES-256-GCM, with a key in memory or with a data key for each message. */
final class TinkMessages implements MessageEncryption {
  private static final byte[] NO_ASSOCIATED_DATA = {};

  private final Aead aead;

  private TinkMessages(Aead aead) {
    this.aead = aead;
  }

  static TinkMessages ofAesGcm() throws GeneralSecurityException {
    AeadConfig.register();
    return new TinkMessages(
        KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get())
            .getPrimitive(RegistryConfiguration.get(), Aead.class));
  }

  /** It asks KMS for each message; here KMS answers at once, for nothing. */
  static TinkMessages ofEnvelope() throws GeneralSecurityException {
    AeadConfig.register();
    return new TinkMessages(
        KmsEnvelopeAead.create(PredefinedAeadParameters.AES256_GCM, new FreeKms()));
  }

  @Override
  public byte[] encrypt(byte[] plaintext) throws GeneralSecurityException {
    return aead.encrypt(plaintext, NO_ASSOCIATED_DATA);
  }

  @Override
  public byte[] decrypt(byte[] message) throws GeneralSecurityException {
    return aead.decrypt(message, NO_ASSOCIATED_DATA);
  }

  private static final class FreeKms implements Aead {
    @Override
    public byte[] encrypt(byte[] dataKey, byte[] associatedData) {
      return dataKey.clone();
    }

    @Override
    public byte[] decrypt(byte[] wrapped, byte[] associatedData) {
      return wrapped.clone();
    }
  }
}
