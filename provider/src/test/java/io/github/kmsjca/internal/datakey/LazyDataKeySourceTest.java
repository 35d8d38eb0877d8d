package io.github.kmsjca.internal.datakey;

import static io.github.kmsjca.internal.datakey.CacheHarness.assertFails;
import static io.github.kmsjca.internal.datakey.CacheHarness.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.internal.configuration.ConfigurationArgument;
import io.github.kmsjca.internal.configuration.Settings;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.lifecycle.Lifecycle;
import io.github.kmsjca.spec.KmsFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The data keys of a provider instance, as its settings say, with real time and threads. */
@Timeout(60)
class LazyDataKeySourceTest {
  private final FakeKms kms = new FakeKms();

  private static LazyDataKeySource source(String settings) {
    return new LazyDataKeySource(
        new Settings(ConfigurationArgument.parse(settings)), new Lifecycle("a test"));
  }

  private int encrypt(LazyDataKeySource source) throws KmsCallException {
    EncryptionKey key = source.forEncryption(Requests.encryption(kms), 1);
    int number = FakeKms.number(key.bytes());
    key.release();
    return number;
  }

  @Test
  void cachesByDefault() throws KmsCallException {
    LazyDataKeySource source = source("region=eu-west-1");
    assertThat(source.encryptionStatistics()).isEmpty();
    assertThat(source.decryptionStatistics()).isEmpty();
    source.clear();
    assertThat(encrypt(source)).isEqualTo(1);
    assertThat(encrypt(source)).isEqualTo(1);
    DecryptionRequest request = Requests.decryption(kms, Requests.wrapped(1));
    source.forDecryption(request).release();
    source.forDecryption(request).release();
    assertThat(kms.calls()).isEqualTo(2);
    assertThat(source.encryptionStatistics().orElseThrow().hits()).isEqualTo(1);
    assertThat(source.decryptionStatistics().orElseThrow().hits()).isEqualTo(1);
    source.clear();
    assertThat(kms.isAllWiped()).isTrue();
    assertThat(encrypt(source)).isEqualTo(2);
  }

  @Test
  void theCacheCanBeSwitchedOff() throws KmsCallException {
    LazyDataKeySource source = source("dataKey.cache=false");
    assertThat(encrypt(source)).isEqualTo(1);
    assertThat(encrypt(source)).isEqualTo(2);
    source.clear();
    assertThat(source.encryptionStatistics()).isEmpty();
    assertThat(kms.isAllWiped()).isTrue();
  }

  @Test
  void boundsComeFromTheSettings() throws KmsCallException {
    LazyDataKeySource source = source("dataKey.maxMessages=2");
    for (int i = 0; i < 6; i++) {
      assertThat(encrypt(source)).isEqualTo(1 + i / 2);
    }
    source = source("dataKey.maxBytes=1");
    int first = encrypt(source);
    assertThat(encrypt(source)).isGreaterThan(first);
  }

  @Test
  void bounds() throws Exception {
    Settings settings =
        new Settings(
            ConfigurationArgument.parse(
                "dataKey.maxAge=1m;dataKey.maxMessages=2;dataKey.maxBytes=3KiB;"
                    + "dataKey.maxEntries=4;dataKey.maxDecryptEntries=5;"
                    + "dataKey.refreshDecrypt=true"));
    assertThat(CacheBounds.of(settings.get()))
        .isEqualTo(new CacheBounds(Duration.ofMinutes(1), 2, 3 << 10, 4, 5, true));
  }

  @Test
  void aWrongSettingIsSaidWithEveryUse() {
    LazyDataKeySource source = source("dataKey.maxAge=25h");
    for (int i = 0; i < 2; i++) {
      assertFails(KmsFailure.CONFIGURATION, () -> encrypt(source));
      assertThatThrownBy(() -> encrypt(source))
          .hasMessageContaining("dataKey.maxAge")
          .hasMessageContaining(FakeKms.KEY.toString());
    }
    assertThat(kms.calls()).isZero();
  }

  /** By the scheduler, in seconds, though nobody asks for the key again. */
  @Test
  void whatExpiresIsWipedByItself() throws Exception {
    LazyDataKeySource source = source("dataKey.maxAge=1ms");
    source.forDecryption(Requests.decryption(kms, Requests.wrapped(1))).release();
    await(kms::isAllWiped);
    // Asked of the source, which without a user would be collected, keys and all.
    await(() -> source.decryptionStatistics().orElseThrow().entries() == 0);
  }
}
