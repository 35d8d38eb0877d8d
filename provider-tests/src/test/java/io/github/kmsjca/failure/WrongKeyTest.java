package io.github.kmsjca.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import java.security.InvalidKeyException;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A KMS key that cannot do what is asked: refused at init, without a call, by the key's name. */
class WrongKeyTest {
  /** How the Signature object is come by. */
  enum Way {
    BY_PROVIDER,
    UNNAMED_FIRST,
    UNNAMED_LAST
  }

  @RegisterExtension static final TestKms kms = TestKms.start();

  @BeforeAll
  static void start() {
    kms.create("decrypts", "RSA_2048", "ENCRYPT_DECRYPT");
    kms.create("agrees", "ECC_NIST_P256", "KEY_AGREEMENT");
  }

  static Stream<Arguments> rows() {
    return Stream.of(Way.values())
        .flatMap(
            way ->
                Stream.of(
                    Arguments.of(way, "decrypts", "SHA256withRSA", "ENCRYPT_DECRYPT"),
                    Arguments.of(way, "decrypts", "RSASSA-PSS", "SIGN_VERIFY"),
                    Arguments.of(way, "agrees", "SHA256withECDSA", "KEY_AGREEMENT"),
                    Arguments.of(way, "rsa-2048", "SHA256withECDSA", "RSA_2048"),
                    Arguments.of(way, "rsa-2048", "Ed25519", "RSA_2048"),
                    Arguments.of(way, "ecc-nist-p256", "SHA256withRSA", "ECC_NIST_P256"),
                    Arguments.of(way, "ecc-nist-p256", "RSASSA-PSS", "ECC_NIST_P256"),
                    Arguments.of(way, "ecc-nist-edwards25519", "SHA256withECDSA", "EDWARDS25519"),
                    Arguments.of(way, "ecc-nist-edwards25519", "NONEwithRSA", "EDWARDS25519")));
  }

  @ParameterizedTest
  @MethodSource("rows")
  @ResourceLock("java.security.Security.providers")
  void isRefusedByName(Way way, String alias, String algorithm, String reason) throws Exception {
    Provider provider = kms.provider("name", "WRONGKEY");
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, alias);
    kms.local().calls().clear();
    try {
      Signature signature = signature(way, algorithm, provider);
      InvalidKeyException e =
          assertThrowsExactly(InvalidKeyException.class, () -> signature.initSign(key));
      // Last, the platform's EdDSA sees every key before us, and JCA shows the first refusal.
      if (way != Way.UNNAMED_LAST || !algorithm.equals("Ed25519")) {
        assertThat(e).hasMessageContaining(key.arn()).hasMessageContaining(reason);
      }
      assertThrows(SignatureException.class, () -> signature.update(Explanation.SECRET));
      assertEquals(0, kms.local().calls().count(), "init is offline");
    } finally {
      Security.removeProvider(provider.getName());
    }
  }

  private static Signature signature(Way way, String algorithm, Provider provider)
      throws Exception {
    return switch (way) {
      case BY_PROVIDER -> Signature.getInstance(algorithm, provider);
      case UNNAMED_FIRST -> {
        Security.insertProviderAt(provider, 1);
        yield Signature.getInstance(algorithm);
      }
      case UNNAMED_LAST -> {
        Security.addProvider(provider);
        yield Signature.getInstance(algorithm);
      }
    };
  }

  /** Whoever overlooks the exception must not sign with the key before. */
  @Test
  void failedInitForgetsTheKeyBefore() throws Exception {
    Provider provider = kms.provider();
    Signature signature = Signature.getInstance("SHA256withRSA", provider);
    signature.initSign(TestKms.key(provider, "rsa-2048"));
    signature.update(Explanation.SECRET);
    assertThrowsExactly(
        InvalidKeyException.class, () -> signature.initSign(TestKms.key(provider, "decrypts")));
    kms.local().calls().clear();
    assertThrowsExactly(SignatureException.class, signature::sign);
    assertThrowsExactly(SignatureException.class, () -> signature.update(Explanation.SECRET));
    assertEquals(0, kms.local().calls().count());
  }
}
