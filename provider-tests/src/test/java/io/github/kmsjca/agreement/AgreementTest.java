package io.github.kmsjca.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import java.math.BigInteger;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.crypto.KeyAgreement;
import javax.crypto.SecretKey;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.IvParameterSpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ECDH by KMS: every curve, all call patterns, failures, and keys of others. */
class AgreementTest {
  private static final Map<KeySpec, KmsPrivateKey> KEYS = new EnumMap<>(KeySpec.class);

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();
  private static Provider provider;

  @BeforeAll
  static void start() throws Exception {
    provider = kms.provider();
    for (KeySpec spec :
        new KeySpec[] {
          KeySpec.ECC_NIST_P256, KeySpec.ECC_NIST_P384, KeySpec.ECC_NIST_P521, KeySpec.SM2
        }) {
      String alias = "agreement-" + spec;
      kms.create(alias, spec.name(), "KEY_AGREEMENT");
      KEYS.put(spec, (KmsPrivateKey) TestKms.key(provider, alias));
    }
  }

  @BeforeEach
  void clear() {
    kms.local().faults().clear();
    kms.local().calls().clear();
  }

  private static KmsPrivateKey key() {
    return KEYS.get(KeySpec.ECC_NIST_P256);
  }

  private static KeyPair pair(String curve, Provider... maker) throws Exception {
    KeyPairGenerator generator =
        maker.length == 0
            ? KeyPairGenerator.getInstance("EC", "SunEC")
            : KeyPairGenerator.getInstance("EC", maker[0]);
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }

  private static KeyPair peer() throws Exception {
    return pair("secp256r1");
  }

  private static KeyAgreement agreement(Key key, PublicKey peer) throws Exception {
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH", provider);
    agreement.init(key);
    assertThat(agreement.doPhase(peer, true)).isNull();
    return agreement;
  }

  /** What the other party computes, by another implementation. */
  private static byte[] expected(KeyPair peer, KmsPrivateKey key, Provider theirs)
      throws Exception {
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH", theirs);
    agreement.init(peer.getPrivate());
    agreement.doPhase(key.publicKey(), true);
    return agreement.generateSecret();
  }

  private static byte[] expected(KeyPair peer) throws Exception {
    return expected(peer, key(), Security.getProvider("SunEC"));
  }

  @ParameterizedTest
  @CsvSource({
    "ECC_NIST_P256, secp256r1, 32",
    "ECC_NIST_P384, secp384r1, 48",
    "ECC_NIST_P521, secp521r1, 66"
  })
  void everyCurve(KeySpec spec, String curve, int length) throws Exception {
    KmsPrivateKey key = KEYS.get(spec);
    assertThat(key.getAlgorithm()).isEqualTo("EC");
    assertThat(((ECKey) key).getParams().getCurve().getField().getFieldSize())
        .isEqualTo(spec.bits());
    KeyPair peer = pair(curve);
    assertThat(agreement(key, peer.getPublic()).generateSecret())
        .hasSize(length)
        .isEqualTo(expected(peer, key, Security.getProvider("SunEC")))
        .isEqualTo(expected(peer, key, new BouncyCastleProvider()));
  }

  @Test
  void sm2() throws Exception {
    Provider castle = new BouncyCastleProvider();
    KmsPrivateKey key = KEYS.get(KeySpec.SM2);
    KeyPair peer = pair("sm2p256v1", castle);
    assertThat(agreement(key, peer.getPublic()).generateSecret())
        .isEqualTo(expected(peer, key, castle));
  }

  /** Neither of the two private keys is anywhere but in KMS. */
  @Test
  void twoKeysOfKmsAgree() throws Exception {
    kms.create("agreement-other", "ECC_NIST_P256", "KEY_AGREEMENT");
    KmsPrivateKey other = (KmsPrivateKey) TestKms.key(provider, "agreement-other");
    assertThat(agreement(key(), other.publicKey()).generateSecret())
        .isEqualTo(agreement(other, key().publicKey()).generateSecret());
  }

  @Test
  void onlyTheSecretCostsACall() throws Exception {
    PublicKey peer = peer().getPublic();
    KeyAgreement agreement = agreement(key(), peer);
    assertThat(kms.local().calls().count()).isZero();
    agreement.generateSecret();
    kms.assertCalls(1, "DeriveSharedSecret");
    assertThat(kms.local().calls().count()).isEqualTo(1);
  }

