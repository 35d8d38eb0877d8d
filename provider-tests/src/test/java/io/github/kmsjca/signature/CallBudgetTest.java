package io.github.kmsjca.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.testkit.TestKms;
import io.github.kmsjca.testkit.Verifiers;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What signing costs in KMS calls, from one signature to a gibibyte and to many threads. */
class CallBudgetTest {
  private static final byte[] MESSAGE = "the message".getBytes(StandardCharsets.UTF_8);
  private static final int THREADS = 32;
  private static final int SIGNS = 200;

  @RegisterExtension static final TestKms kms = TestKms.start();
  private static Provider provider;

  @BeforeAll
  static void start() {
    provider = kms.provider();
  }

  @BeforeEach
  void clear() {
    kms.local().calls().clear();
  }

  @ParameterizedTest
  @EnumSource
  void oneSignIsOneCallAndOneVerifyIsNone(SignatureAlgorithm row) throws Exception {
    for (KeySpec spec : KeySpec.values()) {
      if (row.suits(spec)) {
        KmsPrivateKey key =
            (KmsPrivateKey) TestKms.key(provider, TestKms.ALIAS_BY_SPEC.get(spec.name()));
        kms.local().calls().clear();
        Signature signature = Signature.getInstance(row.jcaName(), provider);
        signature.initSign(key);
        if (Verifiers.needsParameters(row)) {
          signature.setParameter(Verifiers.pssSha256());
        }
        byte[] input = Verifiers.input(row, MESSAGE);
        signature.update(input);
        byte[] made = signature.sign();
        kms.assertCalls(1, "Sign");
        signature.initVerify(key.publicKey());
        signature.update(input);
        assertTrue(signature.verify(made), spec + " by our own object");
        assertTrue(Verifiers.verifies(row, key.publicKey(), MESSAGE, made), spec + " by the JDK");
        assertEquals(1, kms.local().calls().count());
      }
    }
  }

  @Test
  void loadingIsFreeAndAKeyIsOneCall() throws Exception {
    Provider fresh = kms.provider();
    TestKms.keyStore(fresh);
    assertEquals(0, kms.local().calls().count());
    TestKms.key(fresh, "ecc-nist-p256");
    kms.assertCalls(1, "GetPublicKey");
    assertEquals(1, kms.local().calls().count());
  }

  @Test
  void concurrentFirstUsesOfAKeyShareOneCall() throws Exception {
    Provider fresh = kms.provider();
    String arn = kms.arn("rsa-2048");
    List<Callable<Object>> tasks = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      tasks.add(() -> keyByArn(fresh, arn));
    }
    inParallel(tasks);
    kms.assertCalls(1, "GetPublicKey");
  }

  private static Object keyByArn(Provider provider, String arn) throws Exception {
    return TestKms.keyStore(provider).getKey(arn, null);
  }

  @Test
  void manyThreadsOnSharedKeys() throws Exception {
    List<KmsPrivateKey> keys = new ArrayList<>();
    for (String alias : new String[] {"rsa-2048", "ecc-nist-p256", "ecc-nist-edwards25519"}) {
      keys.add((KmsPrivateKey) TestKms.key(provider, alias));
    }
    kms.local().calls().clear();
    List<Callable<Object>> tasks = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      KmsPrivateKey key = keys.get(thread % keys.size());
      int number = thread;
      tasks.add(() -> signMany(key, number));
    }
    inParallel(tasks);
    kms.assertCalls((long) THREADS * SIGNS, "Sign");
    assertEquals((long) THREADS * SIGNS, kms.local().calls().count());
  }

  private static Object signMany(KmsPrivateKey key, int thread) throws Exception {
    SignatureAlgorithm row =
        switch (key.getAlgorithm()) {
          case "RSA" -> SignatureAlgorithm.SHA256_WITH_RSA;
          case "EC" -> SignatureAlgorithm.SHA256_WITH_ECDSA;
          default -> SignatureAlgorithm.ED25519;
        };
    Signature signature = Signature.getInstance(row.jcaName(), provider);
    signature.initSign(key);
    for (int i = 0; i < SIGNS; i++) {
      byte[] message = (thread + "/" + i).getBytes(StandardCharsets.UTF_8);
      signature.update(message);
      assertTrue(Verifiers.verifies(row, key.publicKey(), message, signature.sign()));
    }
    return key;
  }

  private static void inParallel(List<Callable<Object>> tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      for (Future<Object> done : threads.invokeAll(tasks)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** A heap that the message would fill sixteen times over. */
  @TestFactory
  Stream<DynamicTest> oneGibibyteInConstantMemory() throws Exception {
    ForkedJvm.Result result =
        new ForkedJvm(StreamingProbe.class).withC2().kms(kms).option("-Xmx64m").run();
    kms.assertCalls(3, "Sign");
    return Report.tests(result);
  }

  @TestFactory
  Stream<DynamicTest> sixtyFourThreadsWhoseFirstCryptoCallIsOurs() throws Exception {
    ForkedJvm.Result result = new ForkedJvm(StormProbe.class).withC2().kms(kms).run();
    kms.assertCalls(StormProbe.THREADS, "Sign");
    return Report.tests(result);
  }
}
