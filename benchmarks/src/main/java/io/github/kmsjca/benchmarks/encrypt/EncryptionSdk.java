package io.github.kmsjca.benchmarks.encrypt;

import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CommitmentPolicy;
import com.amazonaws.encryptionsdk.CryptoAlgorithm;
import com.amazonaws.encryptionsdk.CryptoMaterialsManager;
import com.amazonaws.encryptionsdk.caching.CachingCryptoMaterialsManager;
import com.amazonaws.encryptionsdk.caching.LocalCryptoMaterialsCache;
import com.amazonaws.encryptionsdk.kmssdkv2.AwsKmsMrkAwareMasterKeyProvider;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * The AWS Encryption SDK at its fastest: data keys cached, and the suite that we write, without the
 * signature that is its default. Thread-safe.
 */
public final class EncryptionSdk {
  /** The frame length unless one is set. */
  public static final int DEFAULT_FRAME = AwsCrypto.getDefaultFrameSize();

  private static final int CACHE_ENTRIES = 100;

  private final CryptoMaterialsManager materials;

  public EncryptionSdk(KmsClient client, String arn, Duration maxAge) {
    this.materials =
        CachingCryptoMaterialsManager.newBuilder()
            .withMasterKeyProvider(
                AwsKmsMrkAwareMasterKeyProvider.builder()
                    .customRegionalClientSupplier(region -> client)
                    .buildStrict(arn))
            .withCache(new LocalCryptoMaterialsCache(CACHE_ENTRIES))
            .withMaxAge(maxAge.toMillis(), TimeUnit.MILLISECONDS)
            .build();
  }

  /** With its cache, to be given to {@link #crypto}. */
  public CryptoMaterialsManager materials() {
    return materials;
  }

  public static AwsCrypto crypto(int frameLength) {
    return AwsCrypto.builder()
        .withCommitmentPolicy(CommitmentPolicy.RequireEncryptRequireDecrypt)
        .withEncryptionAlgorithm(CryptoAlgorithm.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY)
        .withEncryptionFrameSize(frameLength)
        .build();
  }

  /** Whole messages; any number of these share the cache. */
  public MessageEncryption messages(int frameLength) {
    AwsCrypto crypto = crypto(frameLength);
    return new MessageEncryption() {
      @Override
      public byte[] encrypt(byte[] plaintext) {
        return crypto.encryptData(materials, plaintext).getResult();
      }

      @Override
      public byte[] decrypt(byte[] message) {
        return crypto.decryptData(materials, message).getResult();
      }
    };
  }
}
