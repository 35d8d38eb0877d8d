package io.github.kmsjca.internal.generator;

import io.github.kmsjca.internal.algorithm.GeneratorAlgorithm;
import io.github.kmsjca.internal.algorithm.KeyFamily;
import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.configuration.ConfigurationException;
import io.github.kmsjca.internal.key.OtherInstance;
import io.github.kmsjca.internal.key.PairCheck;
import io.github.kmsjca.internal.key.PrivateKeys;
import io.github.kmsjca.internal.key.PublicKeys;
import io.github.kmsjca.internal.key.SecretKeyHandle;
import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.Purpose;
import io.github.kmsjca.internal.kms.call.GenerateDataKey;
import io.github.kmsjca.internal.kms.call.GenerateDataKeyPair;
import io.github.kmsjca.spec.DataKeyParameterSpec;
import io.github.kmsjca.spec.WrappedDataKey;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/** Data keys and pairs, each by one GenerateDataKey or GenerateDataKeyPair. */
final class DataKeyOrder implements Order {
  private static final int BITS_OF_A_BYTE = 8;

  private final GeneratorAlgorithm row;
  private final SecretKeyHandle wrappingKey;
  private final KeyUse use;
  private final KeySpec spec;
  private final int bits;
  private final Workshop workshop;

  private DataKeyOrder(
      GeneratorAlgorithm row, SecretKeyHandle key, DataKeyParameterSpec wanted, Workshop workshop)
      throws InvalidAlgorithmParameterException {
    this.row = row;
    this.wrappingKey = key;
    this.use = use(key, wanted);
    this.spec = wanted.keySpec().map(KeySpec::valueOf).orElse(row.defaultSpec());
    this.bits = wanted.bits().orElse(spec.bits());
    this.workshop = workshop;
    if (row.isOfPairs()) {
      requirePair(wanted);
    } else {
      requireSecret(wanted);
    }
  }

  private static KeyUse use(SecretKeyHandle key, DataKeyParameterSpec wanted)
      throws InvalidAlgorithmParameterException {
    try {
      return key.use().with(wanted.grantTokens());
    } catch (IllegalArgumentException e) {
      throw new InvalidAlgorithmParameterException(
          "key and parameters together: " + e.getMessage(), e);
    }
  }

  /**
   * Data keys as the parameters say.
   *
   * @throws InvalidAlgorithmParameterException if the wrapping key is another instance's or does
   *     not encrypt, or there are no such data keys
   */
  static DataKeyOrder of(GeneratorAlgorithm row, DataKeyParameterSpec wanted, Workshop workshop)
      throws InvalidAlgorithmParameterException {
    OtherInstance.requireUsableParameter(wanted.wrappingKey());
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
    return new DataKeyOrder(row, handle, wanted, workshop);
  }

  /** What cannot be unwrapped afterwards shall not be wrapped. */
  private static void requirePermittedUse(SecretKeyHandle handle, Workshop workshop)
      throws InvalidAlgorithmParameterException {
    try {
      String permitted = Purpose.DIRECT.excludedBy(workshop.settings().get());
      if (permitted != null) {
        throw new InvalidAlgorithmParameterException(
            handle.arn()
                + " wraps no data keys: the setting usage="
                + permitted
                + " keeps this provider's keys to"
                + " messages, and data keys are unwrapped by AWSKMS");
      }
    } catch (ConfigurationException e) {
      throw new InvalidAlgorithmParameterException(e.getMessage(), e);
    }
  }

  private void requirePair(DataKeyParameterSpec wanted) throws InvalidAlgorithmParameterException {
    if (!row.suits(spec)) {
      throw new InvalidAlgorithmParameterException(
          "a " + spec + " pair is none of " + row.jcaName() + ", which has " + row.keySpecs());
    }
    if (spec.family() == KeyFamily.ML_DSA) {
      throw new InvalidAlgorithmParameterException("KMS makes no data key pairs of " + spec);
    }
    if (wanted.bits().isPresent()) {
      throw new InvalidAlgorithmParameterException(
          "the size of a pair is said by its key spec, as in RSA_4096, not in bits");
    }
  }

  private void requireSecret(DataKeyParameterSpec wanted)
      throws InvalidAlgorithmParameterException {
    if (wanted.keySpec().isPresent()) {
      throw new InvalidAlgorithmParameterException(
          "the size of a secret data key is said in bits, not by a key spec");
    }
    if (spec.family() == KeyFamily.SYMMETRIC && bits != 128 && bits != 192 && bits != 256) {
      throw new InvalidAlgorithmParameterException("AES has no keys of " + bits + " bits");
    }
  }

  @Override
  public KeyPair keyPair() {
    GenerateDataKeyPair.Generated made;
    try {
      made =
          workshop
              .gateway()
              .perform(
                  new GenerateDataKeyPair(
                      use, spec, wrappingKey.encryptionContext(), Purpose.DIRECT));
    } catch (KmsCallException e) {
      throw new ProviderException(e.getMessage(), e);
    }
    try {
      PublicKey publicKey = PublicKeys.decode(spec, new X509EncodedKeySpec(made.publicKey()));
      if (!PairCheck.isPair(made.privateKey(), made.publicKey())) {
        throw new InvalidKeyException("the public key is not that of the private key");
      }
      PrivateKey key = PrivateKeys.decode(made.privateKey(), spec.family().jcaName());
      return new KeyPair(
          publicKey,
          SoftwarePrivateKey.of(
              key, wrapped(made.ciphertext(), key.getAlgorithm(), Cipher.PRIVATE_KEY)));
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      throw unusable("GenerateDataKeyPair", e);
    } finally {
      Arrays.fill(made.privateKey(), (byte) 0);
    }
  }

  @Override
  public SecretKey secretKey() {
    GenerateDataKey.Generated made;
    try {
      made =
          workshop
              .gateway()
              .perform(
                  new GenerateDataKey(
                      use, bits / BITS_OF_A_BYTE, wrappingKey.encryptionContext(), Purpose.DIRECT));
    } catch (KmsCallException e) {
      throw new ProviderException(e.getMessage(), e);
    }
    try {
      return new SoftwareSecretKey(
          made.plaintext(), wrapped(made.ciphertext(), row.jcaName(), Cipher.SECRET_KEY));
    } catch (IllegalArgumentException e) {
      Arrays.fill(made.plaintext(), (byte) 0);
      throw unusable("GenerateDataKey", e);
    }
  }

  private WrappedDataKey wrapped(byte[] blob, String algorithm, int type) {
    return new WrappedDataKey(
        wrappingKey.arn(), blob, algorithm, type, wrappingKey.encryptionContext());
  }

  private ProviderException unusable(String operation, Exception cause) {
    return new ProviderException(
        "KMS "
            + operation
            + " with key "
            + wrappingKey.arn()
            + " answered what is of no use: "
            + cause.getMessage()
            + ". Check what stands between this machine and KMS",
        cause);
  }
}
