package io.github.kmsjca.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.internal.algorithm.GeneratorAlgorithm;
import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.KeyUsage;
import io.github.kmsjca.spec.KmsKeyGenParameterSpec;
import io.github.kmsjca.testkit.TestKms;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * KMS does not know for a while what it made a moment ago: every generator's keys work all the
 * same, have their names, and are the only ones.
 */
class ConsistencyTest {
  private static final int THREADS = 16;

  @RegisterExtension static final TestKms kms = TestKms.late(Duration.ofSeconds(3));

  @Test
  void everyGenerator() throws Exception {
    Provider provider = kms.provider();
    try (KmsClient sdk = kms.sdk()) {
      Proof proof = new Proof(provider, sdk);
      List<Callable<Void>> tasks = new ArrayList<>();
      for (GeneratorAlgorithm row : GeneratorAlgorithm.values()) {
        for (KeySpec spec : row.keySpecs()) {
          tasks.add(
              () -> {
                makeAndUse(row, spec, provider, proof);
                return null;
              });
        }
      }
      ExecutorService threads = Executors.newFixedThreadPool(THREADS);
      try {
        for (Future<Void> done : threads.invokeAll(tasks)) {
          done.get();
        }
      } finally {
        threads.shutdownNow();
      }
      kms.assertCalls(tasks.size(), "CreateKey");
      kms.assertNoOrphans();
    }
  }

  private static void makeAndUse(
      GeneratorAlgorithm row, KeySpec spec, Provider provider, Proof proof) throws Exception {
    String alias = "late/" + row + "-" + spec;
    KmsKeyGenParameterSpec wanted =
        KmsKeyGenParameterSpec.builder().alias(alias).keySpec(spec.name()).build();
    KeyPair pair = row.isOfPairs() ? pair(row, wanted, provider) : null;
    Key key = pair == null ? secret(row, wanted, provider) : pair.getPrivate();
    assertThat(TestKms.keyStore(provider).getKey(alias, null)).as(alias).isEqualTo(key);
    switch (KeyUsage.defaultOf(spec)) {
      case SIGN_VERIFY -> assertThat(proof.signs(spec, pair)).isPositive();
      case KEY_AGREEMENT -> proof.agrees(spec, pair);
      case ENCAPSULATE_DECAPSULATE -> proof.decapsulates(pair);
      case GENERATE_VERIFY_MAC -> proof.makesMacs(spec, (SecretKey) key);
      case ENCRYPT_DECRYPT -> proof.encrypts((SecretKey) key);
    }
  }

  private static KeyPair pair(
      GeneratorAlgorithm row, KmsKeyGenParameterSpec wanted, Provider provider) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(row.jcaName(), provider);
    generator.initialize(wanted);
    return generator.generateKeyPair();
  }

  private static SecretKey secret(
      GeneratorAlgorithm row, KmsKeyGenParameterSpec wanted, Provider provider) throws Exception {
    KeyGenerator generator = KeyGenerator.getInstance(row.jcaName(), provider);
    generator.init(wanted);
    return generator.generateKey();
  }
}
