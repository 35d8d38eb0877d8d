package io.github.kmsjca.differential;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kmsjca.differential.Material.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;

/**
 * Writes signed documents of one kind, by Bouncy Castle's classes and the platform's signatures by
 * name: certificates of an authority and of a server, a revocation list, a request, an OCSP answer
 * and a jar.
 */
final class Documents {
  static final String AUTHORITY = "-ca.cer";
  static final String LEAF = "-leaf.cer";
  static final String REVOCATIONS = ".crl";
  static final String REQUEST = ".p10";
  static final String STATUS = ".ocsp";
  static final String JAR = ".jar";
  static final String ENTRY = "text";

  private static final X500Name NAME = new X500Name("CN=Authority");
  private static final DigestCalculatorProvider DIGESTS = new BcDigestCalculatorProvider();

  private final Date beginning = Date.from(Instant.now().minus(Duration.ofHours(1)));
  private final Date end = Date.from(Instant.now().plus(Duration.ofDays(1)));
  private final SignedBy signedBy;
  private final PrivateKey key;
  private final SubjectPublicKeyInfo publicKey;

  Documents(SignedBy signedBy, Material material) throws GeneralSecurityException, IOException {
    this.signedBy = signedBy;
    this.key = material.privateKey(signedBy.kind());
    this.publicKey =
        SubjectPublicKeyInfo.getInstance(material.publicKey(signedBy.kind()).getEncoded());
  }

  void write(Material material) throws Exception {
    X509CertificateHolder authority = certificate(NAME, 1, true);
    X509CertificateHolder leaf = certificate(new X500Name("CN=localhost"), 2, false);
    write(material, AUTHORITY, authority.getEncoded());
    write(material, LEAF, leaf.getEncoded());
    X509v2CRLBuilder revocations = new X509v2CRLBuilder(NAME, beginning);
    revocations.setNextUpdate(end);
    revocations.addCRLEntry(BigInteger.TEN, beginning, CRLReason.keyCompromise);
    write(material, REVOCATIONS, revocations.build(signer()).getEncoded());
    write(
        material,
        REQUEST,
        new PKCS10CertificationRequestBuilder(NAME, publicKey).build(signer()).getEncoded());
    write(material, STATUS, status(authority, leaf));
    write(material, JAR, jar(leaf));
  }

  private void write(Material material, String suffix, byte[] bytes) throws IOException {
    Files.write(material.file(signedBy + suffix), bytes);
  }

  private X509CertificateHolder certificate(X500Name subject, int serial, boolean authority)
      throws Exception {
    X509v3CertificateBuilder builder =
        new X509v3CertificateBuilder(
            NAME, BigInteger.valueOf(serial), beginning, end, subject, publicKey);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
    return builder.build(signer());
  }

  private byte[] status(X509CertificateHolder authority, X509CertificateHolder leaf)
      throws Exception {
    BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(new RespID(NAME));
    CertificateID id =
        new CertificateID(DIGESTS.get(CertificateID.HASH_SHA1), authority, leaf.getSerialNumber());
    builder.addResponse(id, CertificateStatus.GOOD, beginning, end);
    return new OCSPRespBuilder()
        .build(OCSPRespBuilder.SUCCESSFUL, builder.build(signer(), null, beginning))
        .getEncoded();
  }

  private byte[] jar(X509CertificateHolder leaf) throws Exception {
    byte[] content = "content".getBytes(UTF_8);
    String main = "Manifest-Version: 1.0\r\n\r\n";
    String section = "Name: " + ENTRY + "\r\nSHA-256-Digest: " + digest(content) + "\r\n\r\n";
    byte[] manifest = (main + section).getBytes(UTF_8);
    byte[] signatureFile =
        ("Signature-Version: 1.0\r\nSHA-256-Digest-Manifest: " + digest(manifest) + "\r\n\r\n")
            .getBytes(UTF_8);
    CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
    generator.addSignerInfoGenerator(
        new SignerInfoGeneratorBuilder(DIGESTS).setDirectSignature(true).build(signer(), leaf));
    generator.addCertificate(leaf);
    byte[] block =
        generator.generate(new CMSProcessableByteArray(signatureFile), false).getEncoded();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      put(zip, "META-INF/MANIFEST.MF", manifest);
      put(zip, "META-INF/S.SF", signatureFile);
      put(zip, "META-INF/S." + (signedBy.kind() == Kind.RSA ? "RSA" : "EC"), block);
      put(zip, ENTRY, content);
    }
    return bytes.toByteArray();
  }

  private static String digest(byte[] bytes) throws GeneralSecurityException {
    return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  private ContentSigner signer() throws GeneralSecurityException {
    Signature signature = signedBy.signature();
    signature.initSign(key);
    return new IdentifiedSigner(signedBy.identifier(), signature);
  }

  /** A signature under an identifier of choice. */
  private record IdentifiedSigner(AlgorithmIdentifier identifier, Signature signature)
      implements ContentSigner {
    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
      return identifier;
    }

    @Override
    public OutputStream getOutputStream() {
      return new OutputStream() {
        @Override
        public void write(int b) throws IOException {
          write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          try {
            signature.update(bytes, offset, length);
          } catch (GeneralSecurityException e) {
            throw new IOException(e);
          }
        }
      };
    }

    @Override
    public byte[] getSignature() {
      try {
        return signature.sign();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  static void writeAll(Material material) throws Exception {
    for (SignedBy each : List.of(SignedBy.values())) {
      new Documents(each, material).write(material);
    }
  }
}
