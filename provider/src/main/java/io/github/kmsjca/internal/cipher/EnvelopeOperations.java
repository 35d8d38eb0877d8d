package io.github.kmsjca.internal.cipher;

import io.github.kmsjca.internal.algorithm.CipherAlgorithm;
import io.github.kmsjca.internal.algorithm.CipherScheme;
import io.github.kmsjca.internal.algorithm.MessageSuite;
import io.github.kmsjca.internal.configuration.ConfigurationException;
import io.github.kmsjca.internal.datakey.EncryptionRequest;
import io.github.kmsjca.internal.envelope.BufferedDecryptor;
import io.github.kmsjca.internal.envelope.DecryptionPolicy;
import io.github.kmsjca.internal.envelope.EnvelopeSettings;
import io.github.kmsjca.internal.envelope.Envelopes;
import io.github.kmsjca.internal.envelope.FramedDecryptor;
import io.github.kmsjca.internal.envelope.MessageCrypto;
import io.github.kmsjca.internal.envelope.MessageEncryptor;
import io.github.kmsjca.internal.key.SecretKeyHandle;
import io.github.kmsjca.internal.kms.KeyUse;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/**
 * Makes the operations whose ciphertexts are AWS Encryption SDK messages. One for each Cipher: what
 * costs time to get is kept from init to init. Nothing here does I/O.
 */
public final class EnvelopeOperations {
  private static final MessageSuite SUITE = MessageSuite.AES_256_GCM_HKDF_SHA512_COMMIT_KEY;

  private final Envelopes envelopes;
  private @Nullable MessageCrypto crypto;
  private @Nullable EncryptionRequest lastRequest;
  private @Nullable SecretKeyHandle lastKey;
  private @Nullable DecryptionPolicy lastPolicy;
  private @Nullable SecretKeyHandle lastPolicyKey;
  private @Nullable SecretKeyHandle lastIvKey;
  private byte @Nullable [] lastIv;

  public EnvelopeOperations(Envelopes envelopes) {
    this.envelopes = envelopes;
  }

  /**
   * Offline: what can be refused without asking KMS is refused here. The key is known to be of this
   * provider instance, symmetric, and permitted to encrypt messages.
   *
   * @param row of scheme ENVELOPE or FRAMED
   * @param opmode one of the four of {@link Cipher}
   */
  CipherOperation create(
      CipherAlgorithm row,
      int opmode,
      SecretKeyHandle key,
      @Nullable AlgorithmParameterSpec parameters)
      throws InvalidKeyException, InvalidAlgorithmParameterException {
    EnvelopeSettings settings;
    MessageCrypto own;
    try {
      settings = envelopes.settings();
      own = crypto();
    } catch (ConfigurationException e) {
      throw new InvalidKeyException(e.getMessage(), e);
    }
    EnvelopeTerms terms = EnvelopeTerms.of(key, parameters);
    boolean encrypts = opmode == Cipher.ENCRYPT_MODE || opmode == Cipher.WRAP_MODE;
    if (encrypts) {
      return encryption(own, settings, key, terms);
    }
    DecryptionPolicy policy = policy(settings, key, terms);
    if (row.scheme() == CipherScheme.FRAMED) {
      return new FramedDecryptOperation(
          () -> new FramedDecryptor(own, envelopes.source(), policy, settings.framedSigned()),
          terms.iv());
    }
    return new BufferedDecryptOperation(
        new BufferedDecryptor(own, envelopes.source()), policy, settings.maxBuffered());
  }

  private CipherOperation encryption(
      MessageCrypto own, EnvelopeSettings settings, SecretKeyHandle key, EnvelopeTerms terms)
      throws InvalidAlgorithmParameterException {
    byte[] given = terms.iv();
    if (given != null && key.equals(lastIvKey) && Arrays.equals(given, lastIv)) {
      throw new InvalidAlgorithmParameterException(
          "the IV was used with this key by the encryption before: it must be another each time");
    }
    MessageEncryptor encryptor =
        new MessageEncryptor(
            own, envelopes.source(), settings.frameLength(), request(key, terms), given);
    lastIv = encryptor.iv();
    lastIvKey = key;
    return new EncryptOperation(encryptor);
  }

  /** The same for all messages with a key and nothing else; its parts are compared often. */
  private EncryptionRequest request(SecretKeyHandle key, EnvelopeTerms terms)
      throws InvalidAlgorithmParameterException {
    EncryptionRequest known = lastRequest;
    if (known != null && isSame(key, lastKey) && terms.isOfKeyOnly()) {
      return known;
    }
    EncryptionRequest request =
        new EncryptionRequest(key.gateway(), terms.recipients(key), terms.context(), SUITE);
    lastRequest = terms.isOfKeyOnly() ? request : null;
    lastKey = key;
    return request;
  }

  private DecryptionPolicy policy(
      EnvelopeSettings settings, SecretKeyHandle key, EnvelopeTerms terms) {
    DecryptionPolicy known = lastPolicy;
    boolean isCommon = terms.isOfKeyOnly() && terms.iv() == null;
    if (known != null && isCommon && isSame(key, lastPolicyKey)) {
      return known;
    }
    List<KeyUse> keys = new ArrayList<>(List.of(terms.use()));
    settings.decryptKeys().forEach(former -> keys.add(terms.use().forKey(former)));
    DecryptionPolicy policy =
        new DecryptionPolicy(
            key.gateway(),
            keys,
            terms.context(),
            settings.requireContext(),
            settings.legacySuites(),
            terms.iv());
    lastPolicy = isCommon ? policy : null;
    lastPolicyKey = key;
    return policy;
  }

  /** Equal handles are of one key and context; what they tell KMS beside may still differ. */
  private static boolean isSame(SecretKeyHandle key, @Nullable SecretKeyHandle last) {
    return last != null && key.equals(last) && key.use().equals(last.use());
  }

  private MessageCrypto crypto() throws ConfigurationException {
    MessageCrypto own = crypto;
    if (own == null) {
      own = envelopes.newCrypto();
      crypto = own;
    }
    return own;
  }
}
