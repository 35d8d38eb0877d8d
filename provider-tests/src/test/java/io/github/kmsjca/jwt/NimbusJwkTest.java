package io.github.kmsjca.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.crypto.impl.EdDSAProvider;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.mint.DefaultJWSMinter;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Base64URL;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TestKms;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nimbus's JWK objects around KMS keys, as Spring and other frameworks hand them on. */
@ResourceLock(ProviderPlace.LOCK)
class NimbusJwkTest {
  /** What an RSA or EC JWK (RFC 7518, section 6) has of a private key. */
  private static final List<String> SECRETS = List.of("d", "p", "q", "dp", "dq", "qi");

  @RegisterExtension static final TestKms kms = TestKms.start();
  private static Provider provider;

  @BeforeAll
  static void start() {
    // A JWK is loaded from a certificate.
    provider = kms.provider("selfSigned", "true");
  }

  @ParameterizedTest
  @EnumSource(names = {"RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "ES256K"})
  void loadedFromTheKeyStore(Jws algorithm) throws Exception {
    for (ProviderPlace place : ProviderPlace.values()) {
      place.with(
          provider,
          () -> {
            KeyStore keyStore = TestKms.keyStore(provider);
            JWK jwk =
                algorithm.name().startsWith("ES")
                    ? ECKey.load(keyStore, algorithm.alias(), null)
                    : RSAKey.load(keyStore, algorithm.alias(), null);
            assertEquals(algorithm.alias(), jwk.getKeyID());
            signsAndHidesItsSecret(algorithm, jwk);
          });
    }
  }

  /** PS256 at position 1 only, as in the table. */
  @Test
  void builtFromThePublicKeyAndTheHandle() throws Exception {
    KmsPrivateKey rsa = (KmsPrivateKey) TestKms.key(provider, "rsa-2048");
    KmsPrivateKey ec = (KmsPrivateKey) TestKms.key(provider, "ecc-nist-p384");
    ProviderPlace.FIRST.with(
        provider,
        () -> {
          RSAKey rsaJwk =
              new RSAKey.Builder((RSAPublicKey) rsa.publicKey()).privateKey(rsa).build();
          signsAndHidesItsSecret(Jws.PS256, rsaJwk);
          ECKey ecJwk =
              new ECKey.Builder(Curve.P_384, (ECPublicKey) ec.publicKey()).privateKey(ec).build();
          signsAndHidesItsSecret(Jws.ES384, ecJwk);
        });
  }

  private static void signsAndHidesItsSecret(Jws algorithm, JWK jwk) throws Exception {
    assertTrue(jwk.isPrivate());
    for (String secret : SECRETS) {
      assertNull(jwk.toJSONObject().get(secret), secret);
    }
    kms.local().calls().clear();
    JWSSigner signer =
        new DefaultJWSSignerFactory().createJWSSigner(jwk, JWSAlgorithm.parse(algorithm.name()));
    String token = Nimbus.sign(algorithm, signer);
    kms.assertCalls(1, "Sign");
    assertEquals(1, kms.local().calls().count());
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, algorithm.alias());
    if (algorithm != Jws.ES256K) { // where that verifies is the table's matter
      assertTrue(JwtTable.JOSE4J.verifies(algorithm, key.publicKey(), token));
    }
  }

  /** The minter finds the key by the header, and makes the signer itself. */
  @Test
  void minted() throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, "ecc-nist-p256");
    ECKey jwk =
        new ECKey.Builder(Curve.P_256, (ECPublicKey) key.publicKey())
            .privateKey(key)
            .keyID("k1")
            .build();
    DefaultJWSMinter<SecurityContext> minter = new DefaultJWSMinter<>();
    minter.setJWKSource(new ImmutableJWKSet<>(new JWKSet(jwk)));
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k1").build();
    ProviderPlace.LAST.with(
        provider,
        () -> {
          JWSObject token = minter.mint(header, new Payload("{\"sub\":\"me\"}"), null);
          String text = token.serialize();
          assertTrue(JwtTable.JJWT.verifies(Jws.ES256, key.publicKey(), text));
          assertFalse(JwtTable.JJWT.verifies(Jws.ES256, publicKey("ecc-nist-p256-2"), text));
        });
  }

  private static PublicKey publicKey(String newAlias) throws Exception {
    kms.create(newAlias, "ECC_NIST_P256", "SIGN_VERIFY");
    return ((KmsPrivateKey) TestKms.key(provider, newAlias)).publicKey();
  }

  /** Nimbus's own EdDSA signer wants the key's bytes; one of one's own is this short. */
  @Test
  void edDsaByASignerOfOnesOwn() throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, "ecc-nist-edwards25519");
    JWSSigner signer = new KmsEd25519Signer(key);
    for (ProviderPlace place : ProviderPlace.values()) {
      place.with(
          provider,
          () -> {
            String token = Nimbus.sign(Jws.EdDSA, signer);
            assertTrue(JwtTable.JJWT.verifies(Jws.EdDSA, key.publicKey(), token));
            assertTrue(JwtTable.JOSE4J.verifies(Jws.EdDSA, key.publicKey(), token));
          });
    }
  }

  private static final class KmsEd25519Signer extends EdDSAProvider implements JWSSigner {
    private final KmsPrivateKey key;

    KmsEd25519Signer(KmsPrivateKey key) {
      this.key = key;
    }

    @Override
    public Base64URL sign(JWSHeader header, byte[] signingInput) {
      try {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(key);
        signature.update(signingInput);
        return Base64URL.encode(signature.sign());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
