package io.github.kmsjca.kem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kmsjca.internal.algorithm.KemAlgorithm;
import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.KeyStoreText;
import io.github.kmsjca.testkit.TestCa;
import io.github.kmsjca.testkit.TestKms;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.EncapsulateResponse;

/** Encapsulation here and decapsulation in KMS, with what others made and for others. */
class KemTest {
  private static final Map<KeySpec, KmsPrivateKey> KEYS = new EnumMap<>(KeySpec.class);

  @RegisterExtension static final TestKms kms = TestKms.start();
  private static Provider provider;

  @BeforeAll
  static void start() throws Exception {
    provider = kms.provider();
    for (KeySpec spec : KemKeys.specs().toList()) {
      kms.create(spec.name(), spec.name(), "ENCAPSULATE_DECAPSULATE");
      KEYS.put(spec, (KmsPrivateKey) TestKms.key(provider, spec.name()));
    }
  }

  @BeforeEach
  void clear() {
    kms.local().calls().clear();
  }

  static Stream<KeySpec> specs() {
    return KemKeys.specs();
  }

  static Stream<Arguments> rowsAndSpecs() {
    return Arrays.stream(KemAlgorithm.values())
        .flatMap(row -> KemKeys.specs().filter(row::suits).map(spec -> Arguments.of(row, spec)));
  }

