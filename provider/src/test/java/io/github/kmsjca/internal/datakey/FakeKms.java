package io.github.kmsjca.internal.datakey;

import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KmsCall;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.SilentGateway;
import io.github.kmsjca.internal.kms.call.Decrypt;
import io.github.kmsjca.internal.kms.call.GenerateDataKey;
import io.github.kmsjca.spec.KmsFailure;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

/**
 * Makes and unwraps data keys, on demand late or not at all. Keeps the arrays that it hands out:
 * they are the data keys' own, so a test sees them wiped.
 */
final class FakeKms extends SilentGateway {
  static final KeyArn KEY = arn("1");
  static final KeyArn OTHER_KEY = arn("2");
  private static final int TAG = 0x5a;

  final AtomicInteger generated = new AtomicInteger();
  final AtomicInteger encrypted = new AtomicInteger();
  final AtomicInteger decrypted = new AtomicInteger();
  final List<byte[]> handedOut = Collections.synchronizedList(new ArrayList<>());
  final List<Terms> terms = Collections.synchronizedList(new ArrayList<>());
  volatile @Nullable KmsFailure failure;
  volatile @Nullable KmsFailure encryptFailure;
  volatile @Nullable RuntimeException bug;

  /** Plaintext of the next data keys. */
  volatile byte @Nullable [] plaintext;

  private volatile @Nullable Gate gate;

  /** What a request has beside the key and the bytes. */
  record Terms(Map<String, String> context, List<String> grantTokens) {}

  /** Holds calls up between their arrival and their answer. */
  static final class Gate {
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    void awaitCall() throws InterruptedException {
      arrived.await();
    }

    void open() {
      open.countDown();
    }
  }

  static KeyArn arn(String id) {
    return KeyArn.parse("arn:aws:kms:eu-west-1:111122223333:key/" + id);
  }

  static KmsCallException failed(KmsFailure failure) {
    return new KmsCallException(failure, "Call", KEY.toString(), "", null);
  }

  /** The next calls wait, until the gate opens. */
  Gate close() {
    Gate closed = new Gate();
    gate = closed;
    return closed;
  }

  int calls() {
    return generated.get() + encrypted.get() + decrypted.get();
  }

  /** All bytes that left this KMS are zero again. */
  boolean isAllWiped() {
    synchronized (handedOut) {
      return handedOut.stream().allMatch(FakeKms::isZero);
    }
  }

  static boolean isZero(byte[] bytes) {
    return Arrays.equals(bytes, new byte[bytes.length]);
  }

  /** Answers as KMS does, and keeps what the caller gets. */
  @Override
  public <R> R perform(KmsCall<?, R> call) throws KmsCallException {
    AtomicInteger calls =
        switch (call.operation()) {
          case "GenerateDataKey" -> generated;
          case "Encrypt" -> encrypted;
          default -> decrypted;
        };
    int number = calls.incrementAndGet();
    answer(call.operation().equals("Encrypt") ? encryptFailure : failure);
    R result;
    try {
      result = answered(call, new Answers(number));
    } catch (InvalidCiphertextException e) {
      throw failed(KmsFailure.INVALID_CIPHERTEXT);
    }
    if (result instanceof GenerateDataKey.Generated made) {
      handedOut.add(made.plaintext());
    } else if (call instanceof Decrypt) {
      handedOut.add((byte[]) result);
    }
    return result;
  }

  /** Makes the answer to one call. */
  private final class Answers implements KmsClient {
    private final int number;

    /**
     * Of one call.
     *
     * @param number what a data key that it makes is to be known by
     */
    Answers(int number) {
      this.number = number;
    }

    @Override
    public GenerateDataKeyResponse generateDataKey(GenerateDataKeyRequest request) {
      terms.add(new Terms(request.encryptionContext(), request.grantTokens()));
      byte[] bytes = new byte[request.numberOfBytes()];
      Arrays.fill(bytes, (byte) TAG);
      ByteBuffer.wrap(bytes).putInt(number);
      byte[] next = plaintext;
      return GenerateDataKeyResponse.builder()
          .plaintext(SdkBytes.fromByteArray(next == null ? bytes : next))
          .ciphertextBlob(SdkBytes.fromByteArray(wrapped(bytes)))
          .build();
    }

    @Override
    public EncryptResponse encrypt(EncryptRequest request) {
      terms.add(new Terms(request.encryptionContext(), request.grantTokens()));
      byte[] bytes = request.plaintext().asByteArray();
      return EncryptResponse.builder()
          .ciphertextBlob(SdkBytes.fromByteArray(wrapped(bytes)))
          .build();
    }

    @Override
    public DecryptResponse decrypt(DecryptRequest request) {
      terms.add(new Terms(request.encryptionContext(), request.grantTokens()));
      byte[] next = plaintext;
      byte[] bytes = next == null ? unwrapped(request.ciphertextBlob().asByteArray()) : next;
      return DecryptResponse.builder().plaintext(SdkBytes.fromByteArray(bytes)).build();
    }

    @Override
    public String serviceName() {
      return "kms";
    }

    @Override
    public void close() {}
  }

  private void answer(@Nullable KmsFailure now) throws KmsCallException {
    Gate waiting = gate;
    if (waiting != null) {
      waiting.arrived.countDown();
      try {
        waiting.open.await();
      } catch (InterruptedException e) {
        throw new AssertionError("a load was interrupted", e);
      }
    }
    RuntimeException thrown = bug;
    if (thrown != null) {
      throw thrown;
    }
    if (now != null) {
      throw failed(now);
    }
  }

  /** Which of the generated keys it is, from 1; 0 if it was wiped. */
  static int number(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getInt();
  }

  static byte[] wrapped(byte[] bytes) {
    byte[] blob = Arrays.copyOf(bytes, bytes.length + 1);
    blob[bytes.length] = TAG;
    return blob;
  }

  private static byte[] unwrapped(byte[] blob) {
    if (blob.length == 0 || blob[blob.length - 1] != TAG) {
      throw InvalidCiphertextException.builder().build();
    }
    return Arrays.copyOf(blob, blob.length - 1);
  }
}
