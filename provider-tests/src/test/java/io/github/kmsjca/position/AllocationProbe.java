package io.github.kmsjca.position;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.Report;
import java.lang.management.ManagementFactory;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.concurrent.Callable;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

final class AllocationProbe {
  private static final int TIMES = 20;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Report report = new Report();
  private final Provider provider = new KmsProvider();
  private final SecureRandom random = new SecureRandom();

  private AllocationProbe() {}

  public static void main(String[] args) throws Exception {
    new AllocationProbe().run();
  }

  private void run() throws Exception {
    KeyPair ec = pair("EC", 256);
    KeyPair rsa = pair("RSA", 2048);
    SecretKey mac = new SecretKeySpec(new byte[32], "HmacSHA256");
    SecretKey aes = new SecretKeySpec(new byte[16], "AES");
    ECGenParameterSpec p256 = new ECGenParameterSpec("secp256r1");

    // As often as there is an EC key to be read.
    atMost(512, "AlgorithmParameters EC", () -> AlgorithmParameters.getInstance("EC"));
    atMost(0, "KeyFactory EC", () -> KeyFactory.getInstance("EC"));
    // A question for each key: is it ours?
    atMost(64, "Signature ECDSA", () -> signing("SHA256withECDSA", ec));
    atMost(64, "Signature RSA", () -> signing("SHA256withRSA", rsa));
    atMost(
        64,
        "KeyAgreement ECDH",
        () -> {
          KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
          agreement.init(ec.getPrivate());
          return agreement;
        });
    atMost(
        64,
        "Mac",
        () -> {
          Mac engine = Mac.getInstance("HmacSHA256");
          engine.init(mac);
          return engine;
        });
    atMost(
        512,
        "Cipher AES/GCM/NoPadding",
        () -> {
          Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
          cipher.init(Cipher.ENCRYPT_MODE, aes, random);
          return cipher;
        });
    // Two looks at the stack each, for parameters of ours might come.
    atMost(
        10 * 1024,
        "KeyPairGenerator EC by curve",
        () -> {
          KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
          generator.initialize(p256, random);
          return generator;
        });
    atMost(
        5 * 1024,
        "KeyPairGenerator RSA by size",
        () -> {
          KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
          generator.initialize(2048, random);
          return generator;
        });
    atMost(
        5 * 1024,
        "KeyGenerator AES",
        () -> {
          KeyGenerator generator = KeyGenerator.getInstance("AES");
          generator.init(128, random);
          return generator.generateKey();
        });
    report.done();
  }

  private static KeyPair pair(String algorithm, int size) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(size);
    return generator.generateKeyPair();
  }

  private static Signature signing(String algorithm, KeyPair pair) throws Exception {
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(pair.getPrivate());
    return signature;
  }

  private void atMost(long bytes, String what, Callable<?> search) {
    report.check(
        what,
        () -> {
          long without = allocated(search);
          ProviderPlace.FIRST.with(
              provider,
              () -> {
                long more = allocated(search) - without;
                assertTrue(more <= bytes, more + " bytes more than " + without);
              });
        });
  }

  private static long allocated(Callable<?> search) throws Exception {
    for (int i = 0; i < TIMES; i++) {
      search.call();
    }
    long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    for (int i = 0; i < TIMES; i++) {
      search.call();
    }
    return (THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before) / TIMES;
  }
}
