package io.github.kmsjca.envelope;

import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CommitmentPolicy;
import com.amazonaws.encryptionsdk.CryptoAlgorithm;
import io.github.kmsjca.testkit.TestKms;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.cryptography.materialproviders.ICryptographicMaterialsManager;
import software.amazon.cryptography.materialproviders.IKeyring;
import software.amazon.cryptography.materialproviders.MaterialProviders;
import software.amazon.cryptography.materialproviders.model.CreateAwsKmsKeyringInput;
import software.amazon.cryptography.materialproviders.model.CreateAwsKmsMrkKeyringInput;
import software.amazon.cryptography.materialproviders.model.CreateDefaultCryptographicMaterialsManagerInput;
import software.amazon.cryptography.materialproviders.model.CreateMultiKeyringInput;
import software.amazon.cryptography.materialproviders.model.MaterialProvidersConfig;

/** The AWS Encryption SDK with its KMS keyring, beside the provider on the same KMS. */
public final class Sdk {
  static final CryptoAlgorithm UNSIGNED = CryptoAlgorithm.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY;
  static final int FRAME = 4096;

  private final TestKms kms;
  private final Map<String, KmsClient> clients = new HashMap<>();
  private final MaterialProviders materials =
      MaterialProviders.builder()
          .MaterialProvidersConfig(MaterialProvidersConfig.builder().build())
          .build();

  public Sdk(TestKms kms) {
    this.kms = kms;
  }

  KmsClient client(String region) {
    return clients.computeIfAbsent(region, kms::sdk);
  }

  /** One keyring for all of these keys, the first one generates. */
  IKeyring keyring(List<String> arns) {
    IKeyring first = keyring(arns.get(0));
    return arns.size() == 1
        ? first
        : materials.CreateMultiKeyring(
            CreateMultiKeyringInput.builder()
                .generator(first)
                .childKeyrings(arns.subList(1, arns.size()).stream().map(this::keyring).toList())
                .build());
  }

  private IKeyring keyring(String arn) {
    return materials.CreateAwsKmsKeyring(
        CreateAwsKmsKeyringInput.builder().kmsKeyId(arn).kmsClient(clientOf(arn)).build());
  }

  /** For a multi-Region key, which it takes for the same as its replicas. */
  IKeyring multiRegionKeyring(String arn) {
    return materials.CreateAwsKmsMrkKeyring(
        CreateAwsKmsMrkKeyringInput.builder().kmsKeyId(arn).kmsClient(clientOf(arn)).build());
  }

  private KmsClient clientOf(String arn) {
    return client(arn.split(":", -1)[3]);
  }

  ICryptographicMaterialsManager manager(String arn) {
    return materials.CreateDefaultCryptographicMaterialsManager(
        CreateDefaultCryptographicMaterialsManagerInput.builder()
            .keyring(keyring(List.of(arn)))
            .build());
  }

  /**
   * For any way to encrypt.
   *
   * @param frameLength 0 for none
   */
  static AwsCrypto writer(CryptoAlgorithm suite, int frameLength) {
    return AwsCrypto.builder()
        .withCommitmentPolicy(
            suite.isCommitting()
                ? CommitmentPolicy.RequireEncryptRequireDecrypt
                : CommitmentPolicy.ForbidEncryptAllowDecrypt)
        .withEncryptionAlgorithm(suite)
        .withEncryptionFrameSize(frameLength)
        .build();
  }

  static AwsCrypto reader() {
    return AwsCrypto.builder()
        .withCommitmentPolicy(CommitmentPolicy.RequireEncryptRequireDecrypt)
        .build();
  }

  public byte[] encrypt(
      CryptoAlgorithm suite,
      int frameLength,
      List<String> arns,
      Map<String, String> context,
      byte[] plaintext) {
    return writer(suite, frameLength).encryptData(keyring(arns), plaintext, context).getResult();
  }

  byte[] encrypt(String arn, Map<String, String> context, byte[] plaintext) {
    return encrypt(UNSIGNED, FRAME, List.of(arn), context, plaintext);
  }

  /**
   * As a stock reader does.
   *
   * @param context that the message must have; it may have more
   */
  byte[] decrypt(String arn, Map<String, String> context, byte[] message) {
    return reader().decryptData(keyring(List.of(arn)), message, context).getResult();
  }
}
