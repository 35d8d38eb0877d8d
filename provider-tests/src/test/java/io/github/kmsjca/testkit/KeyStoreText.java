package io.github.kmsjca.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;

/** Writes keystore files of type AWSKMS as an administrator would: text and PEM. */
public final class KeyStoreText {
  private final StringBuilder text = new StringBuilder("# AWSKMS keystore 1\n");

  /** An entry whose KMS key is the alias of the same name. */
  public KeyStoreText key(String alias, List<X509Certificate> chain)
      throws CertificateEncodingException {
    text.append("\nalias: ").append(alias).append('\n');
    return append(chain);
  }

  /** An entry that names its KMS key. */
  public KeyStoreText key(String alias, String kmsKey, List<X509Certificate> chain)
      throws CertificateEncodingException {
    text.append("\nalias: ").append(alias).append("\nkey: ").append(kmsKey).append('\n');
    return append(chain);
  }

  /** A certificate that is trusted where {@code trust=true}. */
  public KeyStoreText trusted(String alias, X509Certificate certificate)
      throws CertificateEncodingException {
    text.append("\nalias: ").append(alias).append("\ntrusted: yes\n");
    return append(List.of(certificate));
  }

  private KeyStoreText append(List<X509Certificate> chain) throws CertificateEncodingException {
    for (X509Certificate certificate : chain) {
      text.append(Pem.certificate(certificate.getEncoded()));
    }
    return this;
  }

  public Path write(Path file) throws IOException {
    return Files.writeString(file, text, US_ASCII);
  }

  /** Reads a file through the JCA, from whichever provider has the type. */
  public static KeyStore load(Path file) throws GeneralSecurityException, IOException {
    KeyStore keyStore = KeyStore.getInstance("AWSKMS");
    try (InputStream in = new FileInputStream(file.toFile())) {
      keyStore.load(in, null);
    }
    return keyStore;
  }
}
