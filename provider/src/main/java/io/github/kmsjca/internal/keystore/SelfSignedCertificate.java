package io.github.kmsjca.internal.keystore;

import io.github.kmsjca.internal.algorithm.Digest;
import io.github.kmsjca.internal.algorithm.KeyFamily;
import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.internal.key.PrivateKeyHandle;
import io.github.kmsjca.internal.keystore.file.KeyStoreFile;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.call.MessageType;
import io.github.kmsjca.internal.kms.call.Sign;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/**
 * A certificate for a key that has none, so that {@code keytool -certreq} can start from nothing.
 * It is signed in KMS and lives in memory only.
 */
final class SelfSignedCertificate {
  private static final Duration VALIDITY = Duration.ofDays(90);
  private static final int SERIAL_BITS = 127;
  private static final SecureRandom RANDOM = new SecureRandom();

  private SelfSignedCertificate() {}

  static X509Certificate create(String alias, PrivateKeyHandle key, Instant now)
      throws KmsCallException, InvalidKeyException {
    SignatureAlgorithm algorithm = algorithm(key);
    X500Name name = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, alias).build();
    V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
    generator.setSerialNumber(new ASN1Integer(new BigInteger(SERIAL_BITS, RANDOM).setBit(0)));
    generator.setSignature(identifier(algorithm));
    generator.setIssuer(name);
    generator.setSubject(name);
    generator.setStartDate(new Time(Date.from(now)));
    generator.setEndDate(new Time(Date.from(now.plus(VALIDITY))));
    generator.setSubjectPublicKeyInfo(
        SubjectPublicKeyInfo.getInstance(key.publicKey().getEncoded()));
    TBSCertificate body = generator.generateTBSCertificate();
    try {
      byte[] signature = sign(algorithm, key, body.getEncoded());
      ASN1EncodableVector certificate = new ASN1EncodableVector();
      certificate.add(body);
      certificate.add(identifier(algorithm));
      certificate.add(new DERBitString(signature));
      return requireKnown(
          key,
          (X509Certificate)
              KeyStoreFile.certificateFactory()
                  .generateCertificate(
                      new ByteArrayInputStream(new DERSequence(certificate).getEncoded())));
    } catch (IOException | CertificateException e) {
      throw new InvalidKeyException("no self-signed certificate could be made for " + key.arn(), e);
    }
  }

  /** A certificate whose key the platform cannot read would be refused wherever it is used. */
  private static X509Certificate requireKnown(PrivateKeyHandle key, X509Certificate certificate)
      throws InvalidKeyException {
    // Where nobody knows the algorithm, its identifier stands for its name.
    if (!Character.isDigit(certificate.getPublicKey().getAlgorithm().charAt(0))) {
      return certificate;
    }
    throw new InvalidKeyException(
        "this Java platform has no certificates for " + key.spec() + " keys: " + key.arn());
  }

  private static SignatureAlgorithm algorithm(PrivateKeyHandle key) {
    return switch (key.spec()) {
      case RSA_2048, RSA_3072, RSA_4096 -> SignatureAlgorithm.SHA256_WITH_RSA;
      case ECC_NIST_P256, ECC_SECG_P256K1 -> SignatureAlgorithm.SHA256_WITH_ECDSA;
      case ECC_NIST_P384 -> SignatureAlgorithm.SHA384_WITH_ECDSA;
      case ECC_NIST_P521 -> SignatureAlgorithm.SHA512_WITH_ECDSA;
      case ECC_NIST_EDWARDS25519 -> SignatureAlgorithm.ED25519;
      case ML_DSA_44 -> SignatureAlgorithm.ML_DSA_44;
      case ML_DSA_65 -> SignatureAlgorithm.ML_DSA_65;
      case ML_DSA_87 -> SignatureAlgorithm.ML_DSA_87;
      case SM2 -> SignatureAlgorithm.SM3_WITH_SM2;
      case ML_KEM_512,
          ML_KEM_768,
          ML_KEM_1024,
          SYMMETRIC_DEFAULT,
          HMAC_224,
          HMAC_256,
          HMAC_384,
          HMAC_512 ->
          throw new IllegalArgumentException(key.spec() + " does not sign");
    };
  }

  /** Small enough for KMS to hash it. */
  private static byte[] sign(SignatureAlgorithm algorithm, PrivateKeyHandle key, byte[] body)
      throws KmsCallException {
    Digest digest = Objects.requireNonNullElse(algorithm.digest(), Digest.SHA_512);
    String wireName = algorithm.scheme().wireName(digest);
    return key.gateway().perform(new Sign(key.use(), wireName, MessageType.RAW, body));
  }

  /** RFC 4055 wants a NULL for RSA, RFC 5758, RFC 8410 and RFC 9881 want nothing. */
  private static AlgorithmIdentifier identifier(SignatureAlgorithm algorithm) {
    ASN1ObjectIdentifier oid = new ASN1ObjectIdentifier(algorithm.aliases().get(1));
    return algorithm.scheme().family() == KeyFamily.RSA
        ? new AlgorithmIdentifier(oid, DERNull.INSTANCE)
        : new AlgorithmIdentifier(oid);
  }
}
