package io.github.kmsjca.internal.cipher;

import io.github.kmsjca.internal.algorithm.CipherAlgorithm;
import io.github.kmsjca.internal.algorithm.CipherScheme;
import io.github.kmsjca.internal.algorithm.KeyFamily;
import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.KeyUsage;
import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.internal.configuration.ConfigurationException;
import io.github.kmsjca.internal.configuration.Settings;
import io.github.kmsjca.internal.key.KeyHandle;
import io.github.kmsjca.internal.key.PrivateKeyHandle;
import io.github.kmsjca.internal.key.PublicKeys;
import io.github.kmsjca.internal.key.SecretKeyHandle;
import io.github.kmsjca.internal.kms.ClassPathFailure;
import io.github.kmsjca.internal.kms.Purpose;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/** The operations of one row. Offline: what can be refused without asking KMS is refused here. */
final class OwnOperations {
  private final CipherAlgorithm row;
  private final Settings settings;
  private final EnvelopeOperations envelopes;

  OwnOperations(CipherAlgorithm row, Settings settings, EnvelopeOperations envelopes) {
    this.row = row;
    this.settings = settings;
    this.envelopes = envelopes;
  }

  /** With a key of this provider instance. */
  CipherOperation withKeyOfOurs(
      int opmode, KeyHandle key, @Nullable AlgorithmParameterSpec parameters)
      throws InvalidKeyException, InvalidAlgorithmParameterException {
    requireSuitable(key);
    if (key instanceof SecretKeyHandle secret) {
      requirePermittedUse(secret);
      return symmetric(opmode, secret, parameters);
    }
    PrivateKeyHandle privateKey = (PrivateKeyHandle) key;
    if (isEncryption(opmode)) {
      throw new InvalidKeyException(
          key.arn()
              + " is a private key, which decrypts and unwraps: encrypt and wrap with its public"
              + " key, from KmsPrivateKey.publicKey() or the certificate");
    }
    return row.scheme() == CipherScheme.SM2
        ? Sm2Decryption.with(privateKey, parameters)
        : OaepDecryption.with(row, privateKey, parameters);
  }

  private void requireSuitable(KeyHandle key) throws InvalidKeyException {
    key.requireOpen();
    if (!row.suits(key.spec())) {
      throw key.unsuitableFor(row.jcaName());
    }
    if (key.getAlgorithm().equals(SignatureAlgorithm.RSASSA_PSS.jcaName())) {
      throw new InvalidKeyException(
          key.arn()
              + " is bound to "
              + key.getAlgorithm()
              + " by its certificate; it cannot do "
              + row.jcaName());
    }
    key.requireUsage(KeyUsage.ENCRYPT_DECRYPT, "Decrypt");
  }

  /** The gateway would refuse it too, but only once the message is there. */
  private void requirePermittedUse(SecretKeyHandle key) throws InvalidKeyException {
    Purpose purpose = row.scheme() == CipherScheme.DIRECT ? Purpose.DIRECT : Purpose.ENVELOPE;
    String permitted;
    try {
      permitted = purpose.excludedBy(settings.get());
    } catch (ConfigurationException e) {
      throw new InvalidKeyException(e.getMessage(), e);
    }
    if (permitted != null) {
      throw new InvalidKeyException(
          key.arn()
              + " may not be used with "
              + row.jcaName()
              + ": the setting usage="
              + permitted
              + " keeps this provider's keys to one way of encryption");
    }
  }

  private CipherOperation symmetric(
      int opmode, SecretKeyHandle key, @Nullable AlgorithmParameterSpec parameters)
      throws InvalidKeyException, InvalidAlgorithmParameterException {
    if (row.scheme() == CipherScheme.DIRECT) {
      return DirectOperation.with(isEncryption(opmode), key, parameters);
    }
    return envelopes.create(row, opmode, key, parameters);
  }

  /**
   * With a key of nobody's that this row serves all the same; {@code null} if it does not. Such are
   * SM2 public keys: what others make of the name is not what KMS decrypts.
   */
  @Nullable CipherOperation withOrphan(
      int opmode,
      @Nullable Key key,
      @Nullable AlgorithmParameterSpec parameters,
      @Nullable SecureRandom random)
      throws InvalidKeyException, InvalidAlgorithmParameterException {
    if (row.scheme().family() != KeyFamily.SM2
        || !isEncryption(opmode)
        || !(key instanceof PublicKey publicKey)) {
      return null;
    }
    try {
      return PublicKeys.specOf(publicKey) == KeySpec.SM2
          ? Sm2Encryption.with(publicKey, parameters, random)
          : null;
    } catch (LinkageError e) {
      throw new InvalidKeyException(ClassPathFailure.text(e), e);
    }
  }

  private static boolean isEncryption(int opmode) {
    return opmode == Cipher.ENCRYPT_MODE || opmode == Cipher.WRAP_MODE;
  }
}