  @Test
  void allWaysToTakeTheSecret() throws Exception {
    KeyPair peer = peer();
    byte[] expected = expected(peer);
    KeyAgreement agreement = agreement(key(), peer.getPublic());
    byte[] output = new byte[40];
    assertThatThrownBy(() -> agreement.generateSecret(output, 9))
        .isInstanceOf(ShortBufferException.class);
    kms.assertCalls(0, "DeriveSharedSecret");
    assertThat(agreement.generateSecret(output, 3)).isEqualTo(32);
    assertThat(Arrays.copyOfRange(output, 3, 35)).isEqualTo(expected);
    agreement.doPhase(peer.getPublic(), true);
    SecretKey premaster = agreement.generateSecret("TlsPremasterSecret");
    assertThat(premaster.getAlgorithm()).isEqualTo("TlsPremasterSecret");
    assertThat(premaster.getEncoded()).isEqualTo(expected);
    agreement.doPhase(peer.getPublic(), true);
    assertThatThrownBy(() -> agreement.generateSecret("AES"))
        .isInstanceOf(NoSuchAlgorithmException.class)
        .hasMessageContaining("derive");
    assertThatThrownBy(() -> agreement.generateSecret((String) null))
        .isInstanceOf(NoSuchAlgorithmException.class);
    assertThat(agreement.generateSecret("Generic").getEncoded()).isEqualTo(expected);
  }

