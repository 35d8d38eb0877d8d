package io.github.kmsjca.internal.signature;

import io.github.kmsjca.internal.algorithm.Digest;
import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import java.io.IOException;
import java.math.BigInteger;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.function.Predicate;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.NullDigest;
import org.bouncycastle.crypto.encodings.PKCS1Encoding;
import org.bouncycastle.crypto.engines.RSAEngine;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.GenericSigner;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.crypto.util.DigestFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;

/**
 * Whether a signature that KMS answered is of what it was sent, and of its key. Here and not by a
 * Signature, since most of those take the message, which is no longer at hand.
 */
final class SignatureCheck implements Predicate<byte[]> {
  private final SignatureAlgorithm row;
  private final KmsMessage message;
  private final KeySpec spec;
  private final CipherParameters key;

  /**
   * A check of one signature, in KMS's encoding.
   *
   * @param message not yet wiped when the signature comes
   */
  SignatureCheck(SignatureAlgorithm row, KmsMessage message, KeySpec spec, PublicKey key) {
    this.row = row;
    this.message = message;
    this.spec = spec;
    this.key = parameters(key);
  }

  private static CipherParameters parameters(PublicKey key) {
    if (key instanceof RSAPublicKey rsa) { // its encoding may say more: RSASSA-PSS
      return new RSAKeyParameters(false, rsa.getModulus(), rsa.getPublicExponent());
    }
    try {
      return PublicKeyFactory.createKey(key.getEncoded());
    } catch (IOException | RuntimeException e) {
      throw new ProviderException("the public key cannot be read", e);
    }
  }

  @Override
  public boolean test(byte[] signature) {
    try {
      return isOfMessage(signature);
    } catch (SignatureException | RuntimeException e) {
      return false; // it is not even the encoding of one
    }
  }

  private boolean isOfMessage(byte[] signature) throws SignatureException {
    byte[] signed = message.bytes();
    return switch (row.scheme()) {
      case RSA_PKCS1 -> verifies(pkcs1(), digestInfo(), signature);
      case RSA_PSS -> verifies(pss(), signed, signature);
      case ECDSA_DER, ECDSA_P1363 -> DigestVerification.ecdsa(ec(), signed, der(signature));
      case ED25519 -> verifies(new Ed25519Signer(), signed, signature);
      case ED25519PH -> DigestVerification.ed25519ph(key, signed, signature);
      case ML_DSA -> mlDsa(signed, signature);
      case SM2 -> sm2(new BigInteger(1, signed), der(signature));
    };
  }

  private boolean verifies(Signer signer, byte[] signed, byte[] signature) {
    signer.init(false, key);
    signer.update(signed, 0, signed.length);
    return signer.verifySignature(signature);
  }

  private static Signer pkcs1() {
    return new GenericSigner(new PKCS1Encoding(new RSAEngine()), new NullDigest());
  }

  private byte[] digestInfo() {
    byte[] prefix = message.digest().digestInfoPrefix();
    byte[] digest = message.bytes();
    byte[] whole = Arrays.copyOf(prefix, prefix.length + digest.length);
    System.arraycopy(digest, 0, whole, prefix.length, digest.length);
    return whole;
  }

  /** The parameters are KMS's only ones. */
  private Signer pss() {
    int saltLength = message.digest().length();
    return PSSSigner.createRawSigner(
        new RSAEngine(), digest(), digest(), saltLength, PSSSigner.TRAILER_IMPLICIT);
  }

  private org.bouncycastle.crypto.Digest digest() {
    Digest digest = message.digest();
    return switch (digest) {
      case SHA_256 -> DigestFactory.createSHA256();
      case SHA_384 -> DigestFactory.createSHA384();
      case SHA_512 -> DigestFactory.createSHA512();
      default -> throw new IllegalStateException(digest + " is none of RSA keys in KMS");
    };
  }

  private ECPublicKeyParameters ec() {
    return (ECPublicKeyParameters) key;
  }

  private BigInteger[] der(byte[] signature) throws SignatureException {
    return EcdsaEncodings.decodeDer(signature, spec);
  }

  private boolean mlDsa(byte[] mu, byte[] signature) {
    MLDSASigner signer = new MLDSASigner();
    signer.init(false, key);
    return signer.verifyMuSignature(mu, signature);
  }

  /**
   * GB/T 32918.2, section 7.1, from the digest on.
   *
   * @param e the digest, which has the signer's identity in it
   */
  private boolean sm2(BigInteger e, BigInteger[] rs) {
    BigInteger n = ec().getParameters().getN();
    BigInteger t = rs[0].add(rs[1]).mod(n);
    if (rs[0].signum() <= 0 || rs[1].signum() <= 0 || t.signum() == 0) {
      return false;
    }
    ECPoint sum =
        ECAlgorithms.sumOfTwoMultiplies(ec().getParameters().getG(), rs[1], ec().getQ(), t);
    return !sum.isInfinity()
        && e.add(sum.normalize().getAffineXCoord().toBigInteger()).mod(n).equals(rs[0]);
  }
}
