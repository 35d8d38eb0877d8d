package io.github.kmsjca.localkms.internal.crypto.attestation;

import io.github.kmsjca.localkms.internal.crypto.Randomness;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** A certificate authority for enclaves, made for one local KMS; nobody else trusts it. */
final class Issuer {
  private static final AlgorithmIdentifier ECDSA =
      new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA384);
  private static final X500Name NAME = new X500Name("CN=local KMS test enclaves");
  private static final Duration LONG = Duration.ofDays(36_500);

  /** As long as the certificate of an enclave of AWS. */
  private static final Duration BRIEF = Duration.ofHours(3);

  private final Randomness randomness;
  private final KeyPair keys;
  private final X509Certificate root;

  Issuer(Randomness randomness) throws GeneralSecurityException {
    this.randomness = randomness;
    this.keys = newKeys();
    this.root = certificate(NAME, keys.getPublic(), Instant.EPOCH, LONG, true);
  }

  /** An enclave that can sign for a while. */
  record Enclave(PrivateKey key, X509Certificate certificate, X509Certificate root) {}

  Enclave enclave(String moduleId, Instant now) throws GeneralSecurityException {
    KeyPair pair = newKeys();
    X500Name name = new X500Name("CN=" + moduleId);
    return new Enclave(
        pair.getPrivate(), certificate(name, pair.getPublic(), now, BRIEF, false), root);
  }

  /** The key of a certificate if it, with those between, leads to this issuer by then. */
  PublicKey trusted(byte[] certificate, List<byte[]> bundle, Instant now)
      throws GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509", "SUN");
    X509Certificate leaf = read(factory, certificate);
    ArrayList<X509Certificate> path = new ArrayList<>(List.of(leaf));
    // The bundle begins with the root, which is known here and not taken from it.
    for (int i = bundle.size() - 1; i > 0; i--) {
      path.add(read(factory, bundle.get(i)));
    }
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(now));
    CertPathValidator.getInstance("PKIX", "SUN")
        .validate(factory.generateCertPath(path), parameters);
    return leaf.getPublicKey();
  }

  private KeyPair newKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "SunEC");
    generator.initialize(new ECGenParameterSpec("secp384r1"), randomness.generator());
    return generator.generateKeyPair();
  }

  private X509Certificate certificate(
      X500Name subject, PublicKey key, Instant from, Duration validity, boolean authority)
      throws GeneralSecurityException {
    try {
      V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
      generator.setSerialNumber(new ASN1Integer(new BigInteger(1, randomness.bytes(16))));
      generator.setSignature(ECDSA);
      generator.setIssuer(NAME);
      generator.setStartDate(new Time(Date.from(from)));
      generator.setEndDate(new Time(Date.from(from.plus(validity))));
      generator.setSubject(subject);
      generator.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(key.getEncoded()));
      generator.setExtensions(
          new Extensions(
              new Extension(
                  Extension.basicConstraints,
                  true,
                  new BasicConstraints(authority).getEncoded(ASN1Encoding.DER))));
      TBSCertificate content = generator.generateTBSCertificate();
      Signature signature = Signature.getInstance("SHA384withECDSA", "SunEC");
      signature.initSign(keys.getPrivate(), randomness.generator());
      signature.update(content.getEncoded(ASN1Encoding.DER));
      byte[] encoded =
          new DERSequence(new ASN1Encodable[] {content, ECDSA, new DERBitString(signature.sign())})
              .getEncoded(ASN1Encoding.DER);
      return read(CertificateFactory.getInstance("X.509", "SUN"), encoded);
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static X509Certificate read(CertificateFactory factory, byte[] encoded)
      throws GeneralSecurityException {
    return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(encoded));
  }
}
