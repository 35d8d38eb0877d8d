package io.github.kmsjca.reencryption;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.KmsReEncryption;
import io.github.kmsjca.internal.algorithm.EncryptionAlgorithm;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.KmsGateway;
import io.github.kmsjca.internal.kms.call.ReEncrypt;
import io.github.kmsjca.internal.registration.Instance;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.localkms.LocalKms;
import io.github.kmsjca.spec.EnvelopeParameterSpec;
import io.github.kmsjca.spec.KmsKey;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.spec.KmsSecretKey;
import io.github.kmsjca.testkit.TestKms;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Provider;
import java.security.ProviderException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import javax.crypto.AEADBadTagException;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.spec.GCMParameterSpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;

/** What is refused here, what KMS refuses, and what is said of it. */
class RefusedReEncryptionTest {
  private static final byte[] SECRET = "Zwiebel".getBytes(UTF_8);

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();
  private static Provider provider;
  private static KmsSecretKey source;
  private static KmsSecretKey destination;
  private static KmsReEncryption move;
  private static byte[] ciphertext;

  @BeforeAll
  static void start() throws Exception {
    provider = kms.provider();
    kms.create("newer", "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    source = (KmsSecretKey) key(provider, TestKms.SYMMETRIC);
    destination = (KmsSecretKey) key(provider, "newer");
    move = KmsReEncryption.from(source).to(destination);
    Cipher cipher = Cipher.getInstance("AWSKMS", provider);
    cipher.init(Cipher.ENCRYPT_MODE, source);
    ciphertext = cipher.doFinal(SECRET);
  }

  private static KmsKey key(Provider of, String alias) throws Exception {
    return (KmsKey) TestKms.keyStore(of).getKey(alias, null);
  }

  @BeforeEach
  void clear() {
    kms.local().calls().clear();
  }

  /** Whatever happened, the same object goes on. */
  @AfterEach
  void theNextOneWorks() throws Exception {
    kms.local().faults().clear();
    assertThat(move.reEncrypt(ciphertext)).isNotEmpty();
  }

  private static void refusedWithoutACall(
      Class<? extends Throwable> type, ThrowingCallable call, String... words) {
    kms.local().calls().clear();
    assertThatThrownBy(call).isInstanceOf(type).message().contains(words);
    kms.assertCalls(0, "ReEncrypt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AES/GCM/NoPadding", "AWSKMS/Framed/NoPadding"})
  void ourMessages(String transformation) throws Exception {
    Cipher cipher = Cipher.getInstance(transformation, provider);
    cipher.init(Cipher.ENCRYPT_MODE, source);
    byte[] message = cipher.doFinal(new byte[10_000]);
    refusedWithoutACall(
        AEADBadTagException.class,
        () -> move.reEncrypt(message),
        "decrypt the message, and encrypt it again");
    byte[] start = Arrays.copyOf(message, 3);
    refusedWithoutACall(AEADBadTagException.class, () -> move.reEncrypt(start), "Encryption SDK");
  }

  /** Version 1 of the header, and the other suite of version 2. */
  @Test
  void messagesOfOthers() {
    for (byte[] start : new byte[][] {{1, (byte) 0x80, 0x03, 0x78, 0}, {2, 0x05, 0x78, 0}}) {
      refusedWithoutACall(AEADBadTagException.class, () -> move.reEncrypt(start), "Encryption SDK");
    }
  }

  /** A message's wrapped data key is a bare ciphertext too: with its context it could be moved. */
  @Test
  void keysThatAreForMessagesOnly() throws Exception {
    Provider strict = kms.provider("usage", "envelope");
    KmsSecretKey key = (KmsSecretKey) TestKms.keyStore(strict).getKey(TestKms.SYMMETRIC, null);
    KmsReEncryption moving = KmsReEncryption.from(key).to(key);
    kms.local().calls().clear();
    assertThatThrownBy(() -> moving.reEncrypt(ciphertext))
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("usage=envelope");
    kms.assertCalls(0, "ReEncrypt");
  }

  @Test
  void whatCannotBeACiphertext() {
    refusedWithoutACall(AEADBadTagException.class, () -> move.reEncrypt(new byte[0]), "empty");
    refusedWithoutACall(
        IllegalBlockSizeException.class, () -> move.reEncrypt(new byte[6145]), "6144");
    kms.local().calls().clear();
    assertThatThrownBy(() -> move.reEncrypt(null)).isInstanceOf(NullPointerException.class);
    kms.assertCalls(0, "ReEncrypt");
  }

  @Test
  void alteredAndCutOff() {
    for (int i = 0; i < ciphertext.length; i++) {
      byte[] altered = ciphertext.clone();
      altered[i] ^= 1;
      isInvalid(altered);
    }
    for (int length : new int[] {1, 2, 3, 4, ciphertext.length / 2, ciphertext.length - 1}) {
      isInvalid(Arrays.copyOf(ciphertext, length));
    }
    isInvalid(Arrays.copyOf(ciphertext, ciphertext.length + 1));
  }

  private static void isInvalid(byte[] bytes) {
    assertThatThrownBy(() -> move.reEncrypt(bytes))
        .isInstanceOf(AEADBadTagException.class)
        .hasMessageContaining("KMS ReEncrypt with key " + source.arn())
        .hasMessageContaining(destination.arn())
        .hasMessageContaining("request id");
  }

  @Test
  void ofAnotherKeyOrContext() throws Exception {
    KmsReEncryption back = KmsReEncryption.from(destination).to(source);
    assertThatThrownBy(() -> back.reEncrypt(ciphertext))
        .isInstanceOf(AEADBadTagException.class)
        .hasMessageContaining("IncorrectKeyException");
    KmsReEncryption other =
        KmsReEncryption.from(source.withEncryptionContext(Map.of("tenant", "hidden")))
            .to(destination);
    assertThatThrownBy(() -> other.reEncrypt(ciphertext))
        .isInstanceOf(AEADBadTagException.class)
        .hasMessageContaining("InvalidCiphertextException")
        .hasMessageNotContaining("hidden");
  }

  @Test
  void ofAsymmetricKeys() throws Exception {
    KmsPrivateKey rsa = (KmsPrivateKey) key(provider, TestKms.RSA_ENCRYPTION);
    KmsReEncryption ofRsa = KmsReEncryption.from(rsa, rsa.oaepSpec()).to(destination);
    refusedWithoutACall(BadPaddingException.class, () -> ofRsa.reEncrypt(ciphertext), "256 bytes");
    // By chance a ciphertext of RSA may begin like a message.
    byte[] looksLikeAMessage = new byte[256];
    looksLikeAMessage[0] = 1;
    looksLikeAMessage[1] = (byte) 0x80;
    assertThatThrownBy(() -> ofRsa.reEncrypt(looksLikeAMessage))
        .isExactlyInstanceOf(BadPaddingException.class)
        .hasMessageContaining("InvalidCiphertextException");
    KmsReEncryption ofSm2 =
        KmsReEncryption.from(key(provider, TestKms.SM2_ENCRYPTION)).to(destination);
    refusedWithoutACall(BadPaddingException.class, () -> ofSm2.reEncrypt(ciphertext), "ASN.1");
    refusedWithoutACall(BadPaddingException.class, () -> ofSm2.reEncrypt(new byte[0]), "ASN.1");
    assertThatThrownBy(() -> ofSm2.reEncrypt(new byte[] {0x30, 0}))
        .isExactlyInstanceOf(BadPaddingException.class);
  }

  @Test
  void aPlaintextTooLongForTheDestination() throws Exception {
    Cipher cipher = Cipher.getInstance("AWSKMS", provider);
    cipher.init(Cipher.ENCRYPT_MODE, source);
    byte[] longOne = cipher.doFinal(new byte[191]);
    KmsPrivateKey rsa = (KmsPrivateKey) key(provider, TestKms.RSA_ENCRYPTION);
    assertThatThrownBy(
            () -> KmsReEncryption.from(source).to(rsa, rsa.oaepSpec()).reEncrypt(longOne))
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("at most 190 bytes");
  }

  @Test
  void keysThatCannot() throws Exception {
    KmsKey signing = key(provider, "rsa-2048");
    kms.create("mac", "HMAC_256", "GENERATE_VERIFY_MAC");
    KmsKey mac = key(provider, "mac");
    KmsKey rsa = key(provider, TestKms.RSA_ENCRYPTION);
    refused(() -> KmsReEncryption.from(null), "source key is null");
    refused(() -> KmsReEncryption.from(source).to(null), "destination key is null");
    refused(() -> KmsReEncryption.from(signing), "SIGN_VERIFY", signing.arn());
    refused(() -> KmsReEncryption.from(source).to(mac), "GENERATE_VERIFY_MAC", mac.arn());
    refused(() -> KmsReEncryption.from(rsa), "oaepSpec()", rsa.arn());
    refused(() -> KmsReEncryption.from(source).to(rsa), "oaepSpec()");
    refused(() -> KmsReEncryption.from(new NoHandle()), "not the handle");
    KmsKey ofAnother = key(kms.provider("name", "Another"), "newer");
    refused(() -> KmsReEncryption.from(source).to(ofAnother), "Another");
    String arn = kms.local().createKey("eu-west-1", "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    KmsKey elsewhere = key(provider, arn);
    refused(() -> KmsReEncryption.from(source).to(elsewhere), "one Region", arn, source.arn());
  }

  private static void refused(ThrowingCallable call, String... words) {
    refusedWithoutACall(InvalidKeyException.class, call, words);
  }

  /** Somebody's own idea of a KMS key. */
  private static final class NoHandle implements KmsKey {
    private static final long serialVersionUID = 1L;

    @Override
    public String arn() {
      return source.arn();
    }

    @Override
    public String keySpec() {
      return "SYMMETRIC_DEFAULT";
    }

    @Override
    public String keyUsage() {
      return "ENCRYPT_DECRYPT";
    }

    @Override
    public KmsKey withGrantTokens(String... tokens) {
      return this;
    }

    @Override
    public String getAlgorithm() {
      return "AES";
    }

    @Override
    public String getFormat() {
      return null;
    }

    @Override
    public byte[] getEncoded() {
      return null;
    }
  }

  @Test
  void parametersThatDoNotSuit() throws Exception {
    KmsPrivateKey rsa = (KmsPrivateKey) key(provider, TestKms.RSA_ENCRYPTION);
    KmsKey sm2 = key(provider, TestKms.SM2_ENCRYPTION);
    EnvelopeParameterSpec.Builder envelope = EnvelopeParameterSpec.builder();
    Class<? extends Throwable> type = InvalidAlgorithmParameterException.class;
    refusedWithoutACall(type, () -> KmsReEncryption.from(source, rsa.oaepSpec()), "OAEP");
    refusedWithoutACall(
        type, () -> KmsReEncryption.from(source, new GCMParameterSpec(128, new byte[12])), "IV");
    refusedWithoutACall(
        type, () -> KmsReEncryption.from(source, envelope.iv(new byte[12]).build()), "IV");
    refusedWithoutACall(
        type,
        () ->
            KmsReEncryption.from(source)
                .to(
                    destination,
                    EnvelopeParameterSpec.builder()
                        .recipient(destination)
                        .recipient(source)
                        .build()),
        "recipient");
    refusedWithoutACall(type, () -> KmsReEncryption.from(rsa, envelope.build()), "OAEP");
    refusedWithoutACall(type, () -> KmsReEncryption.from(sm2, rsa.oaepSpec()), "SM2");
    refusedWithoutACall(
        type,
        () ->
            KmsReEncryption.from(
                source.withEncryptionContext(Map.of("tenant", "one")),
                EnvelopeParameterSpec.builder().encryptionContext(Map.of("tenant", "two")).build()),
        "different values of 'tenant'");
  }

  @Test
  void aDisabledKeyIsNamed() throws Exception {
    try (KmsClient admin = kms.sdk()) {
      admin.disableKey(r -> r.keyId(destination.arn()));
      assertThatThrownBy(() -> move.reEncrypt(ciphertext))
          .isInstanceOf(ProviderException.class)
          .hasMessageContaining("DisabledException")
          .hasMessageContaining("KMS says it of the destination");
      admin.enableKey(r -> r.keyId(destination.arn()));
      admin.disableKey(r -> r.keyId(source.arn()));
      assertThatThrownBy(() -> move.reEncrypt(ciphertext))
          .isInstanceOf(ProviderException.class)
          .hasMessageContaining("KMS says it of the source");
      admin.enableKey(r -> r.keyId(source.arn()));
    }
  }

  @Test
  void kmsRefusesOrIsDown() {
    for (Fault fault :
        new Fault[] {
          Fault.throttle(), Fault.accessDenied(), Fault.internalError(), Fault.dropConnection()
        }) {
      kms.local().faults().always("ReEncrypt", fault);
      assertThatThrownBy(() -> move.reEncrypt(ciphertext))
          .isInstanceOf(ProviderException.class)
          .hasMessageContaining("KMS ReEncrypt with key " + source.arn());
    }
  }

  @Test
  void anAnswerForAnotherDestination() {
    kms.local().faults().always("ReEncrypt", Fault.wrongKeyId(source.arn()));
    assertThatThrownBy(() -> move.reEncrypt(ciphertext))
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("KMS answered for another key");
  }

  @Test
  void anAnswerForAnotherSource() throws Exception {
    isRefused(answer -> answer.sourceKeyId(kms.arn("rsa-2048")), "another key");
    isRefused(answer -> answer.sourceKeyId(null), "it has no KeyId");
    isRefused(answer -> answer.keyId(null), "it has no KeyId");
    isRefused(answer -> answer.ciphertextBlob(null), "it has no CiphertextBlob");
  }

  private static void isRefused(Consumer<ReEncryptResponse.Builder> change, String words)
      throws Exception {
    ExecutionInterceptor forger =
        new ExecutionInterceptor() {
          @Override
          public SdkResponse modifyResponse(
              Context.ModifyResponse context, ExecutionAttributes attributes) {
            return context.response() instanceof ReEncryptResponse answer
                ? answer.copy(change)
                : context.response();
          }
        };
    try (KmsClient plain = kms.sdk();
        KmsClient forged =
            KmsClient.builder()
                .endpointOverride(kms.endpoint())
                .region(plain.serviceClientConfiguration().region())
                .credentialsProvider(plain.serviceClientConfiguration().credentialsProvider())
                .overrideConfiguration(o -> o.addExecutionInterceptor(forger))
                .build()) {
      Provider other =
          KmsProvider.builder().set("accounts", LocalKms.ACCOUNT).kmsClient(() -> forged).build();
      KmsReEncryption forgedMove =
          KmsReEncryption.from(key(other, TestKms.SYMMETRIC)).to(key(other, "newer"));
      assertThatThrownBy(() -> forgedMove.reEncrypt(ciphertext))
          .isInstanceOf(ProviderException.class)
          .hasMessageContaining(words);
    }
  }

  @Test
  void aKeyOutOfScopeIsNotSent() {
    Provider narrow = kms.provider("keys", source.arn());
    KmsGateway gateway = Instance.of(narrow).orElseThrow().gateway();
    ReEncrypt.Side in = side(source);
    ReEncrypt.Side out = side(destination);
    for (ReEncrypt.Side[] sides : new ReEncrypt.Side[][] {{in, out}, {out, in}}) {
      refusedWithoutACall(
          KmsCallException.class,
          () -> gateway.perform(ReEncrypt.of(sides[0], ciphertext, sides[1])),
          destination.arn(),
          "outside the scope");
    }
  }

  private static ReEncrypt.Side side(KmsKey key) {
    return new ReEncrypt.Side(
        KeyUse.of(KeyArn.parse(key.arn())),
        EncryptionAlgorithm.SYMMETRIC_DEFAULT,
        Map.of("tenant", "hidden"));
  }

  @Test
  void contextsAreNotInTexts() {
    assertThat(side(source).toString()).contains(source.arn()).doesNotContain("hidden", "tenant");
  }

  @Test
  void grantTokensOfBothSidesArrive() throws Exception {
    EnvelopeParameterSpec token =
        EnvelopeParameterSpec.builder().grantToken("a token of nobody").build();
    for (KmsReEncryption with :
        new KmsReEncryption[] {
          KmsReEncryption.from(source, token).to(destination),
          KmsReEncryption.from(source).to(destination, token)
        }) {
      assertThatThrownBy(() -> with.reEncrypt(ciphertext))
          .isInstanceOf(ProviderException.class)
          .hasMessageContaining("InvalidGrantTokenException")
          .hasMessageNotContaining("nobody");
    }
  }
}
