package io.github.kmsjca.pkix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.pkix.PkixRow.Reader;
import io.github.kmsjca.testkit.Command;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentVerifierProvider;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * Verifies what was made: by bcpkix on Bouncy Castle, by the JDK and by OpenSSL, as far as they
 * know the algorithm. To be called where we are not installed.
 */
final class Reading {
  private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

  private final Path dir;

  Reading(Path dir) {
    this.dir = dir;
  }

  void certificate(PkixRow row, PublicKey key, X509CertificateHolder made) throws Exception {
    assertNull(Security.getProvider("AWSKMS"));
    assertTrue(made.isSignatureValid(verifier(key)));
    if (isReadByJdk(row)) {
      Certificate certificate =
          CertificateFactory.getInstance("X.509", "SUN")
              .generateCertificate(new ByteArrayInputStream(made.getEncoded()));
      certificate.verify(key);
    }
    if (row.isReadBy(Reader.OPENSSL)) {
      String file = pem("CERTIFICATE", made.getEncoded());
      openssl("verify", "-check_ss_sig", "-CAfile", file, file);
    }
  }

  void request(PkixRow row, PublicKey key, PKCS10CertificationRequest made) throws Exception {
    assertNull(Security.getProvider("AWSKMS"));
    assertTrue(made.isSignatureValid(verifier(key)));
    if (row.isReadBy(Reader.OPENSSL)) {
      openssl("req", "-verify", "-noout", "-in", pem("CERTIFICATE REQUEST", made.getEncoded()));
    }
  }

  void signedData(PkixRow row, PublicKey key, X509CertificateHolder certificate, CMSSignedData made)
      throws Exception {
    assertNull(Security.getProvider("AWSKMS"));
    SignerInformation signer =
        new CMSSignedData(made.getEncoded()).getSignerInfos().getSigners().iterator().next();
    assertTrue(
        signer.verify(
            new JcaSimpleSignerInfoVerifierBuilder()
                .setProvider(BOUNCY_CASTLE)
                .build(certificate)));
    if (row.isReadBy(Reader.OPENSSL_CMS)) {
      Path file = Files.write(Files.createTempFile(dir, "signed", ".cms"), made.getEncoded());
      String authority = pem("CERTIFICATE", certificate.getEncoded());
      openssl(
          "cms",
          "-verify",
          "-inform",
          "DER",
          "-in",
          file.toString(),
          "-CAfile",
          authority,
          "-purpose",
          "any",
          "-out",
          file + ".content");
    } else if (isReadByJdk(row)) {
      // What is signed are the attributes, one of which is the content's digest.
      Signature verifier = Signature.getInstance(row.signerName());
      verifier.initVerify(key);
      verifier.update(signer.getEncodedSignedAttributes());
      assertTrue(verifier.verify(signer.getSignature()));
    }
  }

  private static boolean isReadByJdk(PkixRow row) {
    return row.isReadBy(Reader.JDK)
        || (row.isReadBy(Reader.JDK_WITH_ML_DSA) && Runtime.version().feature() >= 24);
  }

  private static ContentVerifierProvider verifier(PublicKey key) throws Exception {
    return new JcaContentVerifierProviderBuilder().setProvider(BOUNCY_CASTLE).build(key);
  }

  private String pem(String type, byte[] der) throws Exception {
    Path file = Files.createTempFile(dir, "made", ".pem");
    try (PemWriter writer = new PemWriter(Files.newBufferedWriter(file))) {
      writer.writeObject(new PemObject(type, der));
    }
    return file.toString();
  }

  private static void openssl(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    Command.Result result = Command.run(command);
    assertEquals(0, result.exitCode(), result.output());
  }
}
