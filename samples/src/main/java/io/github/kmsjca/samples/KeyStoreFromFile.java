package io.github.kmsjca.samples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/** Stop 4: a keystore file, which is text: certificates, and the names of their keys in KMS. */
final class KeyStoreFromFile {
  private KeyStoreFromFile() {}

  /** Any editor will do; a program may write it as well. */
  static void write(Path file, String alias, String keyArn, List<X509Certificate> chain)
      throws IOException, GeneralSecurityException {
    StringBuilder text = new StringBuilder("# AWSKMS keystore 1\n\n");
    text.append("alias: ").append(alias).append('\n');
    text.append("key: ").append(keyArn).append('\n');
    for (X509Certificate certificate : chain) {
      text.append("-----BEGIN CERTIFICATE-----\n");
      text.append(
          Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded()));
      text.append("\n-----END CERTIFICATE-----\n");
    }
    Files.writeString(file, text);
  }

  /** There is no secret in the file, so the password is ignored. */
  static KeyStore load(Path file) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("AWSKMS");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, null);
    }
    return keys;
  }
}
