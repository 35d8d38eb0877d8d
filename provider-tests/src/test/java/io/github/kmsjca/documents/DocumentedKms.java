package io.github.kmsjca.documents;

import io.github.kmsjca.testkit.KeyStoreText;
import io.github.kmsjca.testkit.KmsIdentities;
import io.github.kmsjca.testkit.TestCa;
import io.github.kmsjca.testkit.TestKms;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;

/** The keys and files that the blocks of all documents find: one local KMS for each document. */
final class DocumentedKms implements AutoCloseable {
  private final KmsIdentities identities = new KmsIdentities();

  /** Writes the files into the working directory of the blocks. */
  DocumentedKms(Path directory) throws GeneralSecurityException, IOException {
    List<X509Certificate> web = identities.createCertified("web", "RSA_2048");
    List<X509Certificate> ec = identities.createCertified("ec", "ECC_NIST_P256");
    new KeyStoreText().key("web", web).key("ec", ec).write(directory.resolve("app.kms"));
    kms().create("jwt", "RSA_2048", "SIGN_VERIFY");
    kms().create("vault", "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    kms().create("archive", "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    kms().create("box", "RSA_2048", "ENCRYPT_DECRYPT");
    kms().create("mac", "HMAC_256", "GENERATE_VERIFY_MAC");
    kms().create("agreement", "ECC_NIST_P256", "KEY_AGREEMENT");
    kms().create("kem", "ML_KEM_768", "ENCAPSULATE_DECAPSULATE");
    try (OutputStream out = Files.newOutputStream(directory.resolve("old.p12"))) {
      identities.ca().softwareIdentity("old").store(out, TestCa.PASSWORD.toCharArray());
    }
    identities.ca().writeTrustStore(directory.resolve("ca.p12"));
    identities.ca().writeCertificate(directory.resolve("ca.pem"));
  }

  TestKms kms() {
    return identities.kms();
  }

  @Override
  public void close() {
    identities.close();
  }
}
