package io.github.kmsjca.failure;

import static io.github.kmsjca.failure.Serialized.read;
import static io.github.kmsjca.failure.Serialized.replace;
import static io.github.kmsjca.failure.Serialized.write;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.security.InvalidKeyException;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Handles that travel: names and nothing else, and nothing in them is believed. */
@ResourceLock("java.security.Security.providers")
class SerializationTest {
  private static final String NAME = "TRAVEL";
  private final TestKms kms = TestKms.start();
  private final Provider provider = kms.provider("name", NAME);

  @BeforeEach
  void register() {
    Security.addProvider(provider);
  }

  @AfterEach
  void unregister() {
    Security.removeProvider(NAME);
    kms.close();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "^(RSA|ECC|SM2|ML_DSA).*")
  void roundTrip(KeySpec spec) throws Exception {
    String alias = TestKms.ALIAS_BY_SPEC.get(spec.name());
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, alias);
    byte[] written = write(key);
    kms.local().calls().clear();

    KmsPrivateKey copy = (KmsPrivateKey) read(written);

    assertEquals(0, kms.local().calls().count(), "reading calls nobody");
    assertEquals(key, copy);
    assertEquals(key.hashCode(), copy.hashCode());
    assertEquals(key.toString(), copy.toString());
    assertEquals(key.getAlgorithm(), copy.getAlgorithm());
    assertEquals(key.keySpec(), copy.keySpec());
    assertEquals(key.keyUsage(), copy.keyUsage());
    assertSameParameters(key, copy);
    assertEquals(key.publicKey(), copy.publicKey());
    Signing.start(provider, row(spec), copy).assertWorksAgain();
  }

  private static void assertSameParameters(KmsPrivateKey key, KmsPrivateKey copy) {
    if (key instanceof RSAKey rsa) {
      assertEquals(rsa.getModulus(), ((RSAKey) copy).getModulus());
    } else if (key instanceof ECKey ec) {
      assertEquals(ec.getParams().getCurve(), ((ECKey) copy).getParams().getCurve());
      assertEquals(ec.getParams().getOrder(), ((ECKey) copy).getParams().getOrder());
    } else if (key instanceof EdECKey ed) {
      assertEquals(ed.getParams().getName(), ((EdECKey) copy).getParams().getName());
    }
  }

  private static SignatureAlgorithm row(KeySpec spec) {
    return Arrays.stream(SignatureAlgorithm.values()).filter(r -> r.suits(spec)).findFirst().get();
  }

  /** The stream is small and holds the ARN, spec, usage and provider; nothing of the SDK or key. */
  @Test
  void noSecretIsWritten() throws Exception {
    byte[] written = write(TestKms.key(provider, "rsa-2048"));
    String text = new String(written, ISO_8859_1);
    assertThat(written).hasSizeLessThan(600);
    assertThat(text).contains(kms.arn("rsa-2048"), NAME, "RSA_2048", "SIGN_VERIFY");
    assertThat(text).doesNotContain("AKIDLOCALKMS", "local-kms", "software/amazon", "127.0.0.1");
  }

  @Test
  void unknownProviderTellsWhatToDo() throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, "ecc-nist-p256");
    byte[] written = write(key);
    Security.removeProvider(NAME);
    InvalidObjectException e =
        assertThrowsExactly(InvalidObjectException.class, () -> read(written));
    assertThat(e.getMessage()).contains(key.arn(), "'" + NAME + "'", "KmsProvider.install()");
  }

  /** A provider of that name which is none of ours is no help. */
  @Test
  void providerOfAnotherMakeIsRefused() throws Exception {
    byte[] written = write(TestKms.key(provider, "ecc-nist-p256"));
    byte[] tampered = replace(written, NAME, "SunJCE");
    InvalidObjectException e =
        assertThrowsExactly(InvalidObjectException.class, () -> read(tampered));
    assertThat(e.getMessage()).contains("'SunJCE'");
  }

  @Test
  void whatIsNoArnIsRefused() throws Exception {
    byte[] written = write(TestKms.key(provider, "ecc-nist-p256"));
    byte[] tampered = replace(written, "arn:aws:kms:", "arn:aws:s3::");
    assertThrowsExactly(InvalidObjectException.class, () -> read(tampered));
  }

  @Test
  void arnOfAnotherAccountIsNotUsed() throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, "ecc-nist-p256");
    byte[] tampered = replace(write(key), ":000000000000:", ":999988887777:");
    kms.local().calls().clear();

    KmsPrivateKey copy = (KmsPrivateKey) read(tampered);
    assertNotEquals(key, copy);
    ProviderException unknown = assertThrows(ProviderException.class, copy::publicKey);
    Explanation.assertExplains(unknown, copy.arn(), "GetPublicKey", "outside the scope");
    assertSignRefused(copy, provider);
    assertEquals(0, kms.local().calls().count(), "no call was made for it");
  }

  /** The scope is that of the JVM where it is read. */
  @Test
  void outOfScopeWhereItIsRead() throws Exception {
    byte[] written = write(TestKms.key(provider, "ecc-nist-p256"));
    Security.removeProvider(NAME);
    Provider narrow = kms.provider("name", NAME, "keys", kms.arn("rsa-2048"));
    Security.addProvider(narrow);
    kms.local().calls().clear();
    assertSignRefused((KmsPrivateKey) read(written), narrow);
    assertEquals(0, kms.local().calls().count(), "no call was made for it");
  }

  /** Not one that would make us ask KMS for something that the key cannot do. */
  @Test
  void usageInTheStreamIsNotBelieved() throws Exception {
    kms.create("agrees", "ECC_NIST_P256", "KEY_AGREEMENT");
    byte[] written = write(TestKms.key(provider, "agrees"));
    KmsPrivateKey copy = (KmsPrivateKey) read(replace(written, "KEY_AGREEMENT", "SIGN_VERIFY"));
    Signature signature = Signature.getInstance("SHA256withECDSA", provider);
    signature.initSign(copy);
    signature.update(Explanation.SECRET);
    SignatureException e = assertThrowsExactly(SignatureException.class, signature::sign);
    Explanation.assertExplains(e, copy.arn(), "Sign", "usage or spec does not permit this");
  }

  /** Each handle, with the spec of a key of each other kind. */
  static Stream<Arguments> falseSpecs() {
    List<String> specs =
        List.of("RSA_2048", "RSA_3072", "ECC_NIST_P256", "ECC_NIST_P384", "SM2", "ML_DSA_44");
    return Stream.concat(
        specs.stream()
            .flatMap(is -> specs.stream().map(says -> Arguments.of(is, says)))
            .filter(pair -> !pair.get()[0].equals(pair.get()[1])),
        Stream.of(
            Arguments.of("ECC_NIST_P256", "ECC_NIST_EDWARDS25519"),
            Arguments.of("ECC_NIST_EDWARDS25519", "ML_DSA_65"),
            Arguments.of("ML_DSA_44", "ECC_SECG_P256K1")));
  }

  /** The stream says what class the handle has; KMS says what key it is. */
  @ParameterizedTest
  @MethodSource("falseSpecs")
  void specInTheStreamIsNotBelieved(String is, String says) throws Exception {
    byte[] written = write(TestKms.key(provider, TestKms.ALIAS_BY_SPEC.get(is)));
    byte[] tampered = Serialized.replace(written, is, says);
    KmsPrivateKey known = (KmsPrivateKey) read(tampered);
    assertSpecRefused(assertThrows(InvalidKeyException.class, () -> sign(known)), known, is, says);

    Security.removeProvider(NAME);
    Security.addProvider(kms.provider("name", NAME));
    KmsPrivateKey unknown = (KmsPrivateKey) read(tampered);
    assertThat(catchThrowable(() -> sign(unknown)))
        .satisfiesAnyOf(
            e -> assertThat(e).isExactlyInstanceOf(SignatureException.class),
            e -> assertThat(e).isExactlyInstanceOf(ProviderException.class),
            e -> assertThat(is + says).as("and a good signature").matches("RSA_.*RSA_.*"));
    for (ThrowingCallable getter : getters(unknown)) {
      Throwable e = catchThrowable(getter);
      assertSpecRefused(e, unknown, is, says);
      assertThat(e)
          .isExactlyInstanceOf(ProviderException.class)
          .hasCauseExactlyInstanceOf(InvalidKeyException.class);
    }
    assertThrows(InvalidKeyException.class, () -> sign(unknown));
  }

  private static List<ThrowingCallable> getters(KmsPrivateKey key) {
    if (key instanceof RSAKey rsa) {
      return List.of(key::publicKey, rsa::getModulus, rsa::getParams);
    }
    return key instanceof ECKey ec
        ? List.of(key::publicKey, ec::getParams)
        : List.of(key::publicKey);
  }

  private static void assertSpecRefused(Throwable e, KmsPrivateKey key, String is, String says) {
    assertThat(e).hasMessageContainingAll(key.arn(), "says that it is " + says, "is " + is);
  }

  private static void sign(KmsPrivateKey key) throws Exception {
    SignatureAlgorithm row = row(KeySpec.valueOf(key.keySpec()));
    Signature signature = Signature.getInstance(row.jcaName(), NAME);
    signature.initSign(key);
    signature.update(Explanation.SECRET);
    signature.sign();
  }

  @Test
  void providerItselfIsNotSerializable() {
    assertThrowsExactly(NotSerializableException.class, () -> write(provider));
  }

  private static void assertSignRefused(KmsPrivateKey copy, Provider provider) throws Exception {
    Signature signature = Signature.getInstance("SHA256withECDSA", provider);
    signature.initSign(copy);
    signature.update(Explanation.SECRET);
    SignatureException e = assertThrowsExactly(SignatureException.class, signature::sign);
    Explanation.assertExplains(e, "Sign", copy.arn(), "outside the scope", "Add it to keys=");
  }
}