  /** What KMS itself says, asked without this library. */
  private static byte[] decapsulatedByKms(KeySpec spec, byte[] encapsulation) {
    try (KmsClient sdk = kms.sdk()) {
      return sdk.decapsulate(
              r ->
                  r.keyId(KEYS.get(spec).arn())
                      .encapsulationAlgorithm("ML_KEM")
                      .sharedSecretCiphertextBlob(SdkBytes.fromByteArray(encapsulation)))
          .sharedSecret()
          .asByteArray();
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyRowIsThereUnderAllItsNames(KemAlgorithm row) {
    Provider.Service service = provider.getService("KEM", row.jcaName());
    assertThat(provider.getServices()).contains(service);
    assertThat(row.aliases()).allMatch(alias -> provider.getService("KEM", alias) == service);
  }

  @ParameterizedTest
  @MethodSource("rowsAndSpecs")
  void whatWasEncapsulatedHereIsDecapsulatedInKms(KemAlgorithm row, KeySpec spec) throws Exception {
    KmsPrivateKey key = KEYS.get(spec);
    for (String name : Stream.concat(Stream.of(row.jcaName()), row.aliases().stream()).toList()) {
      Kem kem = Kem.getInstance(name, provider);
      Kem.Sender sender = kem.newEncapsulator(key.publicKey());
      Kem.Receiver receiver = kem.newDecapsulator(key);
      int length = KemAlgorithm.encapsulationLength(spec);
      assertThat(sender.encapsulationSize()).isEqualTo(length);
      assertThat(receiver.encapsulationSize()).isEqualTo(length);
      assertThat(sender.secretSize()).isEqualTo(32).isEqualTo(receiver.secretSize());
      assertThat(sender.providerName()).isEqualTo(receiver.providerName()).isEqualTo("AWSKMS");

      Kem.Encapsulated made = sender.encapsulate();
      assertThat(made.encapsulation()).hasSize(length);
      assertThat(made.params()).isNull();
      assertThat(made.key().getAlgorithm()).isEqualTo("Generic");
      assertThat(made.key().getEncoded()).hasSize(32);
      kms.local().calls().clear();
      SecretKey secret = receiver.decapsulate(made.encapsulation());
      kms.assertCalls(1, "Decapsulate");
      assertThat(kms.local().calls().count()).isEqualTo(1);
      assertThat(secret).isEqualTo(made.key());
      assertThat(decapsulatedByKms(spec, made.encapsulation())).isEqualTo(secret.getEncoded());
    }
  }

  @Test
  void encapsulatingMakesNoCall() throws Exception {
    KmsPrivateKey key = KEYS.get(KeySpec.ML_KEM_768);
    Kem kem = Kem.getInstance("ML-KEM", provider);
    kem.newEncapsulator(key.publicKey()).encapsulate();
    kem.newDecapsulator(key).encapsulationSize();
    assertThat(kms.local().calls().count()).isZero();
  }

  /** By KMS's Encapsulate, by Bouncy Castle's classes, and by the platform where it can. */
  @ParameterizedTest
  @MethodSource("specs")
  void whatOthersEncapsulatedIsDecapsulated(KeySpec spec) throws Exception {
    KmsPrivateKey key = KEYS.get(spec);
    Kem.Receiver receiver = Kem.getInstance("ML-KEM", provider).newDecapsulator(key);
    try (KmsClient sdk = kms.sdk()) {
      EncapsulateResponse made =
          sdk.encapsulate(r -> r.keyId(key.arn()).encapsulationAlgorithm("ML_KEM"));
      assertThat(receiver.decapsulate(made.sharedSecretCiphertextBlob().asByteArray()).getEncoded())
          .isEqualTo(made.sharedSecret().asByteArray());
    }
    SecretWithEncapsulation byCastle = KemKeys.encapsulate(key.publicKey().getEncoded());
    assertThat(receiver.decapsulate(byCastle.getEncapsulation()).getEncoded())
        .isEqualTo(byCastle.getSecret());
    if (KemKeys.areOnThisPlatform()) {
      Kem.Encapsulated byJdk =
          Kem.getInstance("ML-KEM", Security.getProvider("SunJCE"))
              .newEncapsulator(key.publicKey())
              .encapsulate();
      assertThat(receiver.decapsulate(byJdk.encapsulation())).isEqualTo(byJdk.key());
    }
  }

  /** For a key that KMS has nothing to do with, so nobody of ours takes part in the opening. */
  @ParameterizedTest
  @MethodSource("specs")
  void whatWasEncapsulatedHereIsDecapsulatedByOthers(KeySpec spec) throws Exception {
    KeyPair software = KemKeys.generate(spec);
    for (String name : List.of("ML-KEM", KemKeys.jcaName(spec))) {
      Kem.Encapsulated made =
          Kem.getInstance(name, provider)
              .newEncapsulator(software.getPublic(), null, new SecureRandom())
              .encapsulate();
      assertThat(KemKeys.decapsulate(software.getPrivate().getEncoded(), made.encapsulation()))
          .isEqualTo(made.key().getEncoded());
    }
  }

  @Test
  void eachEncapsulationIsNew() throws Exception {
    Kem.Sender sender =
        Kem.getInstance("ML-KEM", provider)
            .newEncapsulator(KEYS.get(KeySpec.ML_KEM_512).publicKey());
    Set<SecretKey> secrets = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      secrets.add(sender.encapsulate().key());
    }
    assertThat(secrets).hasSize(20);
  }

  @Test
  void aPartOfTheSecretIsAKey() throws Exception {
    KmsPrivateKey key = KEYS.get(KeySpec.ML_KEM_768);
    Kem kem = Kem.getInstance("ML-KEM", provider);
    Kem.Encapsulated made = kem.newEncapsulator(key.publicKey()).encapsulate(0, 16, "AES");
    assertThat(made.key().getAlgorithm()).isEqualTo("AES");
    assertThat(made.key().getEncoded()).hasSize(16);
    byte[] whole = decapsulatedByKms(KeySpec.ML_KEM_768, made.encapsulation());
    assertThat(whole).startsWith(made.key().getEncoded());
    Kem.Receiver receiver = kem.newDecapsulator(key);
    assertThat(receiver.decapsulate(made.encapsulation(), 0, 16, "AES")).isEqualTo(made.key());
    SecretKey end = receiver.decapsulate(made.encapsulation(), 31, 32, "HmacSHA256");
    assertThat(end.getEncoded()).containsExactly(whole[31]);
    assertThat(end.getAlgorithm()).isEqualTo("HmacSHA256");
  }

  @ParameterizedTest
  @MethodSource("specs")
  void theHandle(KeySpec spec) throws Exception {
    KmsPrivateKey key = KEYS.get(spec);
    assertThat(key.getAlgorithm()).isEqualTo("ML-KEM");
    assertThat(key.getEncoded()).isNull();
    assertThat(key.getFormat()).isNull();
    assertThat(key.keySpec()).isEqualTo(spec.name());
    assertThat(key.keyUsage()).isEqualTo("ENCAPSULATE_DECAPSULATE");
    assertThat(key.toString()).contains(key.arn(), spec.name());
    Method getParams = key.getClass().getMethod("getParams");
    getParams.setAccessible(true); // the class is not public
    NamedParameterSpec parameters = (NamedParameterSpec) getParams.invoke(key);
    assertThat(parameters.getName()).isEqualTo(KemKeys.jcaName(spec));
    // A SubjectPublicKeyInfo, whose head is 22 bytes.
    assertThat(key.publicKey().getEncoded()).hasSize(22 + spec.bits() / 8);
    assertThat(key.publicKey().getClass().getName())
        .startsWith(KemKeys.areOnThisPlatform() ? "sun." : "org.bouncycastle.");
    if (KemKeys.areOnThisPlatform()) {
      assertThat(key.publicKey().getAlgorithm()).isEqualTo("ML-KEM");
    }
  }

  @Test
  void theKeyStoreHasIt() throws Exception {
    KeyStore keys = TestKms.keyStore(kms.provider("selfSigned", "true"));
    String alias = KeySpec.ML_KEM_768.name();
    assertThat(keys.isKeyEntry(alias)).isTrue();
    assertThat(keys.getCertificateChain(alias)).isNull();
    assertThat(keys.getKey(alias, null)).isInstanceOf(KmsPrivateKey.class);
    kms.assertCalls(0, "Sign");
  }

  /** Mail and CMS bind such keys to certificates of others. */
  @ParameterizedTest
  @MethodSource("specs")
  void aCertificateOfItIsAttached(KeySpec spec, @TempDir Path dir) throws Exception {
    assumeTrue(KemKeys.areOnThisPlatform(), "certificates of such keys are not read");
    KmsPrivateKey key = KEYS.get(spec);
    Path file =
        new KeyStoreText()
            .key("mail", key.arn(), new TestCa().issue("m", key.publicKey()))
            .write(dir.resolve("keystore"));
    KeyStore keys = TestKms.keyStore(kms.provider("certificates", file.toString()));
    KmsPrivateKey certified = (KmsPrivateKey) keys.getKey("mail", null);
    assertThat(keys.getCertificate("mail").getPublicKey().getEncoded())
        .isEqualTo(key.publicKey().getEncoded());
    Kem kem = Kem.getInstance("ML-KEM", keys.getProvider());
    Kem.Encapsulated made =
        kem.newEncapsulator(keys.getCertificate("mail").getPublicKey()).encapsulate();
    assertThat(kem.newDecapsulator(certified).decapsulate(made.encapsulation()))
        .isEqualTo(made.key());
  }

  @Test
  @ResourceLock("java.security.Security")
  void aHandleTravels() throws Exception {
    KmsPrivateKey key = KEYS.get(KeySpec.ML_KEM_1024);
    Kem.Encapsulated made =
        Kem.getInstance("ML-KEM", provider).newEncapsulator(key.publicKey()).encapsulate();
    Security.addProvider(provider);
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(key);
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        KmsPrivateKey read = (KmsPrivateKey) in.readObject();
        assertThat(read).isEqualTo(key);
        assertThat(
                Kem.getInstance("ML-KEM").newDecapsulator(read).decapsulate(made.encapsulation()))
            .isEqualTo(made.key());
      }
    } finally {
      Security.removeProvider(provider.getName());
    }
  }

  /** KEM promises that one encapsulator and one decapsulator serve all threads. */
  @Test
  void oneOfEachForManyThreads() throws Exception {
    KmsPrivateKey key = KEYS.get(KeySpec.ML_KEM_768);
    Kem kem = Kem.getInstance("ML-KEM", provider);
    Kem.Sender sender = kem.newEncapsulator(key.publicKey());
    Kem.Receiver receiver = kem.newDecapsulator(key);
    Callable<SecretKey> exchange =
        () -> {
          Kem.Encapsulated made = sender.encapsulate();
          SecretKey secret = receiver.decapsulate(made.encapsulation());
          assertThat(secret).isEqualTo(made.key());
          return secret;
        };
    ExecutorService pool = Executors.newFixedThreadPool(16);
    try {
      Set<SecretKey> secrets = new HashSet<>();
      for (Future<SecretKey> result :
          pool.invokeAll(IntStream.range(0, 200).mapToObj(i -> exchange).toList())) {
        secrets.add(result.get());
      }
      assertThat(secrets).hasSize(200);
    } finally {
      pool.shutdown();
    }
  }
}
