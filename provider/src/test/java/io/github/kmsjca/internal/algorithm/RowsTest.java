package io.github.kmsjca.internal.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowsTest {
  @Test
  void noTwoRowsShareAName() {
    List<String> names = new ArrayList<>();
    for (SignatureAlgorithm row : SignatureAlgorithm.values()) {
      names.add(row.jcaName().toUpperCase(Locale.ROOT));
      row.aliases().forEach(alias -> names.add(alias.toUpperCase(Locale.ROOT)));
    }
    assertThat(names).doesNotHaveDuplicates();
  }

  @Test
  void noTwoCiphersShareAName() {
    List<String> names = new ArrayList<>();
    for (CipherAlgorithm row : CipherAlgorithm.values()) {
      names.add(row.jcaName().toUpperCase(Locale.ROOT));
      row.aliases().forEach(alias -> names.add(alias.toUpperCase(Locale.ROOT)));
    }
    assertThat(names).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void macsAreThoseOfTheirSpec(MacAlgorithm row) throws Exception {
    assertThat(MacAlgorithm.of(row.spec())).isEqualTo(row);
    assertThat(row.spec().keyAlgorithm()).isEqualTo(row.jcaName());
    assertThat(Mac.getInstance(row.jcaName()).getMacLength()).isEqualTo(row.length());
    for (String alias : row.aliases()) {
      assertThat(Mac.getInstance(alias, "SunJCE").getMacLength()).isEqualTo(row.length());
    }
  }

  /** FIPS 203, table 3; and each row has keys. */
  @ParameterizedTest
  @EnumSource
  void encapsulationsHaveTheLengthOfTheirSpec(KemAlgorithm row) {
    assertThat(row.wireName()).isEqualTo("ML_KEM");
    assertThat(Arrays.stream(KeySpec.values()).filter(row::suits))
        .isNotEmpty()
        .allSatisfy(
            spec -> {
              String size = spec.name().substring("ML_KEM_".length());
              assertThat(KemAlgorithm.encapsulationLength(spec))
                  .isEqualTo(Map.of("512", 768, "768", 1088, "1024", 1568).get(size));
              assertThat(row.jcaName()).isIn("ML-KEM", "ML-KEM-" + size);
            });
    assertThatThrownBy(() -> KemAlgorithm.encapsulationLength(KeySpec.SM2))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void wireNamesAreThoseOfKms() {
    assertThat(SignatureScheme.RSA_PKCS1.wireName(Digest.SHA_256))
        .isEqualTo("RSASSA_PKCS1_V1_5_SHA_256");
    assertThat(SignatureScheme.RSA_PSS.wireName(Digest.SHA_384)).isEqualTo("RSASSA_PSS_SHA_384");
    assertThat(SignatureScheme.ECDSA_P1363.wireName(Digest.SHA_512)).isEqualTo("ECDSA_SHA_512");
    assertThat(SignatureScheme.ED25519.wireName(Digest.SHA_512)).isEqualTo("ED25519_SHA_512");
  }

  @ParameterizedTest
  @EnumSource
  void digestsHaveTheirLengthAndPrefix(Digest digest) throws Exception {
    assertThat(MessageDigest.getInstance(digest.jcaName()).getDigestLength())
        .isEqualTo(digest.length());
    byte[] prefix = digest.digestInfoPrefix();
    assertThat(prefix[1]).isEqualTo((byte) (prefix.length - 2 + digest.length()));
    assertThat(prefix[prefix.length - 1]).isEqualTo((byte) digest.length());
  }

  @Test
  void unknownSpecsAreNull() {
    assertThat(KeySpec.ofWireName("ML_KEM_2048")).isNull();
    assertThat(KeySpec.ofWireName("RSA_2048")).isEqualTo(KeySpec.RSA_2048);
  }
}
