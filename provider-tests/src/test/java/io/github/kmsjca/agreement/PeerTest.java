package io.github.kmsjca.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.Curve;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TestKms;
import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import javax.crypto.KeyAgreement;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Peers whose keys carry the curve itself instead of its name, as Bouncy Castle encodes them if it
 * was given a curve without name.
 */
class PeerTest {
  private static final Provider CASTLE = new BouncyCastleProvider();

  @RegisterExtension static final TestKms kms = TestKms.start();
  private static Provider provider;

  @BeforeAll
  static void start() {
    provider = kms.provider();
    kms.create("peer-p256", "ECC_NIST_P256", "KEY_AGREEMENT");
    kms.create("peer-p384", "ECC_NIST_P384", "KEY_AGREEMENT");
    kms.create("peer-p521", "ECC_NIST_P521", "KEY_AGREEMENT");
  }

  @BeforeEach
  void clear() {
    kms.local().calls().clear();
  }

  private static KmsPrivateKey key(String alias) throws Exception {
    return (KmsPrivateKey) TestKms.key(provider, alias);
  }

  private static KeyPair pair(String curve) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "SunEC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }

  /** The parameters as anybody can write them down: numbers, and no name. */
  private static ECParameterSpec unnamed(ECParameterSpec named) {
    return curve(
        named, ((ECFieldFp) named.getCurve().getField()).getP(), named.getCurve().getB(), 1);
  }

  private static ECParameterSpec curve(
      ECParameterSpec like, BigInteger p, BigInteger b, int cofactor) {
    return new ECParameterSpec(
        new EllipticCurve(new ECFieldFp(p), like.getCurve().getA(), b),
        like.getGenerator(),
        like.getOrder(),
        cofactor);
  }

  private static PublicKey explicit(ECPoint point, ECParameterSpec parameters) throws Exception {
    return KeyFactory.getInstance("EC", CASTLE)
        .generatePublic(new ECPublicKeySpec(point, parameters));
  }

  @ParameterizedTest
  @CsvSource({"peer-p256, secp256r1", "peer-p384, secp384r1", "peer-p521, secp521r1"})
  void explicitParametersOfTheCurveOfTheKey(String alias, String curve) throws Exception {
    KmsPrivateKey key = key(alias);
    KeyPair peer = pair(curve);
    ECPublicKey named = (ECPublicKey) peer.getPublic();
    PublicKey other = explicit(named.getW(), unnamed(named.getParams()));
    assertThat(other.getEncoded().length).isGreaterThan(2 * named.getEncoded().length);
    KeyAgreement theirs = KeyAgreement.getInstance("ECDH", "SunEC");
    theirs.init(peer.getPrivate());
    theirs.doPhase(key.publicKey(), true);
    KeyAgreement ours = KeyAgreement.getInstance("ECDH", provider);
    ours.init(key);
    ours.doPhase(other, true);
    assertThat(ours.generateSecret()).isEqualTo(theirs.generateSecret());
    kms.assertCalls(1, "DeriveSharedSecret");
  }

  @Test
  void otherParametersAreRefusedBeforeAnyCall() throws Exception {
    ECPublicKey right = (ECPublicKey) pair("secp256r1").getPublic();
    ECParameterSpec named = right.getParams();
    BigInteger p = ((ECFieldFp) named.getCurve().getField()).getP();
    BigInteger b = named.getCurve().getB();
    ECPublicKey otherCurve = (ECPublicKey) pair("secp384r1").getPublic();
    refused(new Foreign(right.getW(), curve(named, p, b.add(BigInteger.ONE), 1)));
    refused(new Foreign(right.getW(), curve(named, p.add(BigInteger.TWO), b, 1)));
    refused(new Foreign(right.getW(), curve(named, p, b, 2)));
    refused(new Foreign(right.getW(), withGenerator(named, right.getW())));
    refused(new Foreign(right.getW(), withOrder(named, named.getOrder().add(BigInteger.TWO))));
    refused(new Foreign(right.getW(), null));
    refused(explicit(otherCurve.getW(), unnamed(otherCurve.getParams())));
  }

