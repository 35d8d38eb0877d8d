package io.github.kmsjca.internal.cipher;

import io.github.kmsjca.internal.key.SecretKeyHandle;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.Purpose;
import io.github.kmsjca.internal.kms.call.Decrypt;
import io.github.kmsjca.internal.kms.call.Encrypt;
import io.github.kmsjca.spec.EnvelopeParameterSpec;
import java.security.InvalidAlgorithmParameterException;
import java.security.ProviderException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import javax.crypto.IllegalBlockSizeException;
import org.jspecify.annotations.Nullable;

/**
 * KMS Encrypt and Decrypt themselves: one call per message, the ciphertext KMS's own
 * CiphertextBlob. Associated data becomes a pair of the encryption context, as Tink's AwsKmsAead
 * writes it. There is no IV to repeat, so both directions go on without a new init.
 */
final class DirectOperation extends WholeMessage {
  /** The pair of the context that has the associated data. */
  static final String AAD_KEY = "associatedData";

  static final int MOST_PLAINTEXT = 4096;
  private static final int MOST_CIPHERTEXT = 6144;

  /** In hexadecimal this is as much as a whole context may be. */
  private static final int MOST_AAD = 4096;

  private static final String ENVELOPES =
      "AES/GCM/NoPadding, AWSKMS/Envelope/NoPadding and AWSKMS/Framed/NoPadding have no such limit";

  private final boolean encrypts;
  private final SecretKeyHandle key;
  private final EnvelopeTerms terms;
  private final StringBuilder aad = new StringBuilder();

  private DirectOperation(boolean encrypts, SecretKeyHandle key, EnvelopeTerms terms) {
    super(encrypts ? MOST_PLAINTEXT : MOST_CIPHERTEXT);
    this.encrypts = encrypts;
    this.key = key;
    this.terms = terms;
  }

  static DirectOperation with(
      boolean encrypts, SecretKeyHandle key, @Nullable AlgorithmParameterSpec parameters)
      throws InvalidAlgorithmParameterException {
    return new DirectOperation(encrypts, key, terms(key, parameters));
  }

  /** What goes with a call: the handle's context, and the parameters. */
  static EnvelopeTerms terms(SecretKeyHandle key, @Nullable AlgorithmParameterSpec parameters)
      throws InvalidAlgorithmParameterException {
    if (parameters != null && !(parameters instanceof EnvelopeParameterSpec)) {
      throw new InvalidAlgorithmParameterException(
          "AWSKMS has no IV and takes no " + parameters.getClass().getSimpleName());
    }
    EnvelopeTerms terms = EnvelopeTerms.of(key, parameters);
    if (terms.iv() != null || !terms.further().isEmpty()) {
      throw new InvalidAlgorithmParameterException(
          "AWSKMS has no IV, and one recipient only; AWSKMS/Envelope/NoPadding has both");
    }
    return terms;
  }

  @Override
  public void updateAad(byte[] bytes, int offset, int count) {
    requireAnswered();
    if (isStarted()) {
      throw new IllegalStateException("associated data comes before the message");
    }
    if (terms.context().containsKey(AAD_KEY)) {
      throw new IllegalStateException(
          "associated data is the pair '"
              + AAD_KEY
              + "' of the encryption context, and the context has such a pair already");
    }
    if (count > MOST_AAD - aad.length() / 2) {
      throw new IllegalArgumentException(
          "associated data of more than "
              + MOST_AAD
              + " bytes is more than an encryption context holds; "
              + ENVELOPES);
    }
    aad.append(HexFormat.of().formatHex(bytes, offset, offset + count));
  }

  @Override
  byte[] finish(byte[] message) throws IllegalBlockSizeException, AEADBadTagException {
    return encrypts ? encrypt(message) : decrypt(message);
  }

  private byte[] encrypt(byte[] plaintext) throws IllegalBlockSizeException {
    if (plaintext.length == 0) {
      throw new IllegalBlockSizeException(
          "KMS encrypts 1 to " + MOST_PLAINTEXT + " bytes, not an empty message");
    }
    try {
      return key.gateway()
          .perform(Encrypt.symmetric(terms.use(), plaintext, contextOfMessage(), Purpose.DIRECT));
    } catch (KmsCallException e) {
      throw KmsFailures.unavailable(e);
    }
  }

  private byte[] decrypt(byte[] ciphertext) throws AEADBadTagException {
    if (ciphertext.length == 0) {
      throw new AEADBadTagException("an empty message is no ciphertext of KMS");
    }
    try {
      return key.gateway()
          .perform(Decrypt.symmetric(terms.use(), ciphertext, contextOfMessage(), Purpose.DIRECT));
    } catch (KmsCallException e) {
      throw KmsFailures.badTag(e);
    }
  }

  private Map<String, String> contextOfMessage() {
    if (aad.isEmpty()) {
      return terms.context();
    }
    Map<String, String> context = new HashMap<>(terms.context());
    context.put(AAD_KEY, aad.toString());
    return context;
  }

  @Override
  boolean isBegun() {
    return super.isBegun() || !aad.isEmpty();
  }

  @Override
  void reset() {
    super.reset();
    aad.setLength(0);
  }

  /** Who streams should learn it now: {@code CipherOutputStream} hides what doFinal says. */
  @Override
  void exceeded() {
    throw new ProviderException(tooLongText());
  }

  @Override
  int largestOutput(int messageLength) {
    return encrypts ? MOST_CIPHERTEXT : Math.min(messageLength, MOST_PLAINTEXT);
  }

  @Override
  String tooLongText(int most) {
    return encrypts
        ? "KMS encrypts at most " + most + " bytes; " + ENVELOPES
        : "a ciphertext of KMS has at most "
            + most
            + " bytes; is it a message of AES/GCM/NoPadding, AWSKMS/Envelope/NoPadding or"
            + " AWSKMS/Framed/NoPadding?";
  }
}
