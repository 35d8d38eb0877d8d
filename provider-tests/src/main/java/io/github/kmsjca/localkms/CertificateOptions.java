package io.github.kmsjca.localkms;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the command line says on TLS. */
final class CertificateOptions {
  private static final String PASSWORD = "LOCAL_KMS_TLS_PASSWORD";

  private boolean selfSigned;
  private @Nullable Path out;
  private @Nullable Path certificates;
  private @Nullable Path key;
  private @Nullable Path pkcs12;

  void selfSigned() {
    selfSigned = true;
  }

  void out(Path file) {
    out = file;
  }

  void certificates(Path file) {
    certificates = file;
  }

  void key(Path file) {
    key = file;
  }

  void pkcs12(Path file) {
    pkcs12 = file;
  }

  /** Whether clients have to learn of the certificate from us. */
  boolean isNew() {
    return selfSigned;
  }

  /** Where a new certificate goes; empty if the start prints it. */
  Optional<Path> out() {
    return Optional.ofNullable(out);
  }

  /** Which TLS it is; empty for none. */
  Optional<Tls> tls(Map<String, String> environment) {
    if ((certificates == null) != (key == null)) {
      throw new IllegalArgumentException("--tls-certificate and --tls-key need each other");
    }
    int ways = (selfSigned ? 1 : 0) + (key == null ? 0 : 1) + (pkcs12 == null ? 0 : 1);
    if (ways > 1) {
      throw new IllegalArgumentException(
          "A certificate is new (--tls), in PEM (--tls-certificate and --tls-key) or in PKCS #12"
              + " (--tls-pkcs12): one of the three");
    }
    if (out != null && !selfSigned) {
      throw new IllegalArgumentException("--tls-certificate-out goes with --tls");
    }
    if (selfSigned) {
      return Optional.of(Tls.selfSigned());
    }
    if (certificates != null && key != null) {
      return Optional.of(Tls.pem(certificates, key));
    }
    return Optional.ofNullable(pkcs12).map(file -> Tls.pkcs12(file, password(environment)));
  }

  private static char[] password(Map<String, String> environment) {
    String password = environment.get(PASSWORD);
    if (password == null) {
      throw new IllegalArgumentException("--tls-pkcs12 needs a password in " + PASSWORD);
    }
    return password.toCharArray();
  }
}
