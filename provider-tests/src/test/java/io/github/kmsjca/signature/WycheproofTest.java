package io.github.kmsjca.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.testkit.Verifiers;
import io.github.kmsjca.testkit.Wycheproof;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The Wycheproof vectors against the verifiers that {@code getInstance(name, "AWSKMS")} gives: an
 * honest KMS never shows what they do with a dishonest signature. The vectors are C2SP/wycheproof,
 * folder {@code testvectors_v1}; {@code -Dwycheproof=<folder>} says where a copy is, gzipped or
 * not.
 */
class WycheproofTest {
  private static final Provider PROVIDER = new KmsProvider();
  private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

  @BeforeAll
  static void vectorsAreThere() {
    Wycheproof.assumeThere();
  }

  @ParameterizedTest
  @CsvSource({
    "ecdsa_secp256r1_sha256, SHA256withECDSA, EC",
    "ecdsa_secp256r1_sha256_p1363, SHA256withECDSAinP1363Format, EC",
    "ecdsa_secp384r1_sha384, SHA384withECDSA, EC",
    "ecdsa_secp521r1_sha512, SHA512withECDSA, EC",
    "ecdsa_secp256k1_sha256, SHA256withECDSA, EC",
    "ecdsa_secp256k1_sha256_p1363, SHA256withECDSAinP1363Format, EC",
    "ed25519, Ed25519, EdDSA",
    "mldsa_44_verify, ML-DSA-44, ML-DSA",
    "mldsa_65_verify, ML-DSA-65, ML-DSA",
    "mldsa_87_verify, ML-DSA-87, ML-DSA",
    "rsa_signature_2048_sha256, SHA256withRSA, RSA",
    "rsa_signature_3072_sha384, SHA384withRSA, RSA",
    "rsa_signature_4096_sha512, SHA512withRSA, RSA",
    "rsa_pss_2048_sha256_mgf1_32, SHA256withRSAandMGF1, RSA",
    "rsa_pss_2048_sha384_mgf1_48, SHA384withRSAandMGF1, RSA",
    "rsa_pss_3072_sha256_mgf1_32, RSASSA-PSS, RSA",
    "rsa_pss_4096_sha512_mgf1_64, SHA512withRSAandMGF1, RSA"
  })
  void verdicts(String file, String algorithm, String keyAlgorithm, TestReporter reporter)
      throws Exception {
    List<String> wrong = new ArrayList<>();
    List<String> acceptable = new ArrayList<>();
    int count = 0;
    for (JsonNode group : Wycheproof.read(file).get("testGroups")) {
      for (JsonNode test : group.get("tests")) {
        // KMS has no ML-DSA context, and JCA no way to give one on JDK 17.
        if (test.path("ctx").asText().isEmpty()) {
          count++;
          boolean accepted = accepts(algorithm, keyAlgorithm, group, test);
          String result = test.get("result").asText();
          String line = test.get("tcId") + " " + test.get("comment") + ": " + accepted;
          if (result.equals("acceptable")) {
            acceptable.add(line);
          } else if (accepted != result.equals("valid")) {
            wrong.add(line);
          }
        }
      }
    }
    assertTrue(count > 20, "the file has tests");
    acceptable.forEach(line -> reporter.publishEntry(file + " acceptable", line));
    assertEquals(List.of(), wrong);
  }

  private static boolean accepts(
      String algorithm, String keyAlgorithm, JsonNode group, JsonNode test) throws Exception {
    try {
      Signature signature = Signature.getInstance(algorithm, PROVIDER);
      if (algorithm.equals("RSASSA-PSS")) {
        signature.setParameter(Verifiers.pssSha256());
      }
      signature.initVerify(publicKey(keyAlgorithm, bytes(group.get("publicKeyDer"))));
      signature.update(bytes(test.get("msg")));
      return signature.verify(bytes(test.get("sig")));
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static PublicKey publicKey(String algorithm, byte[] encoded)
      throws GeneralSecurityException {
    X509EncodedKeySpec spec = new X509EncodedKeySpec(encoded);
    try {
      return KeyFactory.getInstance(algorithm).generatePublic(spec);
    } catch (GeneralSecurityException notOnThisPlatform) {
      return KeyFactory.getInstance(algorithm, BOUNCY_CASTLE).generatePublic(spec);
    }
  }

  private static byte[] bytes(JsonNode hex) {
    return HexFormat.of().parseHex(hex == null ? "" : hex.asText());
  }
}
