package io.github.kmsjca.localkms.internal.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Makes certificates that nobody but their own key vouches for. */
public final class SelfSigned {
  private static final Duration BEFORE = Duration.ofDays(1);
  private static final Duration AFTER = Duration.ofDays(365);
  private static final int SERIAL_BITS = 127;
  private static final Pattern HOST_NAME =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");
  private static final AlgorithmIdentifier ECDSA =
      new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);

  private SelfSigned() {}

  /** A new key with a certificate for this machine, by that name and at that address too. */
  public static Identity of(String host, InetAddress address, Instant now, SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "SunEC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      KeyPair pair = generator.generateKeyPair();
      TBSCertificate content = content(pair, names(host, address), now, random);
      Signature signature = Signature.getInstance("SHA256withECDSA", "SunEC");
      signature.initSign(pair.getPrivate(), random);
      signature.update(content.getEncoded(ASN1Encoding.DER));
      ASN1EncodableVector certificate = new ASN1EncodableVector();
      certificate.add(content);
      certificate.add(ECDSA);
      certificate.add(new DERBitString(signature.sign()));
      byte[] encoded = new DERSequence(certificate).getEncoded(ASN1Encoding.DER);
      X509Certificate read =
          (X509Certificate)
              CertificateFactory.getInstance("X.509", "SUN")
                  .generateCertificate(new ByteArrayInputStream(encoded));
      return new Identity(pair.getPrivate(), List.of(read));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("The platform can not make a certificate", e);
    }
  }

  private static TBSCertificate content(
      KeyPair pair, GeneralNames names, Instant now, SecureRandom random) throws IOException {
    X500Name name = new X500Name("CN=local-kms");
    V3TBSCertificateGenerator content = new V3TBSCertificateGenerator();
    content.setSerialNumber(new ASN1Integer(new BigInteger(SERIAL_BITS, random).setBit(0)));
    content.setIssuer(name);
    content.setSubject(name);
    content.setSignature(ECDSA);
    content.setStartDate(new Time(Date.from(now.minus(BEFORE))));
    content.setEndDate(new Time(Date.from(now.plus(AFTER))));
    content.setSubjectPublicKeyInfo(
        SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
    // No key usage: with one that can not sign certificates OpenSSL 1.1 trusts none that signs
    // itself, and no CA: rustls takes none for a server.
    ExtensionsGenerator extensions = new ExtensionsGenerator();
    extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    extensions.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    extensions.addExtension(Extension.subjectAlternativeName, false, names);
    content.setExtensions(extensions.generate());
    return content.generateTBSCertificate();
  }

  private static GeneralNames names(String host, InetAddress address) {
    Set<GeneralName> names = new LinkedHashSet<>();
    names.add(new GeneralName(GeneralName.dNSName, "localhost"));
    names.add(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
    names.add(new GeneralName(GeneralName.iPAddress, "::1"));
    if (!ADDRESS.matcher(host).matches() && HOST_NAME.matcher(host).matches()) {
      names.add(new GeneralName(GeneralName.dNSName, host));
    }
    if (!address.isAnyLocalAddress() && !address.isLoopbackAddress()) {
      String literal = address.getHostAddress();
      int zone = literal.indexOf('%');
      names.add(
          new GeneralName(GeneralName.iPAddress, zone < 0 ? literal : literal.substring(0, zone)));
    }
    return new GeneralNames(names.toArray(GeneralName[]::new));
  }
}
