package io.github.kmsjca.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.internal.algorithm.GeneratorAlgorithm;
import io.github.kmsjca.internal.algorithm.KeyFamily;
import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.KeyUsage;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.spec.DataKey;
import io.github.kmsjca.spec.DataKeyParameterSpec;
import io.github.kmsjca.spec.KmsSecretKey;
import io.github.kmsjca.spec.WrappedDataKey;
import io.github.kmsjca.testkit.TestKms;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.InvalidAlgorithmParameterException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import org.bouncycastle.jcajce.interfaces.MLKEMPrivateKey;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Data key pairs: the private key is an ordinary one, and comes back by UNWRAP_MODE. */
class DataKeyPairTest {
  private static final byte[] MESSAGE = "a message".getBytes(StandardCharsets.UTF_8);
  private static final Map<String, String> CONTEXT = Map.of("tenant", "a");
  private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();
  private static Provider provider;
  private static KmsSecretKey wrapping;

  @BeforeAll
  static void start() throws Exception {
    provider = kms.provider();
    wrapping =
        ((KmsSecretKey) TestKms.keyStore(provider).getKey(TestKms.SYMMETRIC, null))
            .withEncryptionContext(CONTEXT);
  }

  @BeforeEach
  void clear() {
    kms.local().faults().clear();
    kms.local().calls().clear();
  }

  static Stream<Arguments> rows() {
    return Stream.of(GeneratorAlgorithm.values())
        .filter(GeneratorAlgorithm::isOfPairs)
        .flatMap(
            row ->
                row.keySpecs().stream()
                    .filter(spec -> spec.family() != KeyFamily.ML_DSA)
                    .map(spec -> Arguments.of(row, spec)));
  }

