package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.AlreadyExistsException;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

@Timeout(120)
final class ConcurrencyTest extends KmsTest {
  private static final int THREADS = 64;

  @Test
  void sixtyFourThreadsSignAndVerify() throws Exception {
    String key = signingKey();
    List<Boolean> results =
        together(
            THREADS,
            () -> {
              boolean valid = true;
              for (int i = 0; i < 10; i++) {
                valid &= signAndVerify(key, "message " + i);
              }
              return valid;
            });
    assertThat(results).hasSize(THREADS).containsOnly(true);
    assertThat(localKms.calls().count("Sign")).isEqualTo(THREADS * 10L);
    assertThat(localKms.calls().count()).isEqualTo(THREADS * 20L + 1);
  }

  @Test
  void sixtyFourThreadsMakeDataKeysAndDecryptThem() throws Exception {
    String key = kms.createKey().keyMetadata().arn();
    List<Boolean> results =
        together(
            THREADS,
            () -> {
              boolean same = true;
              for (int i = 0; i < 5; i++) {
                Map<String, String> context = Map.of("turn", "" + i);
                GenerateDataKeyResponse made =
                    kms.generateDataKey(
                        r -> r.keyId(key).keySpec("AES_256").encryptionContext(context));
                same &=
                    kms.decrypt(
                            r -> r.ciphertextBlob(made.ciphertextBlob()).encryptionContext(context))
                        .plaintext()
                        .equals(made.plaintext());
              }
              return same;
            });
    assertThat(results).hasSize(THREADS).containsOnly(true);
    assertThat(localKms.calls().count("GenerateDataKey")).isEqualTo(THREADS * 5L);
    assertThat(localKms.calls().count("Decrypt")).isEqualTo(THREADS * 5L);
  }

  @Test
  void oneOfManyGetsTheAlias() throws Exception {
    String key = signingKey();
    List<Boolean> results =
        together(
            THREADS,
            () -> {
              try {
                kms.createAlias(r -> r.aliasName("alias/one").targetKeyId(key));
                return true;
              } catch (AlreadyExistsException e) {
                return false;
              }
            });
    assertThat(results.stream().filter(won -> won)).hasSize(1);
  }

  @Test
  void aHundredAndFiftyConnectionsAtOnce() throws Exception {
    localKms.latency(Duration.ofMillis(200));
    List<Boolean> results = together(150, () -> kms.listKeys().keys().isEmpty());
    assertThat(results).hasSize(150).containsOnly(true);
  }

  private boolean signAndVerify(String key, String message) {
    SdkBytes bytes = SdkBytes.fromUtf8String(message);
    SigningAlgorithmSpec algorithm = SigningAlgorithmSpec.ECDSA_SHA_256;
    SdkBytes signature =
        kms.sign(r -> r.keyId(key).message(bytes).signingAlgorithm(algorithm)).signature();
    return kms.verify(
            r -> r.keyId(key).message(bytes).signature(signature).signingAlgorithm(algorithm))
        .signatureValid();
  }

  private static <T> List<T> together(int threads, Callable<T> work) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    CountDownLatch ready = new CountDownLatch(threads);
    try {
      List<Future<T>> futures =
          IntStream.range(0, threads)
              .mapToObj(
                  i ->
                      executor.submit(
                          () -> {
                            ready.countDown();
                            ready.await();
                            return work.call();
                          }))
              .toList();
      ArrayList<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } finally {
      executor.shutdownNow();
    }
  }
}
