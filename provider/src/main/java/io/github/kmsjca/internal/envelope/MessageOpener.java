package io.github.kmsjca.internal.envelope;

import static io.github.kmsjca.internal.envelope.Refusals.refusal;

import io.github.kmsjca.internal.datakey.DataKeySource;
import io.github.kmsjca.internal.datakey.DecryptionKey;
import io.github.kmsjca.internal.datakey.DecryptionRequest;
import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.message.EncryptedDataKey;
import io.github.kmsjca.internal.message.EncryptionContexts;
import io.github.kmsjca.internal.message.MessageHeader;
import io.github.kmsjca.spec.KmsFailure;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import org.jspecify.annotations.Nullable;

/**
 * From a header to the key of its body, in the format's order: what the caller wants, the data key,
 * the commitment, the header's tag. The first of these that is wrong ends it.
 */
final class MessageOpener {
  /** A message with more copies of its data key for the same KMS key is not a usual one. */
  private static final int MAX_CALLS = 3;

  /** What KMS takes for a CiphertextBlob: of anything else it would say that the call is wrong. */
  private static final int MAX_WRAPPED = 6144;

  /** What KMS takes for an encryption context, in characters. */
  private static final int MAX_CONTEXT = 8192;

  private final MessageCrypto crypto;
  private final DataKeySource source;

  MessageOpener(MessageCrypto crypto, DataKeySource source) {
    this.crypto = crypto;
    this.source = source;
  }

  /** Leaves the message's key in the cipher; afterwards header and AAD are authentic. */
  void open(MessageHeader header, DecryptionPolicy policy)
      throws AEADBadTagException, KmsCallException {
    requireWanted(header, policy);
    DecryptionKey dataKey = unwrap(header, policy);
    KeyDerivation.MessageKey derived;
    try {
      derived = crypto.derivation().derive(header.suite(), header.messageId(), dataKey.bytes());
    } finally {
      dataKey.release();
    }
    crypto.cipher().use(derived.key());
    if (header.suite().commits()
        && !MessageDigest.isEqual(derived.commitment(), header.commitment())) {
      throw refusal("it commits to another data key");
    }
    byte[] aad = crypto.aad().finish();
    try {
      crypto
          .cipher()
          .verifyHeader(header.iv(), header.bytes(), header.bodyLength(), aad, header.tag());
    } catch (AEADBadTagException e) {
      throw refusal("its header was altered, or the additional authenticated data differs", e);
    }
  }

  private static void requireWanted(MessageHeader header, DecryptionPolicy policy)
      throws AEADBadTagException {
    if (!header.suite().commits() && !policy.legacySuites()) {
      throw refusal(
          "its algorithm suite %s does not commit to its key; allowLegacySuites=true permits it"
              .formatted(header.suite()));
    }
    Map<String, String> stored = header.context();
    if (stored.containsKey(AadBinding.CONTEXT_KEY)) {
      throw refusal("it stores " + AadBinding.CONTEXT_KEY + ", which is reserved");
    }
    if (EncryptionContexts.characters(stored) > MAX_CONTEXT) {
      throw refusal("its encryption context is longer than any of KMS");
    }
    boolean isSigned = header.suite().signature() != null;
    if (isSigned != stored.containsKey(MessageSignature.CONTEXT_KEY)) {
      throw refusal("signature and verification key do not go together");
    }
    if (policy.requireContext() && policy.context().isEmpty()) {
      throw refusal("requireContext=true, and no encryption context is expected");
    }
    for (Map.Entry<String, String> pair : policy.context().entrySet()) {
      if (!pair.getValue().equals(stored.get(pair.getKey()))) {
        throw refusal("its encryption context differs at '" + pair.getKey() + "'");
      }
    }
    byte[] iv = policy.iv();
    if (iv != null
        && !Arrays.equals(iv, 0, iv.length, header.messageId(), 0, MessageEncryptor.IV_LENGTH)) {
      throw refusal("it has another IV");
    }
  }

  private DecryptionKey unwrap(MessageHeader header, DecryptionPolicy policy)
      throws AEADBadTagException, KmsCallException {
    KmsCallException failure = null;
    for (DecryptionRequest request : requests(header, policy)) {
      try {
        return source.forDecryption(request);
      } catch (KmsCallException e) {
        failure = worse(failure, e);
      }
    }
    if (failure == null) {
      throw refusal(
          "its data key is wrapped for none of "
              + policy.keys().stream().map(KeyUse::arn).toList());
    }
    if (failure.failure() == KmsFailure.INVALID_CIPHERTEXT) {
      throw refusal("KMS does not know its wrapped data key or its encryption context", failure);
    }
    throw failure;
  }

  /** That KMS could not tell weighs more than that it said no. */
  private static KmsCallException worse(@Nullable KmsCallException one, KmsCallException other) {
    if (one == null) {
      return other;
    }
    boolean isTold = one.failure() == KmsFailure.INVALID_CIPHERTEXT;
    KmsCallException kept = isTold ? other : one;
    kept.addSuppressed(isTold ? one : other);
    return kept;
  }

  /** At most so many, none twice. */
  private static List<DecryptionRequest> requests(MessageHeader header, DecryptionPolicy policy) {
    List<DecryptionRequest> requests = new ArrayList<>(1);
    for (EncryptedDataKey wrapped : header.dataKeys()) {
      KeyUse key = keyOf(wrapped, policy.keys());
      if (key != null && requests.size() < MAX_CALLS) {
        DecryptionRequest request =
            new DecryptionRequest(
                policy.gateway(), key, wrapped.ciphertext(), header.context(), header.suite());
        if (!requests.contains(request)) {
          requests.add(request);
        }
      }
    }
    return requests;
  }

  /** Which of the keys wrapped it, or a replica of one: only what the message claims of itself. */
  private static @Nullable KeyUse keyOf(EncryptedDataKey wrapped, List<KeyUse> keys) {
    int length = wrapped.ciphertext().length;
    if (wrapped.providerId().equals(EncryptedDataKey.AWS_KMS)
        && length > 0
        && length <= MAX_WRAPPED) {
      for (KeyUse key : keys) {
        if (key.arn().isSameKeyAs(wrapped.providerInfo())) {
          return key;
        }
      }
    }
    return null;
  }
}
