package io.github.kmsjca.internal.kms.client;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** A TLS handshake that this JVM ended, because of the certificate that the other end showed. */
public final class UntrustedCertificate {
  private UntrustedCertificate() {}

  /** The exception of TLS that says so, among the causes of another. */
  public static @Nullable SSLException in(Throwable e) {
    SSLException tls = null;
    for (Throwable cause : Causes.of(e)) {
      if (cause instanceof SSLException found) {
        tls = found;
      }
      if (tls != null && isOfCertificate(cause)) {
        return tls;
      }
    }
    return null;
  }

  private static boolean isOfCertificate(Throwable e) {
    return e instanceof SSLPeerUnverifiedException // the name is not the one that was called
        || e instanceof CertificateException
        || e instanceof CertPathBuilderException
        || e instanceof CertPathValidatorException;
  }
}
