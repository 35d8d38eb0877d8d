package io.github.kmsjca.kem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.KmsClient;

/** Bad encapsulations, bad arguments, wrong keys, and a KMS that fails. */
class KemFailureTest {
  private static final int LENGTH = 1088;

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();
  private static Provider provider;
  private static KmsPrivateKey key;
  private static Kem.Encapsulated made;
  private static Kem.Receiver receiver;

  @BeforeAll
  static void start() throws Exception {
    provider = kms.provider();
    kms.create("kem", "ML_KEM_768", "ENCAPSULATE_DECAPSULATE");
    key = (KmsPrivateKey) TestKms.key(provider, "kem");
    Kem kem = Kem.getInstance("ML-KEM", provider);
    made = kem.newEncapsulator(key.publicKey()).encapsulate();
    receiver = kem.newDecapsulator(key);
  }

  @BeforeEach
  void forgetCalls() {
    kms.local().calls().clear();
  }

  @AfterEach
  void stillWorks() throws Exception {
    kms.local().faults().clear();
    assertThat(receiver.decapsulate(made.encapsulation())).isEqualTo(made.key());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 768, LENGTH - 1, LENGTH + 1, 1568, 100_000})
  void aWrongLengthIsRefusedHere(int length) throws Exception {
    assertThatThrownBy(() -> receiver.decapsulate(new byte[length]))
        .isExactlyInstanceOf(Kem.decapsulateException())
        .hasMessageContaining(key.arn())
        .hasMessageContaining("1088 bytes")
        .hasMessageContaining(String.valueOf(length));
    kms.assertCalls(0, "Decapsulate");
  }

  /** Implicit rejection: no error, but a secret that the other party does not have. */
  @ParameterizedTest
  @ValueSource(ints = {0, LENGTH / 2, LENGTH - 1})
  void aChangedBitGivesAnotherSecret(int position) throws Exception {
    byte[] changed = made.encapsulation().clone();
    changed[position] ^= 1;
    SecretKey secret = receiver.decapsulate(changed);
    assertThat(secret).isNotEqualTo(made.key()).isEqualTo(receiver.decapsulate(changed));
    assertThat(secret.getEncoded()).hasSize(32);
  }

  @ParameterizedTest
  @CsvSource({"-1, 32", "0, 33", "5, 4", "32, 33", "-2147483648, 2147483647", "33, 33"})
  void thereIsNoSuchPart(int from, int to) throws Exception {
    assertThatThrownBy(() -> receiver.decapsulate(made.encapsulation(), from, to, "Generic"))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> sender().encapsulate(from, to, "Generic"))
        .isInstanceOf(IndexOutOfBoundsException.class);
    kms.assertCalls(0, "Decapsulate");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 32})
  void anEmptyKeyIsNone(int position) throws Exception {
    assertThatThrownBy(
            () -> receiver.decapsulate(made.encapsulation(), position, position, "Generic"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> sender().encapsulate(position, position, "Generic"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void nothingMayBeNull() throws Exception {
    assertThatThrownBy(() -> receiver.decapsulate(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> receiver.decapsulate(made.encapsulation(), 0, 32, null))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> sender().encapsulate(0, 32, null))
        .isInstanceOf(NullPointerException.class);
    Kem kem = Kem.getInstance("ML-KEM", provider);
    assertThatThrownBy(() -> kem.newEncapsulator(null)).isInstanceOf(InvalidKeyException.class);
    assertThatThrownBy(() -> kem.newDecapsulator(null)).isInstanceOf(InvalidKeyException.class);
  }

  private static Kem.Sender sender() throws Exception {
    return Kem.getInstance("ML-KEM", provider).newEncapsulator(key.publicKey());
  }

  @Test
  void thereAreNoParameters() throws Exception {
    Kem kem = Kem.getInstance("ML-KEM", provider);
    NamedParameterSpec parameters = new NamedParameterSpec("ML-KEM-768");
    assertThatThrownBy(() -> kem.newEncapsulator(key.publicKey(), parameters, null))
        .isInstanceOf(InvalidAlgorithmParameterException.class);
    assertThatThrownBy(() -> kem.newDecapsulator(key, parameters))
        .isInstanceOf(InvalidAlgorithmParameterException.class);
  }

  /** The local KMS knows no grant, so it says that the token came. */
  @Test
  void grantTokensGoWithTheCall() throws Exception {
    Kem.Receiver granted =
        Kem.getInstance("ML-KEM", provider).newDecapsulator(key.withGrantTokens("a-token"));
    assertThatThrownBy(() -> granted.decapsulate(made.encapsulation()))
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("InvalidGrantTokenException")
        .hasMessageNotContaining("a-token");
  }

  static Stream<Arguments> outages() {
    return Stream.of(
        Arguments.of(Fault.throttle(), "ThrottlingException"),
        Arguments.of(Fault.internalError(), "KMSInternalException"),
        Arguments.of(Fault.accessDenied(), "AccessDeniedException"),
        Arguments.of(Fault.dropConnection(), "could not be reached"),
        Arguments.of(
            Fault.wrongKeyId("arn:aws:kms:us-east-1:000000000000:key/another"), "another key"));
  }

  /** What says nothing about the encapsulation is not reported as its fault. */
  @ParameterizedTest
  @MethodSource("outages")
  void aFailureOfKmsIsNotThatOfTheEncapsulation(Fault fault, String reason) {
    kms.local().faults().always("Decapsulate", fault);
    assertThatThrownBy(() -> receiver.decapsulate(made.encapsulation()))
        .isExactlyInstanceOf(ProviderException.class)
        .hasMessageContaining("KMS Decapsulate with key " + key.arn())
        .hasMessageContaining(reason)
        .hasCauseInstanceOf(KmsCallException.class);
  }

  /** KMS itself says so of a wrong length only, which does not get there. */
  @Test
  void whatKmsCallsInvalidIsRefused() throws Exception {
    kms.local().faults().next("Decapsulate", Fault.error(400, "InvalidCiphertextException", "no"));
    assertThatThrownBy(() -> receiver.decapsulate(made.encapsulation()))
        .isExactlyInstanceOf(Kem.decapsulateException())
        .hasMessageContaining("InvalidCiphertextException")
        .hasCauseInstanceOf(KmsCallException.class);
  }

  @Test
  void aDisabledKeyEncapsulatesOnly() throws Exception {
    String arn = kms.create("disabled", "ML_KEM_512", "ENCAPSULATE_DECAPSULATE");
    KmsPrivateKey disabled = (KmsPrivateKey) TestKms.key(provider, "disabled");
    try (KmsClient admin = kms.sdk()) {
      admin.disableKey(r -> r.keyId(arn));
      Kem kem = Kem.getInstance("ML-KEM-512", provider);
      Kem.Encapsulated later = kem.newEncapsulator(disabled.publicKey()).encapsulate();
      Kem.Receiver refused = kem.newDecapsulator(disabled);
      assertThatThrownBy(() -> refused.decapsulate(later.encapsulation()))
          .isInstanceOf(ProviderException.class)
          .hasMessageContaining("the key is disabled");
      admin.enableKey(r -> r.keyId(arn));
      assertThat(refused.decapsulate(later.encapsulation())).isEqualTo(later.key());
    }
  }

  @Test
  void wrongPrivateKeysAreNamed() throws Exception {
    Kem other = Kem.getInstance("ML-KEM-512", provider);
    assertThatThrownBy(() -> other.newDecapsulator(key))
        .isInstanceOf(InvalidKeyException.class)
        .hasMessageContaining(key.arn())
        .hasMessageContaining("ML_KEM_768")
        .hasMessageContaining("ML-KEM-512");
    Kem kem = Kem.getInstance("ML-KEM", provider);
    for (String alias : new String[] {"rsa-2048", "ml-dsa-65", TestKms.RSA_ENCRYPTION}) {
      PrivateKey wrong = TestKms.key(provider, alias);
      assertThatThrownBy(() -> kem.newDecapsulator(wrong))
          .isInstanceOf(InvalidKeyException.class)
          .hasMessageContaining(((KmsPrivateKey) wrong).arn());
    }
    kms.assertCalls(0, "Decapsulate");
  }

  @Test
  void wrongPublicKeysAreRefused() throws Exception {
    Kem other = Kem.getInstance("ML-KEM-512", provider);
    assertThatThrownBy(() -> other.newEncapsulator(key.publicKey()))
        .isInstanceOf(InvalidKeyException.class)
        .hasMessageContaining("ML-KEM-512");
    Kem kem = Kem.getInstance("ML-KEM", provider);
    PublicKey rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic();
    PublicKey mlDsa = ((KmsPrivateKey) TestKms.key(provider, "ml-dsa-65")).publicKey();
    for (PublicKey wrong :
        new PublicKey[] {rsa, mlDsa, new RawKey(null), new RawKey(new byte[9])}) {
      assertThatThrownBy(() -> kem.newEncapsulator(wrong)).isInstanceOf(InvalidKeyException.class);
    }
  }

  /** FIPS 203, section 7.2: the type check and the modulus check of an encapsulation key. */
  @ParameterizedTest
  @MethodSource("specs")
  void invalidPublicKeysAreRefused(KeySpec spec) throws Exception {
    byte[] good = KemKeys.generate(spec).getPublic().getEncoded();
    Kem kem = Kem.getInstance("ML-KEM", provider);
    kem.newEncapsulator(new RawKey(good)).encapsulate();
    byte[] beyondTheModulus = good.clone();
    beyondTheModulus[22] = (byte) 0xff;
    beyondTheModulus[23] |= 0x0f; // the first coefficient is 4095 then
    byte[] justBeyond = good.clone();
    justBeyond[22] = 0x01; // 3329, which is q
    justBeyond[23] = (byte) ((justBeyond[23] & 0xf0) | 0x0d);
    byte[] truncated = Arrays.copyOf(good, good.length - 1);
    byte[] tooLong = Arrays.copyOf(good, good.length + 1);
    for (byte[] bad : new byte[][] {beyondTheModulus, justBeyond, truncated, tooLong}) {
      assertThatThrownBy(() -> kem.newEncapsulator(new RawKey(bad)))
          .isInstanceOf(InvalidKeyException.class);
    }
    byte[] justBelow = good.clone();
    justBelow[22] = 0x00; // 3328
    justBelow[23] = (byte) ((justBelow[23] & 0xf0) | 0x0d);
    kem.newEncapsulator(new RawKey(justBelow)).encapsulate();
  }

  static Stream<KeySpec> specs() {
    return KemKeys.specs();
  }

  /** A public key of a class that nobody knows. */
  private static final class RawKey implements PublicKey {
    private static final long serialVersionUID = 1L;

    private final byte[] encoded;

    RawKey(byte[] encoded) {
      this.encoded = encoded;
    }

    @Override
    public String getAlgorithm() {
      return "ML-KEM";
    }

    @Override
    public String getFormat() {
      return "X.509";
    }

    @Override
    public byte[] getEncoded() {
      return encoded == null ? null : encoded.clone();
    }
  }

  @Test
  void aKeyOfAnotherInstanceIsNamed() throws Exception {
    Kem kem = Kem.getInstance("ML-KEM", kms.provider("name", "Another"));
    assertThatThrownBy(() -> kem.newDecapsulator(key))
        .isInstanceOf(InvalidKeyException.class)
        .hasMessageContaining("another provider instance");
  }

  /** Other engines refuse it by name, as they do all keys of another kind. */
  @Test
  void itIsForNothingElse() throws Exception {
    Signature signature = Signature.getInstance("ML-DSA", provider);
    assertThatThrownBy(() -> signature.initSign(key))
        .isInstanceOf(InvalidKeyException.class)
        .hasMessageContaining("ML_KEM_768");

    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", provider);
    assertThatThrownBy(() -> cipher.init(Cipher.DECRYPT_MODE, key))
        .isInstanceOf(InvalidKeyException.class)
        .hasMessageContaining("ML_KEM_768");
  }
}
