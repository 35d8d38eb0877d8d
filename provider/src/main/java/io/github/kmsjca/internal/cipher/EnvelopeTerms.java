package io.github.kmsjca.internal.cipher;

import io.github.kmsjca.internal.envelope.MessageEncryptor;
import io.github.kmsjca.internal.key.OtherInstance;
import io.github.kmsjca.internal.key.SecretKeyHandle;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.message.MessageLimits;
import io.github.kmsjca.spec.EnvelopeParameterSpec;
import io.github.kmsjca.spec.KmsSecretKey;
import java.security.InvalidAlgorithmParameterException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * What a handle and the parameters say together.
 *
 * @param context the handle's and the parameters' pairs
 * @param use the key, and what the parameters add to it
 * @param further recipients beside the handle's key
 * @param iv {@code null} if none is given
 * @param isOfKeyOnly true if the parameters add nothing to the handle but perhaps the IV
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record EnvelopeTerms(
    Map<String, String> context,
    KeyUse use,
    List<KmsSecretKey> further,
    byte @Nullable [] iv,
    boolean isOfKeyOnly) {

  static EnvelopeTerms of(SecretKeyHandle key, @Nullable AlgorithmParameterSpec parameters)
      throws InvalidAlgorithmParameterException {
    if (parameters == null) {
      return new EnvelopeTerms(key.encryptionContext(), key.use(), List.of(), null, true);
    }
    if (parameters instanceof GCMParameterSpec gcm) {
      return new EnvelopeTerms(key.encryptionContext(), key.use(), List.of(), iv(gcm), true);
    }
    if (parameters instanceof EnvelopeParameterSpec envelope) {
      return new EnvelopeTerms(
          merged(key.encryptionContext(), envelope.encryptionContext()),
          merged(key.use(), envelope),
          envelope.recipients(),
          envelope.iv().orElse(null),
          false);
    }
    throw new InvalidAlgorithmParameterException(
        "parameters of "
            + parameters.getClass().getName()
            + " are not known here: GCMParameterSpec and EnvelopeParameterSpec are");
  }

  private static byte[] iv(GCMParameterSpec gcm) throws InvalidAlgorithmParameterException {
    if (gcm.getTLen() != GcmParameters.TAG_BITS) {
      throw new InvalidAlgorithmParameterException(
          "tags have 128 bits in AWS Encryption SDK messages, not " + gcm.getTLen());
    }
    byte[] iv = gcm.getIV();
    if (iv == null || iv.length != MessageEncryptor.IV_LENGTH) {
      throw new InvalidAlgorithmParameterException(
          "the IV must have 12 bytes: it begins the message id");
    }
    return iv;
  }

  private static KeyUse merged(KeyUse ofKey, EnvelopeParameterSpec given)
      throws InvalidAlgorithmParameterException {
    try {
      return ofKey.with(given.grantTokens());
    } catch (IllegalArgumentException e) {
      throw new InvalidAlgorithmParameterException(
          "key and parameters together: " + e.getMessage(), e);
    }
  }

  private static Map<String, String> merged(Map<String, String> ofKey, Map<String, String> given)
      throws InvalidAlgorithmParameterException {
    Map<String, String> merged = new LinkedHashMap<>(ofKey);
    for (Map.Entry<String, String> pair : given.entrySet()) {
      String before = merged.put(pair.getKey(), pair.getValue());
      if (before != null && !before.equals(pair.getValue())) {
        throw new InvalidAlgorithmParameterException(
            "key and parameters have different values of '"
                + pair.getKey()
                + "' in their encryption contexts");
      }
    }
    try {
      return KmsSecretKey.checkedContext(merged);
    } catch (IllegalArgumentException e) {
      throw new InvalidAlgorithmParameterException(
          "key and parameters together: " + e.getMessage(), e);
    }
  }

  /** Counts only: the rest is not for logs. */
  @Override
  public String toString() {
    return "terms with " + context.size() + " pairs for " + use;
  }

  /** All keys that shall be able to decrypt, the handle's first. */
  List<KeyUse> recipients(SecretKeyHandle key) throws InvalidAlgorithmParameterException {
    Set<KeyArn> arns = new LinkedHashSet<>();
    arns.add(key.keyArn());
    for (KmsSecretKey recipient : further) {
      OtherInstance.requireUsableParameter(recipient);
      if (!(recipient instanceof SecretKeyHandle handle) || handle.gateway() != key.gateway()) {
        throw new InvalidAlgorithmParameterException(
            "the recipient " + recipient.arn() + " is a key of another provider instance");
      }
      arns.add(handle.keyArn());
    }
    int most = MessageLimits.DEFAULT.maxDataKeys();
    if (arns.size() > most) {
      throw new InvalidAlgorithmParameterException(
          arns.size() + " recipients: a message has at most " + most);
    }
    return arns.stream().map(use::forKey).toList();
  }
}
