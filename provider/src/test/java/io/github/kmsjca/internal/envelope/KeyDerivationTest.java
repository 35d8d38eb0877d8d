package io.github.kmsjca.internal.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.internal.algorithm.MessageSuite;
import java.util.Base64;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KeyDerivationTest {
  private final KeyDerivation derivation = new KeyDerivation();

  /** Computed by the AWS Encryption SDK for Java 3.0.2 of zeros. */
  @ParameterizedTest
  @CsvSource({
    "AES_256_GCM_HKDF_SHA512_COMMIT_KEY, qSmd3ox7r+cIeGmJhuguY3i5S/LMKVUYJGgWR7rhE6M=",
    "AES_256_GCM_HKDF_SHA512_COMMIT_KEY_ECDSA_P384, FMygob85VLR2Y0EWK6hq5K4OQI2fYoVt0qQp9VWrRAE="
  })
  void derivesAsTheEncryptionSdk(MessageSuite suite, String key) {
    for (int i = 0; i < 2; i++) { // the second time with the MAC that the first one left
      KeyDerivation.MessageKey derived = derivation.derive(suite, new byte[32], new byte[32]);
      assertThat(derived.key()).isEqualTo(Base64.getDecoder().decode(key));
      assertThat(derived.commitment())
          .isEqualTo(Base64.getDecoder().decode("Qz2Df1nLfpvGM00VSv+DEQnGNy2Y+LWshYi/9++rplE="));
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "AES_128_GCM_HKDF_SHA256",
        "AES_192_GCM_HKDF_SHA256",
        "AES_256_GCM_HKDF_SHA256",
        "AES_128_GCM_HKDF_SHA256_ECDSA_P256",
        "AES_192_GCM_HKDF_SHA384_ECDSA_P384",
        "AES_256_GCM_HKDF_SHA384_ECDSA_P384"
      })
  void olderSuitesDeriveAsBouncyCastle(MessageSuite suite) {
    byte[] id = new byte[16];
    id[3] = 7;
    byte[] dataKey = new byte[suite.keyLength()];
    dataKey[5] = 9;
    byte[] info = new byte[18];
    info[0] = (byte) (suite.id() >> 8);
    info[1] = (byte) suite.id();
    System.arraycopy(id, 0, info, 2, id.length);
    boolean isSha256 = suite.name().contains("SHA256");
    HKDFBytesGenerator hkdf =
        new HKDFBytesGenerator(isSha256 ? new SHA256Digest() : new SHA384Digest());
    hkdf.init(new HKDFParameters(dataKey, null, info));
    byte[] expected = new byte[suite.keyLength()];
    hkdf.generateBytes(expected, 0, expected.length);
    KeyDerivation.MessageKey derived = derivation.derive(suite, id, dataKey);
    assertThat(derived.key()).isEqualTo(expected);
    assertThat(derived.commitment()).isEmpty();
  }

  @Test
  void oldestSuitesUseTheDataKeyItself() {
    byte[] dataKey = {1, 2, 3};
    KeyDerivation.MessageKey derived =
        derivation.derive(MessageSuite.AES_128_GCM, new byte[16], dataKey);
    assertThat(derived.key()).isEqualTo(dataKey).isNotSameAs(dataKey);
  }

  @Test
  void tellsNoKey() {
    assertThat(derivation.derive(MessageSuite.AES_128_GCM, new byte[16], new byte[] {1}).toString())
        .isEqualTo("a message key of 1 bytes");
  }
}
