package io.github.kmsjca.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.encryptionsdk.CryptoAlgorithm;
import io.github.kmsjca.testkit.TestKms;
import java.security.ProviderException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.AEADBadTagException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the AWS Encryption SDK encrypts, in every suite, is decrypted here. */
class TheirsToOursTest {
  private static final Map<String, String> TENANT = Map.of("tenant", "a", "purpose", "two ways");
  private static final int SEVERAL_MIB = 3_333_333;

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  private static Sdk sdk;
  private static Party strict;
  private static Party lenient;

  @BeforeAll
  static void parties() throws Exception {
    sdk = new Sdk(kms);
    strict = Party.of(kms);
    lenient = Party.of(kms, "allowLegacySuites", "true", "framed.signed", "true");
  }

  @ParameterizedTest
  @EnumSource
  void everySuiteSizeAndFrameLength(CryptoAlgorithm suite) throws Exception {
    for (int frame : new int[] {Sdk.FRAME, 64, 65_536, 0}) {
      int unit = frame == 0 ? 1000 : frame;
      for (int length : new int[] {0, 1, unit - 1, unit, unit + 1, 2 * unit, 3 * unit + 5}) {
        assertReads(suite, frame, length % 2 == 0 ? Map.of() : TENANT, length);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void severalMebibytes(CryptoAlgorithm suite) throws Exception {
    for (int frame : new int[] {Sdk.FRAME, 1 << 20, 0}) {
      assertReads(suite, frame, TENANT, SEVERAL_MIB);
    }
  }

  private static void assertReads(
      CryptoAlgorithm suite, int frame, Map<String, String> context, int length) throws Exception {
    byte[] plaintext = Party.plaintext(length);
    byte[] message = sdk.encrypt(suite, frame, List.of(strict.arn()), context, plaintext);
    Party reader = suite.isCommitting() && !isSigned(suite) ? strict : lenient;
    for (String name : Party.NAMES) {
      assertThat(reader.decrypt(name, message))
          .as("%s, %d bytes in frames of %d", name, length, frame)
          .isEqualTo(plaintext);
      assertThat(reader.withContext(context).decrypt(name, message)).isEqualTo(plaintext);
    }
  }

  static Stream<CryptoAlgorithm> legacySuites() {
    return Stream.of(CryptoAlgorithm.values()).filter(suite -> !suite.isCommitting());
  }

  @ParameterizedTest
  @MethodSource("legacySuites")
  void suitesWithoutCommitmentAreForWhoeverPermitsThem(CryptoAlgorithm suite) throws Exception {
    byte[] message = message(suite);
    Party signedToo = Party.of(kms, "framed.signed", "true");
    kms.local().calls().clear();
    for (String name : List.of(Party.BUFFERED, "AWSKMS/Envelope/NoPadding")) {
      assertThatThrownBy(() -> strict.decrypt(name, message))
          .isExactlyInstanceOf(AEADBadTagException.class)
          .hasMessageContaining("does not commit to its key")
          .hasMessageContaining("allowLegacySuites=true");
    }
    assertThatThrownBy(() -> signedToo.decrypt(Party.FRAMED, message))
        .isExactlyInstanceOf(ProviderException.class)
        .hasMessageContaining("allowLegacySuites=true")
        .hasCauseExactlyInstanceOf(AEADBadTagException.class);
    assertThat(kms.local().calls().all()).isEmpty();
  }

  static Stream<CryptoAlgorithm> signedSuites() {
    return Stream.of(CryptoAlgorithm.values()).filter(TheirsToOursTest::isSigned);
  }

  /** Their frames would be released before anybody knows whether the signature is right. */
  @ParameterizedTest
  @MethodSource("signedSuites")
  void signedSuitesInFramesAreForWhoeverPermitsThem(CryptoAlgorithm suite) throws Exception {
    byte[] message = message(suite);
    Party unsignedOnly = Party.of(kms, "allowLegacySuites", "true");
    kms.local().calls().clear();
    assertThatThrownBy(() -> unsignedOnly.decrypt(Party.FRAMED, message))
        .isExactlyInstanceOf(ProviderException.class)
        .hasMessageContaining("it is signed")
        .hasMessageContaining("framed.signed=true")
        .hasMessageContaining("AWSKMS/Envelope/NoPadding")
        .hasCauseExactlyInstanceOf(AEADBadTagException.class);
    assertThat(kms.local().calls().all()).isEmpty();
    assertThat(unsignedOnly.decrypt(message)).isEqualTo(Party.plaintext(9));
  }

  private static boolean isSigned(CryptoAlgorithm suite) {
    return suite.getTrailingSignatureAlgo() != null;
  }

  private static byte[] message(CryptoAlgorithm suite) {
    return sdk.encrypt(suite, Sdk.FRAME, List.of(strict.arn()), TENANT, Party.plaintext(9));
  }
}
