package io.github.kmsjca.internal.generator;

import io.github.kmsjca.internal.algorithm.GeneratorAlgorithm;
import io.github.kmsjca.internal.algorithm.KeyFamily;
import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.configuration.ConfigurationException;
import io.github.kmsjca.internal.configuration.Setting;
import io.github.kmsjca.internal.key.SecretKeyHandle;
import io.github.kmsjca.internal.kms.EncryptionTerms;
import io.github.kmsjca.internal.kms.GeneratedDataKey;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.spec.DataKeyParameterSpec;
import io.github.kmsjca.spec.WrappedDataKey;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyPair;
import java.security.ProviderException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/** Data keys, each by one GenerateDataKey. */
final class DataKeyOrder implements Order {
  private static final int BITS_OF_A_BYTE = 8;

  private final GeneratorAlgorithm row;
  private final SecretKeyHandle wrappingKey;
  private final EncryptionTerms terms;
  private final int length;
  private final Workshop workshop;

  private DataKeyOrder(
      GeneratorAlgorithm row,
      SecretKeyHandle wrappingKey,
      EncryptionTerms terms,
      int length,
      Workshop workshop) {
    this.row = row;
    this.wrappingKey = wrappingKey;
    this.terms = terms;
    this.length = length;
    this.workshop = workshop;
  }

  /**
   * Data keys as the parameters say.
   *
   * @throws InvalidAlgorithmParameterException if the wrapping key is another instance's or does
   *     not encrypt, or there are no such data keys
   */
  static DataKeyOrder of(GeneratorAlgorithm row, DataKeyParameterSpec wanted, Workshop workshop)
      throws InvalidAlgorithmParameterException {
    if (row.isOfPairs()) {
      throw new InvalidAlgorithmParameterException(
          "data keys are secret keys: of a KeyGenerator, AES say, not of " + row.jcaName());
    }
    if (!(wanted.wrappingKey() instanceof SecretKeyHandle handle)
        || !handle.belongsTo(workshop.resolver())) {
      throw new InvalidAlgorithmParameterException(
          wanted.wrappingKey().arn()
              + " is a key of another provider instance than "
              + workshop.resolver().providerName());
    }
    if (handle.spec() != KeySpec.SYMMETRIC_DEFAULT) {
      throw new InvalidAlgorithmParameterException(
          handle.arn() + " is a " + handle.spec() + " key, which wraps no data keys");
    }
    requirePermittedUse(handle, workshop);
    int bits = wanted.bits().orElse(row.defaultSpec().bits());
    if (row.defaultSpec().family() == KeyFamily.SYMMETRIC
        && bits != 128
        && bits != 192
        && bits != 256) {
      throw new InvalidAlgorithmParameterException("AES has no keys of " + bits + " bits");
    }
    return new DataKeyOrder(
        row,
        handle,
        new EncryptionTerms(handle.encryptionContext(), wanted.grantTokens()),
        bits / BITS_OF_A_BYTE,
        workshop);
  }

  /** What cannot be unwrapped afterwards shall not be wrapped. */
  private static void requirePermittedUse(SecretKeyHandle handle, Workshop workshop)
      throws InvalidAlgorithmParameterException {
    try {
      if (workshop.settings().get().text(Setting.USAGE).orElse("").equals("envelope")) {
        throw new InvalidAlgorithmParameterException(
            handle.arn()
                + " wraps no data keys: the setting usage=envelope keeps this provider's keys to"
                + " messages, and data keys are unwrapped by AWSKMS");
      }
    } catch (ConfigurationException e) {
      throw new InvalidAlgorithmParameterException(e.getMessage(), e);
    }
  }

  @Override
  public KeyPair keyPair() {
    throw new IllegalStateException(row + " makes no pairs");
  }

  @Override
  public SecretKey secretKey() {
    GeneratedDataKey made;
    try {
      made = workshop.gateway().generateDataKey(wrappingKey.keyArn(), length, terms);
    } catch (KmsCallException e) {
      throw new ProviderException(e.getMessage(), e);
    }
    try {
      WrappedDataKey wrapped =
          new WrappedDataKey(
              wrappingKey.arn(),
              made.ciphertext(),
              row.jcaName(),
              Cipher.SECRET_KEY,
              terms.context());
      return new SoftwareSecretKey(made.plaintext(), wrapped);
    } catch (IllegalArgumentException e) {
      Arrays.fill(made.plaintext(), (byte) 0);
      throw new ProviderException(
          "KMS GenerateDataKey with key " + wrappingKey.arn() + ": " + e.getMessage(), e);
    }
  }
}
