package io.github.kmsjca.signature;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.Report;
import java.security.KeyStore;
import java.security.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Threads that all at once make the JVM's first crypto call, which is ours. */
final class StormProbe {
  static final int THREADS = 64;
  private static final long DEADLINE_SECONDS = 60;

  private StormProbe() {}

  public static void main(String[] args) throws Exception {
    KmsProvider.install();
    CyclicBarrier start = new CyclicBarrier(THREADS);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<Boolean>> results = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      String alias = i % 2 == 0 ? "rsa-2048" : "ecc-nist-p256";
      String algorithm = i % 2 == 0 ? "SHA256withRSA" : "SHA256withECDSA";
      results.add(
          threads.submit(
              () -> {
                start.await();
                return signAndVerify(alias, algorithm);
              }));
    }
    Report report = new Report();
    report.check(
        "no deadlock, no wrong signature",
        () -> {
          for (Future<Boolean> result : results) {
            assertTrue(result.get(DEADLINE_SECONDS, TimeUnit.SECONDS));
          }
        });
    report.done();
    threads.shutdownNow();
  }

  private static boolean signAndVerify(String alias, String algorithm) throws Exception {
    KeyStore keyStore = KeyStore.getInstance("AWSKMS");
    keyStore.load(null, null);
    KmsPrivateKey key = (KmsPrivateKey) keyStore.getKey(alias, null);
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(alias.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    byte[] made = signature.sign();
    signature.initVerify(key.publicKey());
    signature.update(alias.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return signature.verify(made);
  }
}