  @Test
  void pointsOffTheCurveAndAtInfinityAreRefusedBeforeAnyCall() throws Exception {
    ECPublicKey right = (ECPublicKey) pair("secp256r1").getPublic();
    BigInteger x = right.getW().getAffineX();
    BigInteger y = right.getW().getAffineY();
    ECParameterSpec curve = unnamed(right.getParams());
    BigInteger p = ((ECFieldFp) curve.getCurve().getField()).getP();
    refused(new Foreign(ECPoint.POINT_INFINITY, curve));
    refused(new Foreign(right.getW(), withGenerator(curve, ECPoint.POINT_INFINITY)));
    refused(new Foreign(new ECPoint(x, y.xor(BigInteger.ONE)), curve));
    refused(new Foreign(new ECPoint(x.add(p), y), curve));
    refused(new Foreign(new ECPoint(BigInteger.ZERO, BigInteger.ZERO), curve));
  }

  private static ECParameterSpec withGenerator(ECParameterSpec like, ECPoint generator) {
    return new ECParameterSpec(like.getCurve(), generator, like.getOrder(), like.getCofactor());
  }

  private static ECParameterSpec withOrder(ECParameterSpec like, BigInteger order) {
    return new ECParameterSpec(like.getCurve(), like.getGenerator(), order, like.getCofactor());
  }

  private static void refused(PublicKey peer) throws Exception {
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH", provider);
    agreement.init(key("peer-p256"));
    kms.local().calls().clear();
    assertThatThrownBy(() -> agreement.doPhase(peer, true))
        .isInstanceOf(InvalidKeyException.class)
        .hasMessageContaining("key/");
    assertThat(kms.local().calls().count()).isZero();
  }

  /** Makes the public keys of messages with explicit parameters, where it is before SunEC. */
  @ParameterizedTest
  @EnumSource
  @ResourceLock(ProviderPlace.LOCK)
  void nimbusWithBouncyCastleFirst(ProviderPlace place) throws Exception {
    Security.insertProviderAt(CASTLE, 1);
    try {
      // First of all, or last, and not before Bouncy Castle in either case.
      place.with(
          provider,
          () -> {
            Security.removeProvider(CASTLE.getName());
            Security.insertProviderAt(CASTLE, 1);
            decrypts("peer-p256", Curve.P_256, JWEAlgorithm.ECDH_ES);
            decrypts("peer-p384", Curve.P_384, JWEAlgorithm.ECDH_ES_A256KW);
          });
    } finally {
      Security.removeProvider(CASTLE.getName());
    }
  }

  private static void decrypts(String alias, Curve curve, JWEAlgorithm algorithm) throws Exception {
    KmsPrivateKey key = key(alias);
    JWEObject message =
        new JWEObject(new JWEHeader(algorithm, EncryptionMethod.A256GCM), new Payload("secret"));
    message.encrypt(new ECDHEncrypter((ECPublicKey) key.publicKey()));
    JWEObject received = JWEObject.parse(message.serialize());
    kms.local().calls().clear();
    received.decrypt(new ECDHDecrypter(key, null, curve));
    assertThat(received.getPayload()).hasToString("secret");
    kms.assertCalls(1, "DeriveSharedSecret");
  }

  /** A key of somebody's own class, whose parameters nobody has checked. */
  private record Foreign(ECPoint point, ECParameterSpec parameters) implements ECPublicKey {
    private static final long serialVersionUID = 1;

    @Override
    public ECPoint getW() {
      return point;
    }

    @Override
    public ECParameterSpec getParams() {
      return parameters;
    }

    @Override
    public String getAlgorithm() {
      return "EC";
    }

    @Override
    public String getFormat() {
      return null;
    }

    @Override
    public byte[] getEncoded() {
      return null;
    }
  }
}
