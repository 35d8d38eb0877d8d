package io.github.kmsjca.signature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import io.github.kmsjca.testkit.Verifiers;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Signature;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However the message comes in, the signature is of the same bytes. */
class CallPatternTest {
  @RegisterExtension static final TestKms kms = TestKms.start();
  private static Provider provider;

  @BeforeAll
  static void start() {
    provider = kms.provider();
  }

  /** Ways to hand a message to {@code update}. */
  enum Pattern {
    WHOLE,
    BYTE_BY_BYTE,
    SLICES,
    HEAP_BUFFER,
    READ_ONLY_BUFFER,
    DIRECT_BUFFER,
    MIXED;

    void feed(Signature signature, byte[] message) throws Exception {
      switch (this) {
        case WHOLE -> signature.update(message);
        case BYTE_BY_BYTE -> {
          for (byte b : message) {
            signature.update(b);
          }
        }
        case SLICES -> {
          byte[] padded = new byte[message.length + 7];
          System.arraycopy(message, 0, padded, 3, message.length);
          int half = message.length / 2;
          signature.update(padded, 3, half);
          signature.update(padded, 3 + half, 0);
          signature.update(padded, 3 + half, message.length - half);
        }
        case HEAP_BUFFER -> feed(signature, ByteBuffer.wrap(message));
        case READ_ONLY_BUFFER -> feed(signature, ByteBuffer.wrap(message).asReadOnlyBuffer());
        case DIRECT_BUFFER -> {
          ByteBuffer direct = ByteBuffer.allocateDirect(message.length).put(message);
          feed(signature, direct.flip());
        }
        case MIXED -> {
          int half = message.length / 2;
          signature.update(message, 0, half);
          feed(signature, ByteBuffer.wrap(message, half, message.length - half).slice());
        }
      }
    }

    private static void feed(Signature signature, ByteBuffer buffer) throws Exception {
      signature.update(buffer);
      assertEquals(0, buffer.remaining());
    }
  }

  static Stream<Arguments> rowsAndPatterns() {
    return Stream.of(
            SignatureAlgorithm.SHA384_WITH_RSA,
            SignatureAlgorithm.RSASSA_PSS,
            SignatureAlgorithm.SHA512_WITH_RSA_AND_MGF1,
            SignatureAlgorithm.SHA224_WITH_ECDSA,
            SignatureAlgorithm.SHA3_512_WITH_ECDSA_P1363,
            SignatureAlgorithm.ED25519,
            SignatureAlgorithm.ED25519PH,
            SignatureAlgorithm.ML_DSA_65,
            SignatureAlgorithm.SM3_WITH_SM2)
        .flatMap(row -> Arrays.stream(Pattern.values()).map(p -> Arguments.of(row, p)));
  }

  @ParameterizedTest
  @MethodSource("rowsAndPatterns")
  void everyPatternOnOneObject(SignatureAlgorithm row, Pattern pattern) throws Exception {
    KmsPrivateKey key = key(row);
    Signature signature = signer(row, key);
    for (int length : new int[] {0, 1, 127, 300, 4096}) {
      byte[] message = new byte[length];
      Arrays.fill(message, (byte) length);
      // KMS does not sign an empty RAW message.
      if (length > 0 || row != SignatureAlgorithm.ED25519) {
        pattern.feed(signature, message);
        byte[] made = signature.sign();
        assertTrue(Verifiers.verifies(row, key.publicKey(), message, made), () -> "" + length);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SHA256_WITH_RSA", "SHA256_WITH_ECDSA", "ED25519", "NONE_WITH_ECDSA"})
  void initSignForgetsWhatCameBefore(SignatureAlgorithm row) throws Exception {
    KmsPrivateKey key = key(row);
    Signature signature = signer(row, key);
    signature.update(new byte[] {1, 2, 3});
    signature.initSign(key);
    byte[] message = {4};
    signature.update(Verifiers.input(row, message));
    assertTrue(Verifiers.verifies(row, key.publicKey(), message, signature.sign()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ecc-nist-p256", "ecc-nist-p384", "ecc-nist-p521"})
  void p1363IsAsLongAsTheOrderTwice(String alias) throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, alias);
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format", provider);
    signature.initSign(key);
    int size = alias.endsWith("521") ? 66 : alias.endsWith("384") ? 48 : 32;
    // Often enough for an r or s with a leading zero byte.
    for (int i = 0; i < 20; i++) {
      signature.update((byte) i);
      assertEquals(2 * size, signature.sign().length);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 28, 32, 48, 64})
  void noneWithEcdsaTakesAnyDigestLengthAsThePlatformDoes(int length) throws Exception {
    byte[] digest = Arrays.copyOf(MessageDigest.getInstance("SHA-512").digest(), length);
    for (String alias : new String[] {"ecc-nist-p256", "ecc-nist-p384", "ecc-nist-p521"}) {
      KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, alias);
      Signature signature = Signature.getInstance("NONEwithECDSA", provider);
      signature.initSign(key);
      signature.update(digest);
      byte[] made = signature.sign();
      Signature platform = Signature.getInstance("NONEwithECDSA", "SunEC");
      platform.initVerify(key.publicKey());
      platform.update(digest);
      assertTrue(platform.verify(made), alias);
    }
  }

  @Test
  void rsaPkcs1IsDeterministicWhateverTheRoute() throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, "rsa-3072");
    byte[] message = HexFormat.of().parseHex("cafe");
    Signature hashing = signer(SignatureAlgorithm.SHA256_WITH_RSA, key);
    hashing.update(message);
    Signature raw = signer(SignatureAlgorithm.NONE_WITH_RSA, key);
    raw.update(Verifiers.input(SignatureAlgorithm.NONE_WITH_RSA, message));
    assertArrayEquals(hashing.sign(), raw.sign());
  }

  @Test
  void signIntoTheCallersArray() throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, "rsa-2048");
    Signature signature = signer(SignatureAlgorithm.SHA256_WITH_RSA, key);
    signature.update((byte) 7);
    byte[] out = new byte[300];
    int length = signature.sign(out, 10, 290);
    assertEquals(256, length);
    byte[] made = Arrays.copyOfRange(out, 10, 266);
    assertTrue(
        Verifiers.verifies(
            SignatureAlgorithm.SHA256_WITH_RSA, key.publicKey(), new byte[] {7}, made));
  }

  private static KmsPrivateKey key(SignatureAlgorithm row) throws Exception {
    return (KmsPrivateKey) TestKms.key(provider, TestKms.aliasFor(row));
  }

  private static Signature signer(SignatureAlgorithm row, KmsPrivateKey key) throws Exception {
    Signature signature = Signature.getInstance(row.jcaName(), provider);
    signature.initSign(key);
    if (Verifiers.needsParameters(row)) {
      signature.setParameter(Verifiers.pssSha256());
    }
    return signature;
  }
}
