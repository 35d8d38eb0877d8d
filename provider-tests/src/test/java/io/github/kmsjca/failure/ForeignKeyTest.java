package io.github.kmsjca.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.internal.algorithm.KeyFamily;
import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import io.github.kmsjca.testkit.Verifiers;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that are not this provider's own, given to it by name. */
class ForeignKeyTest {
  private static final Map<KeyFamily, KeyPair> SOFTWARE = new EnumMap<>(KeyFamily.class);
  @RegisterExtension static final TestKms kms = TestKms.start();
  private static Provider provider;

  /** A key of a kind that nobody has heard of. */
  private static final class UnknownKey implements PrivateKey, PublicKey {
    private static final long serialVersionUID = 1L;

    @Override
    public String getAlgorithm() {
      return "unknown";
    }

    @Override
    public String getFormat() {
      return "unknown";
    }

    @Override
    public byte[] getEncoded() {
      return Explanation.SECRET.clone();
    }
  }

  @BeforeAll
  static void start() throws Exception {
    provider = kms.provider();
    SOFTWARE.put(KeyFamily.RSA, KeyPairGenerator.getInstance("RSA").generateKeyPair());
    SOFTWARE.put(KeyFamily.EC, KeyPairGenerator.getInstance("EC").generateKeyPair());
    SOFTWARE.put(KeyFamily.EDDSA, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
  }

  static Stream<SignatureAlgorithm> rowsWithSoftwareKeys() {
    return Arrays.stream(SignatureAlgorithm.values())
        .filter(row -> SOFTWARE.containsKey(row.scheme().family()))
        .filter(row -> row != SignatureAlgorithm.ED25519PH); // a name that is ours alone
  }

  @ParameterizedTest
  @MethodSource("rowsWithSoftwareKeys")
  void softwareKeyIsPassedOn(SignatureAlgorithm row) throws Exception {
    KeyPair pair = SOFTWARE.get(row.scheme().family());
    Signature signature = Signature.getInstance(row.jcaName(), provider);
    if (Verifiers.needsParameters(row)) {
      signature.setParameter(Verifiers.pssSha256());
    }
    byte[] input = Verifiers.input(row, Explanation.SECRET);
    kms.local().calls().clear();

    signature.initSign(pair.getPrivate());
    signature.update(input);
    byte[] made = signature.sign();
    assertTrue(Verifiers.verifies(row, pair.getPublic(), Explanation.SECRET, made));
    signature.initVerify(pair.getPublic());
    signature.update(input);
    assertTrue(signature.verify(made));

    assertEquals(0, kms.local().calls().count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SHA256withRSA",
        "SHA256withRSAandMGF1",
        "SHA256withECDSA",
        "NONEwithRSA",
        "EdDSA"
      })
  void unknownKeyIsInvalid(String algorithm) throws Exception {
    Signature signature = Signature.getInstance(algorithm, provider);
    InvalidKeyException signing =
        assertThrowsExactly(
            InvalidKeyException.class, () -> signature.initSign((PrivateKey) new UnknownKey()));
    InvalidKeyException verifying =
        assertThrowsExactly(
            InvalidKeyException.class, () -> signature.initVerify((PublicKey) new UnknownKey()));
    assertThat(String.valueOf(signing.getMessage())).doesNotContain("Zwiebel");
    assertThat(String.valueOf(verifying.getMessage())).doesNotContain("Zwiebel");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHA256withRSA", "RSASSA-PSS", "SHA256withECDSA", "Ed25519"})
  void nullKeyIsInvalid(String algorithm) throws Exception {
    Signature signature = Signature.getInstance(algorithm, provider);
    assertThrowsExactly(InvalidKeyException.class, () -> signature.initSign(null));
    assertThrowsExactly(InvalidKeyException.class, () -> signature.initVerify((PublicKey) null));
  }

  /** Two instances with different credentials or scopes: no key slips from one to the other. */
  @Test
  void handleOfAnotherInstanceIsRefused() throws Exception {
    Provider other = kms.provider("name", "OTHER");
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(other, "rsa-2048");
    Signature signature = Signature.getInstance("SHA256withRSA", provider);
    kms.local().calls().clear();
    InvalidKeyException e =
        assertThrowsExactly(InvalidKeyException.class, () -> signature.initSign(key));
    assertThat(e).hasMessageContaining(key.arn()).hasMessageContaining("OTHER");
    assertEquals(0, kms.local().calls().count());
  }

  /** Pinned to one, it goes to the instance that made it, if JCA knows that one. */
  @Test
  @ResourceLock("java.security.Security.providers")
  void handleOfAnotherInstanceGoesWhereItBelongs() throws Exception {
    Provider other = kms.provider("name", "OTHER");
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(other, "rsa-2048");
    Security.addProvider(other);
    try {
      Signing signing = Signing.start(provider, SignatureAlgorithm.SHA256_WITH_RSA, key);
      signing.assertWorksAgain();
    } finally {
      Security.removeProvider("OTHER");
    }
  }

  /** One object, a KMS key and a software key in turns: no state of one gets into the other. */
  @Test
  void kmsAndSoftwareKeysInTurns() throws Exception {
    SignatureAlgorithm row = SignatureAlgorithm.SHA256_WITH_ECDSA;
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, "ecc-nist-p256");
    KeyPair software = SOFTWARE.get(KeyFamily.EC);
    Signature signature = Signature.getInstance(row.jcaName(), provider);
    for (int i = 0; i < 3; i++) {
      signature.initSign(key);
      signature.update(Explanation.SECRET);
      byte[] remote = signature.sign();
      signature.update((byte) 'x'); // left over when the next key comes
      signature.initSign(software.getPrivate());
      signature.update(Explanation.SECRET);
      byte[] local = signature.sign();
      assertTrue(Verifiers.verifies(row, key.publicKey(), Explanation.SECRET, remote));
      assertTrue(Verifiers.verifies(row, software.getPublic(), Explanation.SECRET, local));
      assertFalse(Verifiers.verifies(row, key.publicKey(), Explanation.SECRET, local));
    }
  }
}
