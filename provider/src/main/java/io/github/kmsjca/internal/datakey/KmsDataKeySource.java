package io.github.kmsjca.internal.datakey;

import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.KmsGateway;
import io.github.kmsjca.internal.kms.Purpose;
import io.github.kmsjca.internal.kms.call.Decrypt;
import io.github.kmsjca.internal.kms.call.Encrypt;
import io.github.kmsjca.internal.kms.call.GenerateDataKey;
import io.github.kmsjca.internal.message.EncryptedDataKey;
import io.github.kmsjca.internal.message.EncryptionContexts;
import io.github.kmsjca.internal.message.HeaderWriter;
import io.github.kmsjca.spec.KmsFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Data keys from KMS itself, a new one for every message. To encrypt: GenerateDataKey with the
 * first recipient's key, Encrypt with each further one's; to decrypt: Decrypt. Keeps nothing, waits
 * on the caller's thread.
 */
final class KmsDataKeySource implements DataKeySource {
  @Override
  public EncryptionKey forEncryption(EncryptionRequest request, long length)
      throws KmsCallException {
    return generate(request, DataKey::forOneUse);
  }

  @Override
  public DecryptionKey forDecryption(DecryptionRequest request) throws KmsCallException {
    return unwrap(request, DataKey::forOneUse);
  }

  /**
   * A new data key for all recipients.
   *
   * @param holder makes the key of its bytes
   */
  GeneratedKey generate(EncryptionRequest request, Function<byte[], DataKey> holder)
      throws KmsCallException {
    // First: a context that no header can hold must not cost a call.
    byte[] context = EncryptionContexts.encode(request.context());
    KmsGateway gateway = request.gateway();
    KeyUse first = request.recipients().get(0);
    GenerateDataKey.Generated generated =
        gateway.perform(
            new GenerateDataKey(
                first, request.suite().keyLength(), request.context(), Purpose.ENVELOPE));
    byte[] bytes = generated.plaintext();
    boolean complete = false;
    try {
      List<EncryptedDataKey> wrapped = new ArrayList<>();
      wrapped.add(wrapped(first.arn(), generated.ciphertext()));
      for (KeyUse further : request.recipients().subList(1, request.recipients().size())) {
        byte[] blob =
            gateway.perform(Encrypt.symmetric(further, bytes, request.context(), Purpose.ENVELOPE));
        wrapped.add(wrapped(further.arn(), blob));
      }
      GeneratedKey key =
          new GeneratedKey(
              holder.apply(bytes), List.copyOf(wrapped), HeaderWriter.recipients(context, wrapped));
      complete = true;
      return key;
    } finally {
      if (!complete) {
        Arrays.fill(bytes, (byte) 0);
      }
    }
  }

  /**
   * Unwraps. A data key of the wrong length, or of zeros, was not made for this message: whoever
   * may use the KMS key can wrap whatever they like.
   *
   * @param holder makes the key of its bytes
   */
  DataKey unwrap(DecryptionRequest request, Function<byte[], DataKey> holder)
      throws KmsCallException {
    byte[] bytes =
        request
            .gateway()
            .perform(
                Decrypt.symmetric(
                    request.use(), request.wrapped(), request.context(), Purpose.ENVELOPE));
    int length = request.suite().keyLength();
    if (bytes.length != length) {
      String found = "it holds " + bytes.length + " bytes, a data key has " + length;
      Arrays.fill(bytes, (byte) 0);
      throw notOfThisMessage(request, found);
    }
    if (isZero(bytes)) {
      throw notOfThisMessage(request, "the data key is all zeros");
    }
    return holder.apply(bytes);
  }

  private static KmsCallException notOfThisMessage(DecryptionRequest request, String detail) {
    return new KmsCallException(
        KmsFailure.INVALID_CIPHERTEXT, "Decrypt", request.key().toString(), detail, null);
  }

  private static EncryptedDataKey wrapped(KeyArn key, byte[] ciphertext) {
    return new EncryptedDataKey(
        EncryptedDataKey.AWS_KMS, key.toString().getBytes(StandardCharsets.UTF_8), ciphertext);
  }

  private static boolean isZero(byte[] bytes) {
    int all = 0;
    for (byte b : bytes) {
      all |= b;
    }
    return all == 0;
  }
}
