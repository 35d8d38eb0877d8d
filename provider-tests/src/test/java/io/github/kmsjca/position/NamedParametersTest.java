package io.github.kmsjca.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TestKms;
import java.io.Serializable;
import java.security.AlgorithmParameters;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.SealedObject;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * AlgorithmParameters by our name, which the platform and libraries ask for when they have met an
 * engine of ours, are another provider's; and nobody gets them from us who does not name us.
 */
@ResourceLock(ProviderPlace.LOCK)
class NamedParametersTest {
  private static final String NAME = "AWSKMS";

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();
  private static Provider provider;

  @BeforeAll
  static void start() {
    provider = kms.provider();
  }

  static Stream<Arguments> rows() {
    AlgorithmParameterSpec curve = new ECGenParameterSpec("secp384r1");
    AlgorithmParameterSpec pss =
        new PSSParameterSpec("SHA-384", "MGF1", MGF1ParameterSpec.SHA384, 48, 1);
    AlgorithmParameterSpec iv = new GCMParameterSpec(128, new byte[12]);
    AlgorithmParameterSpec oaep =
        new OAEPParameterSpec(
            "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
    return Stream.of(
        Arguments.of("EC", curve),
        Arguments.of("ec", curve),
        Arguments.of("1.2.840.10045.2.1", curve),
        Arguments.of("OID.1.2.840.10045.2.1", curve),
        Arguments.of("RSASSA-PSS", pss),
        Arguments.of("1.2.840.113549.1.1.10", pss),
        Arguments.of("GCM", iv),
        Arguments.of("OAEP", oaep));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void areThoseOfThePlatform(String algorithm, AlgorithmParameterSpec spec) throws Exception {
    for (ProviderPlace place : ProviderPlace.values()) {
      place.with(
          provider,
          () -> {
            AlgorithmParameters ours = AlgorithmParameters.getInstance(algorithm, NAME);
            AlgorithmParameters plain = AlgorithmParameters.getInstance(algorithm);
            ours.init(spec);
            plain.init(spec);
            assertSame(provider, ours.getProvider());
            assertThat(plain.getProvider().getName()).startsWith("Sun");
            assertArrayEquals(plain.getEncoded(), ours.getEncoded());
            assertEquals(plain.toString(), ours.toString());
            AlgorithmParameters read = AlgorithmParameters.getInstance(algorithm, provider);
            read.init(plain.getEncoded());
            assertEquals(spec.getClass(), read.getParameterSpec(spec.getClass()).getClass());
          });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"AES", "DSA", "PBES2", "Bogus", ""})
  void othersAreNotThere(String algorithm) {
    assertThrows(
        NoSuchAlgorithmException.class, () -> AlgorithmParameters.getInstance(algorithm, provider));
  }

  /** Two instances first, and no platform behind: neither asks the other for ever. */
  @Test
  void areNotThereIfNobodyHasThem() throws Exception {
    Provider other = kms.provider("name", "other");
    String platform = AlgorithmParameters.getInstance("EC").getProvider().getName();
    Provider removed = Security.getProvider(platform);
    int position = List.of(Security.getProviders()).indexOf(removed) + 1;
    ProviderPlace.FIRST.with(
        provider,
        () ->
            ProviderPlace.FIRST.with(
                other,
                () -> {
                  Security.removeProvider(platform);
                  try {
                    assertThrows(
                        NoSuchAlgorithmException.class,
                        () -> AlgorithmParameters.getInstance("EC", other));
                  } finally {
                    Security.insertProviderAt(removed, position + 2);
                  }
                  assertEquals("EC", AlgorithmParameters.getInstance("EC", other).getAlgorithm());
                }));
  }

  @ParameterizedTest
  @EnumSource
  void areFoundInNoList(ProviderPlace place) throws Exception {
    place.with(
        provider,
        () -> {
          assertThat(Security.getProviders("AlgorithmParameters.EC")).doesNotContain(provider);
          assertThat(provider.getServices())
              .noneMatch(service -> service.getType().equals("AlgorithmParameters"));
          assertNull(provider.getProperty("AlgorithmParameters.EC"));
        });
  }

  /** SealedObject asks the provider that it is given for the parameters too. */
  @ParameterizedTest
  @EnumSource
  void objectsSealedWithKmsKeysAreOpenedByName(ProviderPlace place) throws Exception {
    place.with(
        provider,
        () -> {
          Key secret = TestKms.keyStore(provider).getKey(TestKms.SYMMETRIC, null);
          Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
          cipher.init(Cipher.ENCRYPT_MODE, secret);
          assertEquals("text", sealed(cipher).getObject(secret, NAME));

          KmsPrivateKey rsa = (KmsPrivateKey) TestKms.key(provider, TestKms.RSA_ENCRYPTION);
          Cipher oaep = Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding");
          oaep.init(
              Cipher.ENCRYPT_MODE,
              rsa.publicKey(),
              new OAEPParameterSpec(
                  "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
          assertEquals("text", sealed(oaep).getObject((Key) rsa, NAME));
        });
  }

  private static SealedObject sealed(Cipher cipher) throws Exception {
    Serializable text = "text";
    return new SealedObject(text, cipher);
  }
}