  /** As with the platform's: a secret is taken once, and the next peer may come at once. */
  @Test
  void calledOutOfOrder() throws Exception {
    PublicKey peer = peer().getPublic();
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH", provider);
    assertThatThrownBy(() -> agreement.doPhase(peer, true))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(agreement::generateSecret).isInstanceOf(IllegalStateException.class);
    agreement.init(key());
    assertThatThrownBy(agreement::generateSecret).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> agreement.doPhase(peer, false))
        .isInstanceOf(IllegalStateException.class);
    agreement.doPhase(peer, true);
    assertThatThrownBy(() -> agreement.doPhase(peer, true))
        .isInstanceOf(IllegalStateException.class);
    agreement.generateSecret();
    assertThatThrownBy(agreement::generateSecret).isInstanceOf(IllegalStateException.class);
    KeyPair next = peer();
    agreement.doPhase(next.getPublic(), true);
    assertThat(agreement.generateSecret()).isEqualTo(expected(next));
  }

  @Test
  void otherPublicKeysAreRefusedBeforeAnyCall() throws Exception {
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH", provider);
    agreement.init(key());
    for (Key wrong :
        new Key[] {
          null,
          pair("secp384r1").getPublic(),
          TestKms.keyStore(provider).getKey(TestKms.SYMMETRIC, null),
          peer().getPrivate(),
          KEYS.get(KeySpec.SM2).publicKey(),
          ((KmsPrivateKey) TestKms.key(provider, "rsa-2048")).publicKey()
        }) {
      kms.local().calls().clear();
      assertThatThrownBy(() -> agreement.doPhase(wrong, true))
          .isInstanceOf(InvalidKeyException.class);
      assertThat(kms.local().calls().count()).isZero();
    }
    KeyPair peer = peer();
    agreement.doPhase(peer.getPublic(), true);
    assertThat(agreement.generateSecret()).isEqualTo(expected(peer));
  }

  /** A point that is not on the curve would tell about the private key, were it used. */
  @Test
  void aPointOffTheCurveIsRefused() throws Exception {
    ECPublicKey right = (ECPublicKey) peer().getPublic();
    ECPoint moved =
        new ECPoint(right.getW().getAffineX(), right.getW().getAffineY().xor(BigInteger.ONE));
    PublicKey wrong =
        KeyFactory.getInstance("EC", "SunEC")
            .generatePublic(new ECPublicKeySpec(moved, right.getParams()));
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH", provider);
    agreement.init(key());
    assertThatThrownBy(() -> agreement.doPhase(wrong, true))
        .isInstanceOf(InvalidKeyException.class)
        .hasMessageContaining("curve");
    kms.assertCalls(0, "DeriveSharedSecret");
  }

  @Test
  void afterAFailureOfKmsTheSecretCanBeAskedForAgain() throws Exception {
    KeyPair peer = peer();
    KeyAgreement agreement = agreement(key(), peer.getPublic());
    kms.local().faults().always("DeriveSharedSecret", Fault.throttle());
    assertThatThrownBy(agreement::generateSecret)
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("KMS DeriveSharedSecret with key " + key().arn())
        .hasMessageContaining("request id");
    kms.local().faults().clear();
    assertThat(agreement.generateSecret()).isEqualTo(expected(peer));
  }

  @Test
  void anAnswerForAnotherKeyIsRefused() throws Exception {
    KeyAgreement agreement = agreement(key(), peer().getPublic());
    kms.local()
        .faults()
        .always("DeriveSharedSecret", Fault.wrongKeyId(KEYS.get(KeySpec.ECC_NIST_P384).arn()));
    assertThatThrownBy(agreement::generateSecret)
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("answered for another key");
  }

  @Test
  void wrongKeysAreRefusedByInit() throws Exception {
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH", provider);
    assertThatThrownBy(() -> agreement.init(TestKms.key(provider, "ecc-nist-p256")))
        .isInstanceOf(InvalidKeyException.class)
        .hasMessageContaining("SIGN_VERIFY")
        .hasMessageContaining("KEY_AGREEMENT");
    assertThatThrownBy(() -> agreement.init(TestKms.key(provider, "rsa-2048")))
        .isInstanceOf(InvalidKeyException.class)
        .hasMessageContaining("RSA_2048");
    Key aes = TestKms.keyStore(provider).getKey(TestKms.SYMMETRIC, null);
    assertThatThrownBy(() -> agreement.init(aes)).isInstanceOf(InvalidKeyException.class);
    assertThatThrownBy(() -> agreement.init(null)).isInstanceOf(InvalidKeyException.class);
    assertThatThrownBy(() -> agreement.init(key(), new IvParameterSpec(new byte[16])))
        .isInstanceOf(InvalidAlgorithmParameterException.class);
    assertThatThrownBy(() -> agreement.doPhase(peer().getPublic(), true))
        .isInstanceOf(IllegalStateException.class);
    Signature signature = Signature.getInstance("SHA256withECDSA", provider);
    assertThatThrownBy(() -> signature.initSign(key()))
        .isInstanceOf(InvalidKeyException.class)
        .hasMessageContaining("KEY_AGREEMENT");
    KeyAgreement another = KeyAgreement.getInstance("ECDH", kms.provider("name", "Another"));
    assertThatThrownBy(() -> another.init(key()))
        .isInstanceOf(InvalidKeyException.class)
        .hasMessageContaining("another provider instance");
  }

  /** Pinned to us by name, others' keys still work. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void softwareKeysGoOn(boolean withRandom) throws Exception {
    KeyPair one = peer();
    KeyPair two = peer();
    KeyAgreement platform = KeyAgreement.getInstance("ECDH", "SunEC");
    platform.init(one.getPrivate());
    platform.doPhase(two.getPublic(), true);
    byte[] expected = platform.generateSecret();
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH", provider);
    if (withRandom) {
      agreement.init(one.getPrivate(), new SecureRandom());
    } else {
      agreement.init(one.getPrivate());
    }
    agreement.doPhase(two.getPublic(), true);
    assertThat(agreement.generateSecret()).isEqualTo(expected);
    agreement.doPhase(two.getPublic(), true);
    byte[] output = new byte[32];
    agreement.generateSecret(output, 0);
    assertThat(output).isEqualTo(expected);
    agreement.doPhase(two.getPublic(), true);
    assertThat(agreement.generateSecret("TlsPremasterSecret").getEncoded()).isEqualTo(expected);
    assertThat(kms.local().calls().count()).isZero();
    agreement.init(key());
    agreement.doPhase(two.getPublic(), true);
    assertThat(agreement.generateSecret()).isEqualTo(expected(two));
  }

  /** First or last in the list: the key finds its provider. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @ResourceLock("java.security.Security")
  void byTheKeyInEveryPosition(boolean first) throws Exception {
    KeyPair peer = peer();
    Security.insertProviderAt(provider, first ? 1 : Security.getProviders().length + 1);
    try {
      KeyAgreement ours = KeyAgreement.getInstance("ECDH");
      ours.init(key());
      ours.doPhase(peer.getPublic(), true);
      assertThat(ours.generateSecret()).isEqualTo(expected(peer));
      assertThat(ours.getProvider()).isSameAs(provider);
      KeyAgreement theirs = KeyAgreement.getInstance("ECDH");
      theirs.init(peer.getPrivate());
      assertThat(theirs.getProvider()).isNotSameAs(provider);
    } finally {
      Security.removeProvider(provider.getName());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ECC_NIST_P256", "SM2"})
  void agreementsOfManyThreads(KeySpec spec) throws Exception {
    KmsPrivateKey key = KEYS.get(spec);
    PublicKey peer = key.publicKey();
    byte[] expected = agreement(key, peer).generateSecret();
    ExecutorService pool = Executors.newFixedThreadPool(16);
    try {
      for (Future<byte[]> result :
          pool.invokeAll(
              IntStream.range(0, 100)
                  .<Callable<byte[]>>mapToObj(i -> () -> agreement(key, peer).generateSecret())
                  .toList())) {
        assertThat(result.get()).isEqualTo(expected);
      }
    } finally {
      pool.shutdown();
    }
  }
}
