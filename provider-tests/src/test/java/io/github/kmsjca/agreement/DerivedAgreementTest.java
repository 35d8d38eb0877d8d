package io.github.kmsjca.agreement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TestKms;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import javax.crypto.KeyAgreement;
import javax.crypto.SecretKey;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.IvParameterSpec;
import org.bouncycastle.jcajce.spec.UserKeyingMaterialSpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ECDH with a key derivation, against Bouncy Castle as the other party. */
class DerivedAgreementTest {
  private static final Provider CASTLE = new BouncyCastleProvider();
  private static final String AES_256_WRAP = "2.16.840.1.101.3.4.1.45";

  /** What CMS and OpenPGP put in are some dozens of bytes, and are not secret. */
  private static final byte[] INFO = "who agrees, and on what".getBytes(UTF_8);

  @RegisterExtension static final TestKms kms = TestKms.start();
  private static Provider provider;
  private static KmsPrivateKey key;

  @BeforeAll
  static void start() throws Exception {
    provider = kms.provider();
    kms.create("derived", "ECC_NIST_P256", "KEY_AGREEMENT");
    key = (KmsPrivateKey) TestKms.key(provider, "derived");
  }

  @BeforeEach
  void clear() {
    kms.local().calls().clear();
  }

  private static KeyPair peer() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "SunEC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static KeyAgreement agreement(
      String name, Provider by, PrivateKey own, PublicKey other, AlgorithmParameterSpec parameters)
      throws Exception {
    KeyAgreement agreement = KeyAgreement.getInstance(name, by);
    if (parameters == null) {
      agreement.init(own);
    } else {
      agreement.init(own, parameters);
    }
    agreement.doPhase(other, true);
    return agreement;
  }

  private static KeyAgreement ours(String name, PublicKey peer) throws Exception {
    return agreement(name, provider, key, peer, new UserKeyingMaterialSpec(INFO));
  }

  private static KeyAgreement theirs(String name, KeyPair peer) throws Exception {
    return agreement(
        name, CASTLE, peer.getPrivate(), key.publicKey(), new UserKeyingMaterialSpec(INFO));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ECDHwithSHA1KDF",
        "ECDHwithSHA224KDF",
        "ECDHwithSHA256KDF",
        "ECDHwithSHA384KDF",
        "ECDHwithSHA512KDF",
        "ECCDHwithSHA1KDF",
        "ECCDHwithSHA224KDF",
        "ECCDHwithSHA256KDF",
        "ECCDHwithSHA384KDF",
        "ECCDHwithSHA512KDF",
        "ECCDHwithSHA1CKDF",
        "ECCDHwithSHA256CKDF",
        "ECCDHwithSHA384CKDF",
        "ECCDHwithSHA512CKDF",
        "1.3.133.16.840.63.0.2",
        "1.3.132.1.11.0",
        "1.3.132.1.11.1",
        "1.3.132.1.11.2",
        "1.3.132.1.11.3",
        "1.3.133.16.840.63.0.3",
        "1.3.132.1.14.0",
        "OID.1.3.132.1.14.1",
        "1.3.132.1.14.2",
        "1.3.132.1.14.3",
        "ECCDHWITHSHA256CKDF"
      })
  void bothPartiesDeriveTheSame(String name) throws Exception {
    KeyPair peer = peer();
    SecretKey secret = ours(name, peer.getPublic()).generateSecret(AES_256_WRAP);
    kms.assertCalls(1, "DeriveSharedSecret");
    assertThat(secret).isEqualTo(theirs(name, peer).generateSecret(AES_256_WRAP));
    assertThat(ours(name, peer.getPublic()).generateSecret())
        .isEqualTo(theirs(name, peer).generateSecret());
    PublicKey other = peer.getPublic();
    AlgorithmParameterSpec nothing = new UserKeyingMaterialSpec(new byte[0]);
    assertThat(agreement(name, provider, key, other, null).generateSecret("AES"))
        .isEqualTo(
            agreement(name, CASTLE, peer.getPrivate(), key.publicKey(), nothing)
                .generateSecret("AES"));
  }

  /** The names and object identifiers of keys, as Bouncy Castle has them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "AES",
        "aes",
        "AES[128]",
        "DESede",
        "2.16.840.1.101.3.4.1.2",
        "2.16.840.1.101.3.4.1.5",
        "2.16.840.1.101.3.4.1.6",
        "2.16.840.1.101.3.4.1.22",
        "2.16.840.1.101.3.4.1.25",
        "2.16.840.1.101.3.4.1.42",
        "2.16.840.1.101.3.4.1.45",
        "2.16.840.1.101.3.4.1.46",
        "1.2.840.113549.1.9.16.3.6",
        "1.2.840.113549.3.7",
        "1.2.392.200011.61.1.1.3.2",
        "1.2.392.200011.61.1.1.3.3",
        "1.2.392.200011.61.1.1.3.4"
      })
  void theKeyHasTheLengthAndNameOfItsAlgorithm(String algorithm) throws Exception {
    KeyPair peer = peer();
    SecretKey expected = theirs("ECDHwithSHA256KDF", peer).generateSecret(algorithm);
    SecretKey made = ours("ECDHwithSHA256KDF", peer.getPublic()).generateSecret(algorithm);
    assertThat(made.getEncoded()).isEqualTo(expected.getEncoded());
    assertThat(made.getAlgorithm()).isEqualToIgnoringCase(expected.getAlgorithm());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bogus", "1.2.3", "AES[]", "AES[12]", "AES[0]", "AES[99999999999]"})
  void ofAnUnknownAlgorithmThereIsNoKey(String algorithm) throws Exception {
    KeyPair peer = peer();
    KeyAgreement agreement = ours("ECDHwithSHA256KDF", peer.getPublic());
    assertThatThrownBy(() -> agreement.generateSecret(algorithm))
        .isInstanceOf(NoSuchAlgorithmException.class)
        .hasMessageContaining("AES");
    assertThatThrownBy(() -> agreement.generateSecret((String) null))
        .isInstanceOf(NoSuchAlgorithmException.class);
    kms.assertCalls(0, "DeriveSharedSecret");
    assertThat(agreement.generateSecret("AES"))
        .isEqualTo(theirs("ECDHwithSHA256KDF", peer).generateSecret("AES"));
  }

  @Test
  void intoAnArray() throws Exception {
    KeyPair peer = peer();
    KeyAgreement agreement = ours("ECDHwithSHA512KDF", peer.getPublic());
    byte[] output = new byte[40];
    assertThatThrownBy(() -> agreement.generateSecret(output, 9))
        .isInstanceOf(ShortBufferException.class);
    kms.assertCalls(0, "DeriveSharedSecret");
    assertThat(agreement.generateSecret(output, 8)).isEqualTo(32);
    assertThat(output).endsWith(theirs("ECDHwithSHA512KDF", peer).generateSecret());
    assertThatThrownBy(agreement::generateSecret).isInstanceOf(IllegalStateException.class);
  }

  /** An application's Bouncy Castle need not be the one that this library has. */
  @Test
  void parametersOfAnotherCopyOfBouncyCastle() throws Exception {
    URL jar = BouncyCastleProvider.class.getProtectionDomain().getCodeSource().getLocation();
    KeyPair peer = peer();
    try (URLClassLoader copy =
        new URLClassLoader(new URL[] {jar}, ClassLoader.getPlatformClassLoader())) {
      Class<?> type = copy.loadClass(UserKeyingMaterialSpec.class.getName());
      assertThat(type).isNotSameAs(UserKeyingMaterialSpec.class);
      Object spec = type.getConstructor(byte[].class).newInstance((Object) INFO);
      assertThat(
              agreement(
                      "ECCDHwithSHA384CKDF",
                      provider,
                      key,
                      peer.getPublic(),
                      (AlgorithmParameterSpec) spec)
                  .generateSecret())
          .isEqualTo(theirs("ECCDHwithSHA384CKDF", peer).generateSecret());
    }
  }

  @Test
  void otherParametersAreRefused() throws Exception {
    KeyAgreement derived = KeyAgreement.getInstance("ECDHwithSHA256KDF", provider);
    assertThatThrownBy(() -> derived.init(key, new IvParameterSpec(new byte[16])))
        .isInstanceOf(InvalidAlgorithmParameterException.class)
        .hasMessageContaining("UserKeyingMaterialSpec");
    KeyAgreement plain = KeyAgreement.getInstance("ECDH", provider);
    assertThatThrownBy(() -> plain.init(key, new UserKeyingMaterialSpec(INFO)))
        .isInstanceOf(InvalidAlgorithmParameterException.class)
        .hasMessageContaining("ECDH has no parameters");
  }

  /** Whose key it is decides, wherever the two providers stand. */
  @ParameterizedTest
  @EnumSource
  @ResourceLock(ProviderPlace.LOCK)
  void softwareKeysAreBouncyCastles(ProviderPlace place) throws Exception {
    KeyPair peer = peer();
    byte[] expected = theirs("ECDHwithSHA256KDF", peer).generateSecret();
    assertThatThrownBy(
            () -> KeyAgreement.getInstance("ECDHwithSHA256KDF", provider).init(peer.getPrivate()))
        .isInstanceOf(InvalidKeyException.class);
    Security.addProvider(CASTLE);
    try {
      place.with(
          provider,
          () -> {
            for (boolean asked : List.of(false, true)) {
              KeyAgreement agreement = KeyAgreement.getInstance("ECDHwithSHA256KDF");
              if (asked) {
                agreement.getProvider();
              }
              agreement.init(peer.getPrivate(), new UserKeyingMaterialSpec(INFO));
              agreement.doPhase(key.publicKey(), true);
              assertThat(agreement.generateSecret()).isEqualTo(expected);
            }
            KeyAgreement ours = KeyAgreement.getInstance("1.3.132.1.11.1");
            ours.init(key, new UserKeyingMaterialSpec(INFO));
            ours.doPhase(peer.getPublic(), true);
            assertThat(ours.generateSecret()).isEqualTo(expected);
          });
    } finally {
      Security.removeProvider(CASTLE.getName());
    }
  }
}