  private static KeyPair generate(String algorithm, String spec) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm, provider);
    generator.initialize(DataKeyParameterSpec.builder(wrapping).keySpec(spec).build());
    return generator.generateKeyPair();
  }

  private static PrivateKey unwrapped(DataKey key) throws Exception {
    Cipher cipher = Cipher.getInstance("AWSKMS", provider);
    cipher.init(Cipher.UNWRAP_MODE, wrapping);
    return (PrivateKey) cipher.unwrap(key.wrapped(), key.getAlgorithm(), key.keyType());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void madeUsedAndUnwrapped(GeneratorAlgorithm row, KeySpec spec) throws Exception {
    KeyPair pair = generate(row.jcaName(), spec.name());
    kms.assertCalls(1, "GenerateDataKeyPair");
    assertThat(kms.local().calls().count()).isEqualTo(1);
    PrivateKey key = pair.getPrivate();
    // Bouncy Castle's private keys have the parameter set in the name, the platform's public ones
    // not.
    assertThat(key.getAlgorithm()).startsWith(pair.getPublic().getAlgorithm());
    assertThat(key.getFormat()).isEqualTo("PKCS#8");
    assertThat(((DataKey) key).keyType()).isEqualTo(Cipher.PRIVATE_KEY);
    PrivateKey again = unwrapped((DataKey) key);
    assertThat(again.getEncoded()).isEqualTo(key.getEncoded());
    assertThat(key).isEqualTo(again).hasSameHashCodeAs(again);
    if (KeyUsage.SIGN_VERIFY.suits(spec)) {
      for (Provider theirs : signers(spec)) {
        assertSigns(spec, theirs, pair);
      }
    }
    if (spec.family() == KeyFamily.ML_KEM) {
      assertIsOfThePair(pair);
    }
    assertSerializesItsWrappedForm((DataKey) key);
  }

  /** KMS gives a seed, of which Bouncy Castle makes both keys. */
  private static void assertIsOfThePair(KeyPair pair) throws Exception {
    MLKEMPrivateKey theirs =
        (MLKEMPrivateKey)
            KeyFactory.getInstance("ML-KEM", BOUNCY_CASTLE)
                .generatePrivate(new PKCS8EncodedKeySpec(pair.getPrivate().getEncoded()));
    assertThat(theirs.getPublicKey().getEncoded()).isEqualTo(pair.getPublic().getEncoded());
  }

  private static List<Provider> signers(KeySpec spec) {
    List<Provider> signers = new ArrayList<>(List.of(BOUNCY_CASTLE));
    if (spec != KeySpec.ECC_SECG_P256K1 && spec != KeySpec.SM2) {
      signers.add(Security.getProvider(spec.family().platformProvider()));
    }
    return signers;
  }

  private static void assertSigns(KeySpec spec, Provider theirs, KeyPair pair) throws Exception {
    String algorithm =
        switch (spec.family()) {
          case RSA -> "SHA256withRSA";
          case EC -> "SHA256withECDSA";
          case SM2 -> "SM3withSM2";
          default -> "Ed25519";
        };
    Signature signature = Signature.getInstance(algorithm, theirs);
    signature.initSign(pair.getPrivate());
    signature.update(MESSAGE);
    byte[] made = signature.sign();
    Signature verifier = Signature.getInstance(algorithm, BOUNCY_CASTLE);
    verifier.initVerify(pair.getPublic());
    verifier.update(MESSAGE);
    assertThat(verifier.verify(made)).as(theirs.getName()).isTrue();
  }

  private static void assertSerializesItsWrappedForm(DataKey key) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(key);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      WrappedDataKey read = (WrappedDataKey) in.readObject();
      assertThat(read.getAlgorithm()).isEqualTo(key.getAlgorithm());
      assertThat(unwrapped(read).getEncoded()).isEqualTo(((Key) key).getEncoded());
    }
  }

  @Test
  void theInterfacesThatLibrariesAskFor() throws Exception {
    RSAPrivateCrtKey rsa = (RSAPrivateCrtKey) generate("RSA", "RSA_2048").getPrivate();
    assertThat(rsa.getModulus()).isEqualTo(rsa.getPrimeP().multiply(rsa.getPrimeQ()));
    assertThat(rsa.getPublicExponent()).isEqualTo(BigInteger.valueOf(65537));
    BigInteger one = BigInteger.ONE;
    assertThat(rsa.getPrimeExponentP())
        .isEqualTo(rsa.getPrivateExponent().mod(rsa.getPrimeP().subtract(one)));
    assertThat(rsa.getPrimeExponentQ())
        .isEqualTo(rsa.getPrivateExponent().mod(rsa.getPrimeQ().subtract(one)));
    assertThat(rsa.getCrtCoefficient()).isEqualTo(rsa.getPrimeQ().modInverse(rsa.getPrimeP()));
    assertThat(rsa.getParams()).isNull();
    ECPrivateKey ec = (ECPrivateKey) generate("EC", "ECC_NIST_P384").getPrivate();
    assertThat(ec.getS()).isPositive();
    assertThat(ec.getParams().getCurve().getField().getFieldSize()).isEqualTo(384);
    EdECPrivateKey ed = (EdECPrivateKey) generate("Ed25519", "ECC_NIST_EDWARDS25519").getPrivate();
    assertThat(ed.getBytes().orElseThrow()).hasSize(32);
    assertThat(ed.getParams().getName()).isEqualTo("Ed25519");
    ed.destroy();
    assertThat(ed.isDestroyed()).isTrue();
    assertThatThrownBy(ed::getBytes).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(ed::getEncoded).isInstanceOf(IllegalStateException.class);
    assertThat(ed).hasToString("a data key (EdDSA) wrapped by " + wrapping.arn());
  }

  @ParameterizedTest
  @CsvSource({"ML-DSA, ML_DSA_65", "RSA, ECC_NIST_P256", "EC, RSA_2048"})
  void pairsThatThereAreNot(String algorithm, String spec) {
    assertThatThrownBy(() -> generate(algorithm, spec))
        .isInstanceOf(InvalidAlgorithmParameterException.class)
        .hasMessageContaining(spec);
  }

  @Test
  void bitsAreForSecrets() throws Exception {
    KeyPairGenerator pairs = KeyPairGenerator.getInstance("RSA", provider);
    assertThatThrownBy(
            () -> pairs.initialize(DataKeyParameterSpec.builder(wrapping).bits(2048).build()))
        .isInstanceOf(InvalidAlgorithmParameterException.class)
        .hasMessageContaining("RSA_4096");
  }

  @Test
  void afterAFailureTheNextOneWorks() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
    generator.initialize(DataKeyParameterSpec.builder(wrapping).build());
    kms.local().faults().always("GenerateDataKeyPair", Fault.accessDenied());
    assertThatThrownBy(generator::generateKeyPair)
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("KMS GenerateDataKeyPair with key " + wrapping.arn());
    kms.local().faults().clear();
    assertThat(generator.generateKeyPair().getPrivate())
        .isNotEqualTo(generator.generateKeyPair().getPrivate());
  }
}
