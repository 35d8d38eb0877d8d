package io.github.kmsjca.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CryptoAlgorithm;
import com.amazonaws.encryptionsdk.caching.CachingCryptoMaterialsManager;
import com.amazonaws.encryptionsdk.caching.LocalCryptoMaterialsCache;
import com.amazonaws.encryptionsdk.kmssdkv2.KmsMasterKeyProvider;
import io.github.kmsjca.testkit.TestKms;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Messages that share a data key from the AWS Encryption SDK's own cache. */
class TheirCacheTest {
  private static final int MESSAGES = 5;

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  /** A data key serves many messages there only if each derives a key of its own. */
  @ParameterizedTest
  @EnumSource(mode = Mode.MATCH_NONE, names = ".*NO_KDF")
  void takeOneDecrypt(CryptoAlgorithm suite) throws Exception {
    Party ours = Party.of(kms, "allowLegacySuites", "true", "framed.signed", "true");
    CachingCryptoMaterialsManager manager = cache(ours.arn());
    AwsCrypto writer = Sdk.writer(suite, Sdk.FRAME);
    byte[][] messages = new byte[MESSAGES][];
    kms.local().calls().clear();
    for (int i = 0; i < MESSAGES; i++) {
      messages[i] =
          writer.encryptData(manager, Party.plaintext(i), Map.of("tenant", "a")).getResult();
    }
    kms.assertCalls(1, "GenerateDataKey");
    for (int i = 0; i < MESSAGES; i++) {
      for (String name : Party.NAMES) {
        assertThat(ours.decrypt(name, messages[i])).isEqualTo(Party.plaintext(i));
      }
    }
    kms.assertCalls(1, "Decrypt");
  }

  private static CachingCryptoMaterialsManager cache(String arn) {
    KmsMasterKeyProvider keys =
        KmsMasterKeyProvider.builder()
            .customRegionalClientSupplier(region -> kms.sdk(region.id()))
            .buildStrict(arn);
    return CachingCryptoMaterialsManager.newBuilder()
        .withMasterKeyProvider(keys)
        .withCache(new LocalCryptoMaterialsCache(10))
        .withMaxAge(1, TimeUnit.HOURS)
        .build();
  }
}
