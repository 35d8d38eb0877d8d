package io.github.kmsjca.testkit;

import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLParameters;

/**
 * What one end insists on.
 *
 * @param protocol the only one it speaks
 * @param withoutPss whether it knows nothing of RSASSA-PSS, so that RSA is left with PKCS #1. By
 *     constraints: JDK 17 can name signature schemes only for the whole JVM.
 * @param suites the only cipher suites it has; those of the platform if empty
 */
public record TlsTerms(String protocol, boolean withoutPss, List<String> suites) {
  public TlsTerms(String protocol, boolean withoutPss) {
    this(protocol, withoutPss, List.of());
  }

  public static TlsTerms of(String protocol) {
    return new TlsTerms(protocol, false);
  }

  /** TLS 1.2 by one cipher suite. */
  public static TlsTerms ofSuite(String suite) {
    return new TlsTerms("TLSv1.2", false, List.of(suite));
  }

  /** Changes what JSSE would do by default. */
  public SSLParameters apply(SSLParameters parameters) {
    parameters.setProtocols(new String[] {protocol});
    if (!suites.isEmpty()) {
      parameters.setCipherSuites(suites.toArray(String[]::new));
    }
    if (withoutPss) {
      parameters.setAlgorithmConstraints(new WithoutPss());
    }
    return parameters;
  }

  /** JSSE asks by the name of the scheme, such as rsa_pss_rsae_sha256. */
  private static final class WithoutPss implements AlgorithmConstraints {
    @Override
    public boolean permits(
        Set<CryptoPrimitive> primitives, String algorithm, AlgorithmParameters parameters) {
      return !algorithm.toLowerCase(Locale.ROOT).startsWith("rsa_pss");
    }

    @Override
    public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
      return true;
    }

    @Override
    public boolean permits(
        Set<CryptoPrimitive> primitives,
        String algorithm,
        Key key,
        AlgorithmParameters parameters) {
      return permits(primitives, algorithm, parameters);
    }
  }
}
