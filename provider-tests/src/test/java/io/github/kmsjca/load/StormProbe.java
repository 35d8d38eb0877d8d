package io.github.kmsjca.load;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.spec.FailedKmsCall;
import io.github.kmsjca.spec.KmsPrivateKey;
import java.lang.management.ManagementFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Cipher;

/**
 * Encrypts, decrypts and signs from 64 threads, checks every result, and prints what came of it and
 * what it left behind. The arguments: how many envelope operations, and how many signatures.
 */
final class StormProbe {
  private static final int THREADS = 64;
  private static final int LONGEST_MESSAGE = 2000;
  private static final Duration SETTLING = Duration.ofSeconds(20);

  private final KeyStore keys;
  private final Provider provider;
  private final AtomicInteger envelopesLeft;
  private final AtomicInteger signsLeft;
  private final AtomicInteger right = new AtomicInteger();
  private final AtomicInteger wrong = new AtomicInteger();
  private final Map<String, Integer> failures = new ConcurrentSkipListMap<>();
  private final AtomicLong longest = new AtomicLong();

  private StormProbe(Provider provider, int envelopes, int signs) throws Exception {
    this.provider = provider;
    this.keys = KeyStore.getInstance("AWSKMS", provider);
    keys.load(null, null);
    this.envelopesLeft = new AtomicInteger(envelopes);
    this.signsLeft = new AtomicInteger(signs);
  }

  public static void main(String[] args) throws Exception {
    Provider provider = KmsProvider.install();
    int envelopes = Integer.parseInt(args[0]);
    int signs = Integer.parseInt(args[1]);
    new StormProbe(provider, Math.min(envelopes, 2000), Math.min(signs, 200)).run(); // warm-up
    Left before = Left.now();
    StormProbe storm = new StormProbe(provider, envelopes, signs);
    long begin = System.nanoTime();
    storm.run();
    storm.report(Duration.ofNanos(System.nanoTime() - begin));
    System.out.println("left " + before + " -> " + Left.settled(before));
  }

  private interface Operation {
    /** False if the result is wrong. */
    boolean isRight() throws Exception;
  }

  private void run() throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      SplittableRandom random = new SplittableRandom(i);
      Thread thread = new Thread(() -> take(random), "storm-" + i);
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** Each thread's share of the signatures lies among its envelopes. */
  private void take(SplittableRandom random) {
    long each = Math.max(1, envelopesLeft.get() / Math.max(1, signsLeft.get()));
    byte[] message = null;
    byte[] plaintext = null;
    for (long i = 0; ; i++) {
      boolean isSign = i % each == 0;
      if (isSign && signsLeft.getAndDecrement() > 0) {
        byte[] text = plaintext(random);
        attempt(() -> verifies(text, sign(text)));
      }
      if (envelopesLeft.getAndDecrement() <= 0) {
        if (signsLeft.get() <= 0) {
          return;
        }
        continue;
      }
      if (message == null) {
        byte[] text = plaintext(random);
        byte[][] made = new byte[1][];
        attempt(
            () -> {
              made[0] = envelope(Cipher.ENCRYPT_MODE, text);
              return true;
            });
        message = made[0];
        plaintext = text;
      } else {
        byte[] made = message;
        byte[] text = plaintext;
        attempt(() -> Arrays.equals(text, envelope(Cipher.DECRYPT_MODE, made)));
        message = null;
      }
    }
  }

  private static byte[] plaintext(SplittableRandom random) {
    byte[] plaintext = new byte[random.nextInt(1, LONGEST_MESSAGE)];
    random.nextBytes(plaintext);
    return plaintext;
  }

  private void attempt(Operation operation) {
    long begin = System.nanoTime();
    try {
      (operation.isRight() ? right : wrong).incrementAndGet();
    } catch (Exception e) {
      failures.merge(kind(e), 1, Integer::sum);
    } finally {
      longest.accumulateAndGet(System.nanoTime() - begin, Math::max);
    }
  }

  /** Its name in the failure table; what is not in it is told by its class. */
  private static String kind(Throwable failure) {
    return FailedKmsCall.in(failure)
        .map(call -> call.failure().name())
        .orElseGet(
            () -> {
              failure.printStackTrace();
              return failure.getClass().getName();
            });
  }

  private byte[] envelope(int mode, byte[] input) throws Exception {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
    cipher.init(mode, keys.getKey("symmetric", null));
    return cipher.doFinal(input);
  }

  private byte[] sign(byte[] text) throws Exception {
    Signature signature = Signature.getInstance("SHA256withECDSA", provider);
    signature.initSign((PrivateKey) keys.getKey("ecc-nist-p256", null));
    signature.update(text);
    return signature.sign();
  }

  /** By the platform. */
  private boolean verifies(byte[] text, byte[] signed) throws Exception {
    PublicKey key = ((KmsPrivateKey) keys.getKey("ecc-nist-p256", null)).publicKey();
    Signature signature = Signature.getInstance("SHA256withECDSA", "SunEC");
    signature.initVerify(key);
    signature.update(text);
    return signature.verify(signed);
  }

  private void report(Duration taken) {
    System.out.printf(
        "right %d, wrong %d, failed %s, longest %.1f s, in all %d s%n",
        right.get(), wrong.get(), failures, longest.get() / 1e9, taken.toSeconds());
  }

  /** What this JVM holds. */
  record Left(int threads, long files, long mebibytes) {
    static Left now() {
      System.gc();
      long files =
          ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
              .getOpenFileDescriptorCount();
      long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      return new Left(
          ManagementFactory.getThreadMXBean().getThreadCount(), files, heap / (1 << 20));
    }

    /** As soon as it is no more than before, or when it had time to become so. */
    static Left settled(Left before) throws InterruptedException {
      long end = System.nanoTime() + SETTLING.toNanos();
      Left now = now();
      while ((now.threads > before.threads || now.files > before.files)
          && System.nanoTime() - end < 0) {
        Thread.sleep(500);
        now = now();
      }
      return now;
    }

    @Override
    public String toString() {
      return threads + " threads, " + files + " files, " + mebibytes + " MiB";
    }
  }
}
