package io.github.kmsjca.programs.cose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.authlete.cose.COSEException;
import com.authlete.cose.COSEProtectedHeader;
import com.authlete.cose.COSEProtectedHeaderBuilder;
import com.authlete.cose.COSESign1;
import com.authlete.cose.COSESign1Builder;
import com.authlete.cose.COSESigner;
import com.authlete.cose.COSEVerifier;
import com.authlete.cose.SigStructure;
import com.authlete.cose.SigStructureBuilder;
import com.authlete.cose.constants.COSEAlgorithms;
import io.github.kmsjca.KmsKeys;
import io.github.kmsjca.programs.Calls;
import io.github.kmsjca.programs.Documents;
import io.github.kmsjca.programs.LibraryHost;
import java.security.PrivateKey;
import java.security.PublicKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** COSE (RFC 9052) by Authlete's library, which wants keys of the type ECPrivateKey. */
class CoseTest {
  private static final String PASSED_OVER =
      "io.github.kmsjca.programs.LibraryHost#isBehindOneThatTakesAdaptedKeys";

  private static COSESign1 sign(PrivateKey key, int algorithm) throws Exception {
    String payload = "hello";
    // guide: documents.md
    COSEProtectedHeader header = new COSEProtectedHeaderBuilder().alg(algorithm).build();
    SigStructure structure =
        new SigStructureBuilder().signature1().bodyAttributes(header).payload(payload).build();
    byte[] signature =
        new COSESigner(KmsKeys.asECPrivateKey(key)).sign(structure, algorithm); // 1 Sign
    COSESign1 message =
        new COSESign1Builder()
            .protectedHeader(header)
            .payload(payload)
            .signature(signature)
            .build();
    // end of guide
    return message;
  }

  @ParameterizedTest
  @DisabledIf(value = PASSED_OVER, disabledReason = "the provider has to be first on JDK 17")
  @CsvSource({
    "ecc-nist-p256, " + COSEAlgorithms.ES256,
    "ecc-nist-p384, " + COSEAlgorithms.ES384,
    "ecc-nist-p521, " + COSEAlgorithms.ES512
  })
  void signs(String alias, int algorithm) throws Exception {
    PublicKey publicKey = LibraryHost.certificate(alias).getPublicKey();
    Calls calls =
        LibraryHost.calls(
            () ->
                assertThat(
                        new COSEVerifier(publicKey)
                            .verify(sign(LibraryHost.privateKey(alias), algorithm)))
                    .isTrue());
    Documents.COSE.assertCosts(calls, 1);
  }

  @Test
  @DisabledIf(value = PASSED_OVER, disabledReason = "the provider has to be first on JDK 17")
  void theExceptionSaysThatTheKeyIsDisabled() throws Exception {
    PrivateKey key = LibraryHost.privateKey("ecc-nist-p256");
    LibraryHost.whileDisabled(
        "ecc-nist-p256",
        () ->
            assertThatThrownBy(() -> sign(key, COSEAlgorithms.ES256))
                .isInstanceOf(COSEException.class)
                .hasStackTraceContaining("the key is disabled"));
  }

  @Test
  @EnabledIf(value = PASSED_OVER, disabledReason = "the provider is asked")
  void asTheLastOnJdk17TheProviderIsNotAsked() throws Exception {
    PrivateKey key = LibraryHost.privateKey("ecc-nist-p256");
    assertThatThrownBy(() -> sign(key, COSEAlgorithms.ES256))
        .hasStackTraceContaining("is the provider first?");
  }
}
