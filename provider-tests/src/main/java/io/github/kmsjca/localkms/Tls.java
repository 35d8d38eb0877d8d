package io.github.kmsjca.localkms;

import io.github.kmsjca.localkms.internal.tls.Identity;
import io.github.kmsjca.localkms.internal.tls.IdentityFiles;
import io.github.kmsjca.localkms.internal.tls.SelfSigned;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;

/**
 * What a {@link LocalKms} shows of itself over HTTPS, in TLS 1.2 or 1.3. See {@link
 * LocalKms.Builder#tls}.
 */
public final class Tls {
  private final Source source;

  private Tls(Source source) {
    this.source = source;
  }

  /** Has the key and the certificates once it is known where the local KMS listens. */
  private interface Source {
    Identity identity(String host, InetAddress address, SecureRandom random);
  }

  /**
   * A new key, on P-256, and a certificate that it signs itself, for {@code localhost}, 127.0.0.1,
   * ::1 and the host that the local KMS listens on. Clients have to trust {@linkplain
   * LocalKms#certificate it}.
   *
   * @return TLS that is like no other
   */
  public static Tls selfSigned() {
    return new Tls((host, address, random) -> SelfSigned.of(host, address, Instant.now(), random));
  }

  /**
   * A certificate of your own, in PEM.
   *
   * @param certificates the server's certificate, and then those between it and the root, if any
   * @param key its private key, RSA or EC, not encrypted: PKCS #8, PKCS #1 or SEC 1
   * @return TLS with that certificate
   * @throws IllegalArgumentException if a file can not be read, or the key is of no such kind or
   *     not that of the certificate
   */
  public static Tls pem(Path certificates, Path key) {
    return new Tls(IdentityFiles.pem(certificates, key));
  }

  /**
   * A certificate of your own, in a PKCS #12 file: the first private key in it, RSA or EC.
   *
   * @param file with the key and its certificates
   * @param password of the file and the key
   * @return TLS with that certificate
   * @throws IllegalArgumentException if the file can not be read, or has no such key
   */
  public static Tls pkcs12(Path file, char[] password) {
    return new Tls(IdentityFiles.pkcs12(file, password));
  }

  private Tls(Identity identity) {
    this((host, address, random) -> identity);
  }

  Identity identity(String host, InetAddress address, SecureRandom random) {
    return source.identity(host, address, random);
  }
}
