package io.github.kmsjca.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.internal.algorithm.EncryptionAlgorithm;
import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsCall;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.KmsGateway;
import io.github.kmsjca.internal.kms.Purpose;
import io.github.kmsjca.internal.kms.call.Decapsulate;
import io.github.kmsjca.internal.kms.call.Decrypt;
import io.github.kmsjca.internal.kms.call.DeriveSharedSecret;
import io.github.kmsjca.internal.kms.call.Encapsulate;
import io.github.kmsjca.internal.kms.call.GenerateDataKey;
import io.github.kmsjca.internal.kms.call.GenerateDataKeyPair;
import io.github.kmsjca.internal.registration.Instance;
import io.github.kmsjca.localkms.LocalKms;
import io.github.kmsjca.spec.KmsFailure;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecapsulateRequest;
import software.amazon.awssdk.services.kms.model.DecapsulateResponse;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DeriveSharedSecretRequest;
import software.amazon.awssdk.services.kms.model.DeriveSharedSecretResponse;
import software.amazon.awssdk.services.kms.model.EncapsulateRequest;
import software.amazon.awssdk.services.kms.model.EncapsulateResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;

/** Whatever becomes of an answer, the secret that the SDK holds of it is wiped. */
class SecretsTest {
  private static final KeyArn KEY = arn("1");
  private static final KeyArn OTHER = arn("2");
  private static final byte[] INPUT = {1, 2, 3};

  private static KeyArn arn(String id) {
    return KeyArn.parse("arn:aws:kms:eu-west-1:" + LocalKms.ACCOUNT + ":key/" + id);
  }

  /** The calls whose answers have a secret. */
  enum Secret {
    DATA_KEY(new GenerateDataKey(KeyUse.of(KEY), 32, Map.of(), Purpose.DIRECT)),
    PRIVATE_KEY(
        new GenerateDataKeyPair(KeyUse.of(KEY), KeySpec.ECC_NIST_P256, Map.of(), Purpose.DIRECT)),
    PLAINTEXT(Decrypt.asymmetric(KeyUse.of(KEY), EncryptionAlgorithm.SM2PKE, INPUT)),
    AGREED(new DeriveSharedSecret(KeyUse.of(KEY), "ECDH", INPUT)),
    DECAPSULATED(new Decapsulate(KeyUse.of(KEY), "ML_KEM", INPUT)),
    ENCAPSULATED(new Encapsulate(KeyUse.of(KEY), "ML_KEM"));

    @SuppressWarnings("ImmutableEnumChecker") // calls are
    private final KmsCall<?, ?> call;

    Secret(KmsCall<?, ?> call) {
      this.call = call;
    }
  }

  /** Answers with one secret, whole or in part. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Answering(KeyArn key, byte[] secret, boolean isWhole) implements KmsClient {
    private SdkBytes wrapped() {
      return SdkBytes.fromByteArrayUnsafe(secret);
    }

    private SdkBytes further() {
      return isWhole ? SdkBytes.fromByteArray(INPUT) : null;
    }

    @Override
    public GenerateDataKeyResponse generateDataKey(GenerateDataKeyRequest request) {
      return GenerateDataKeyResponse.builder()
          .keyId(key.toString())
          .plaintext(wrapped())
          .ciphertextBlob(further())
          .build();
    }

    @Override
    public GenerateDataKeyPairResponse generateDataKeyPair(GenerateDataKeyPairRequest request) {
      return GenerateDataKeyPairResponse.builder()
          .keyId(key.toString())
          .keyPairSpec("ECC_NIST_P256")
          .privateKeyPlaintext(wrapped())
          .publicKey(further())
          .privateKeyCiphertextBlob(further())
          .build();
    }

    @Override
    public DecryptResponse decrypt(DecryptRequest request) {
      return DecryptResponse.builder().keyId(key.toString()).plaintext(wrapped()).build();
    }

    @Override
    public DeriveSharedSecretResponse deriveSharedSecret(DeriveSharedSecretRequest request) {
      return DeriveSharedSecretResponse.builder()
          .keyId(key.toString())
          .sharedSecret(wrapped())
          .build();
    }

    @Override
    public DecapsulateResponse decapsulate(DecapsulateRequest request) {
      return DecapsulateResponse.builder().keyId(key.toString()).sharedSecret(wrapped()).build();
    }

    @Override
    public EncapsulateResponse encapsulate(EncapsulateRequest request) {
      return EncapsulateResponse.builder()
          .keyId(key.toString())
          .sharedSecret(wrapped())
          .sharedSecretCiphertextBlob(further())
          .build();
    }

    @Override
    public String serviceName() {
      return "kms";
    }

    @Override
    public void close() {}
  }

  private static byte[] secret() {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) 7);
    return secret;
  }

  private static KmsGateway gateway(KmsClient client) {
    return Instance.of(
            KmsProvider.builder().set("accounts", LocalKms.ACCOUNT).kmsClient(() -> client).build())
        .orElseThrow()
        .gateway();
  }

  @ParameterizedTest
  @EnumSource
  void ofAnAnswer(Secret of) throws Exception {
    byte[] secret = secret();
    assertThat(gateway(new Answering(KEY, secret, true)).perform(of.call)).isNotNull();
    assertThat(secret).containsOnly(0);
  }

  @ParameterizedTest
  @EnumSource
  void ofAnAnswerForAnotherKey(Secret of) {
    byte[] secret = secret();
    KmsGateway gateway = gateway(new Answering(OTHER, secret, true));
    KmsCallException e =
        catchThrowableOfType(KmsCallException.class, () -> gateway.perform(of.call));
    assertThat(e.failure()).isEqualTo(KmsFailure.WRONG_KEY);
    assertThat(secret).containsOnly(0);
  }

  @ParameterizedTest
  @EnumSource(names = {"DATA_KEY", "PRIVATE_KEY", "ENCAPSULATED"})
  void ofHalfAnAnswer(Secret of) {
    byte[] secret = secret();
    KmsGateway gateway = gateway(new Answering(KEY, secret, false));
    KmsCallException e =
        catchThrowableOfType(KmsCallException.class, () -> gateway.perform(of.call));
    assertThat(e.failure()).isEqualTo(KmsFailure.INCOMPLETE_ANSWER);
    assertThat(secret).containsOnly(0);
  }

  /** A KMS that knows no dry runs performs them. */
  @ParameterizedTest
  @EnumSource
  void ofADryRunThatWasPerformed(Secret of) {
    byte[] secret = secret();
    KmsGateway gateway = gateway(new Answering(KEY, secret, true));
    KmsCallException e =
        catchThrowableOfType(KmsCallException.class, () -> gateway.rehearse(of.call));
    assertThat(e).hasMessageContaining("it was to be a dry run");
    assertThat(secret).containsOnly(0);
  }
}
