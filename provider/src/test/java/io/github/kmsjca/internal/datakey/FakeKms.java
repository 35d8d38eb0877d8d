package io.github.kmsjca.internal.datakey;

import io.github.kmsjca.internal.kms.EncryptionTerms;
import io.github.kmsjca.internal.kms.GeneratedDataKey;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.KmsFailure;
import io.github.kmsjca.internal.kms.SilentGateway;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

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
  final List<EncryptionTerms> terms = Collections.synchronizedList(new ArrayList<>());
  volatile @Nullable KmsFailure failure;
  volatile @Nullable KmsFailure encryptFailure;
  volatile @Nullable RuntimeException bug;

  /** Plaintext of the next data keys. */
  volatile byte @Nullable [] plaintext;

  private volatile @Nullable Gate gate;

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

  @Override
  public GeneratedDataKey generateDataKey(KeyArn key, int length, EncryptionTerms given)
      throws KmsCallException {
    int number = generated.incrementAndGet();
    terms.add(given);
    answer(failure);
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) TAG);
    ByteBuffer.wrap(bytes).putInt(number);
    byte[] next = plaintext;
    return new GeneratedDataKey(handOut(next == null ? bytes : next.clone()), wrapped(bytes));
  }

  @Override
  public byte[] encrypt(KeyArn key, String algorithm, byte[] bytes, EncryptionTerms given)
      throws KmsCallException {
    encrypted.incrementAndGet();
    terms.add(given);
    answer(encryptFailure);
    return wrapped(bytes);
  }

  @Override
  public byte[] decrypt(KeyArn key, String algorithm, byte[] ciphertext, EncryptionTerms given)
      throws KmsCallException {
    decrypted.incrementAndGet();
    terms.add(given);
    answer(failure);
    byte[] next = plaintext;
    return handOut(next == null ? unwrapped(ciphertext) : next.clone());
  }

  private byte[] handOut(byte[] bytes) {
    handedOut.add(bytes);
    return bytes;
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

  private static byte[] unwrapped(byte[] blob) throws KmsCallException {
    if (blob.length == 0 || blob[blob.length - 1] != TAG) {
      throw failed(KmsFailure.INVALID_CIPHERTEXT);
    }
    return Arrays.copyOf(blob, blob.length - 1);
  }
}
