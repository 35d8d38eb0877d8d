package io.github.kmsjca.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import io.github.kmsjca.testkit.Verifiers;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Wrong signatures, verified by objects pinned to us: what the platform does, we do. */
class VerifyFailureTest {
  @RegisterExtension static final TestKms kms = TestKms.start();
  private static Provider provider;

  @BeforeAll
  static void start() {
    provider = kms.provider();
  }

  @ParameterizedTest
  @EnumSource(
      value = SignatureAlgorithm.class,
      names = {
        "SHA256_WITH_RSA",
        "RSASSA_PSS",
        "SHA384_WITH_RSA_AND_MGF1",
        "SHA256_WITH_ECDSA",
        "SHA256_WITH_ECDSA_P1363",
        "NONE_WITH_ECDSA",
        "ED25519"
      })
  void refusesWhatIsNoSignature(SignatureAlgorithm row) throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, TestKms.aliasFor(row));
    PublicKey publicKey = key.publicKey();
    byte[] good = sign(row, key);
    Signature ours = ready(Signature.getInstance(row.jcaName(), provider), row);
    ours.initVerify(publicKey);
    kms.local().calls().clear();

    byte[] tampered = good.clone();
    tampered[tampered.length - 1] ^= 1;
    assertFalse(verify(ours, row, tampered), "tampered");
    for (Map.Entry<String, byte[]> wrong : wrongOnes(good).entrySet()) {
      assertFalse(accepts(ours, row, wrong.getValue()), wrong.getKey());
    }
    assertTrue(verify(ours, row, good), "and the object still verifies a good one");
    assertEquals(0, kms.local().calls().count(), "verification is local");
  }

  private static Map<String, byte[]> wrongOnes(byte[] good) {
    byte[] garbage = new byte[good.length];
    Arrays.fill(garbage, (byte) 0xA5);
    Map<String, byte[]> wrong = new LinkedHashMap<>();
    wrong.put("empty", new byte[0]);
    wrong.put("one byte", new byte[1]);
    wrong.put("truncated", Arrays.copyOf(good, good.length - 1));
    wrong.put("half", Arrays.copyOf(good, good.length / 2));
    wrong.put("longer", Arrays.copyOf(good, good.length + 1));
    wrong.put("zeros", new byte[good.length]);
    wrong.put("garbage", garbage);
    return wrong;
  }

  private static byte[] sign(SignatureAlgorithm row, PrivateKey key) throws Exception {
    Signature signature = ready(Signature.getInstance(row.jcaName(), provider), row);
    signature.initSign(key);
    signature.update(Verifiers.input(row, Explanation.SECRET));
    return signature.sign();
  }

  /** PSS under a name with a digest has its parameters; the platform wants them told. */
  private static Signature ready(Signature signature, SignatureAlgorithm row) throws Exception {
    if (Verifiers.needsParameters(row)) {
      signature.setParameter(Verifiers.pssSha256());
    } else if (signature.getAlgorithm().equals("RSASSA-PSS")) {
      signature.setParameter(Verifiers.pss(row.digest().jcaName(), row.digest().length()));
    }
    return signature;
  }

  private static boolean verify(Signature signature, SignatureAlgorithm row, byte[] made)
      throws Exception {
    signature.update(Verifiers.input(row, Explanation.SECRET));
    return signature.verify(made);
  }

  /**
   * A malformed signature may be false or an exception; the platform's EdDSA takes a longer one.
   */
  private static boolean accepts(Signature signature, SignatureAlgorithm row, byte[] made)
      throws Exception {
    try {
      return verify(signature, row, made);
    } catch (SignatureException e) {
      return false;
    }
  }
}
