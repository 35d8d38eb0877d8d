package io.github.kmsjca.tls;

import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TlsTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * The signature schemes of TLS that a key in KMS can do: one row each, named as IANA names it. What
 * differs between keys in a handshake is here and nowhere else.
 */
enum TlsScheme {
  RSA_PKCS1_SHA256("RSA_2048", "RSA", "RSASSA_PKCS1_V1_5_SHA_256", "RSA", "SHA256"),
  RSA_PSS_RSAE_SHA256("RSA_2048", "RSA", "RSASSA_PSS_SHA_256", "RSA-PSS", "SHA256"),
  /** The certificate binds the key to PSS; KMS knows it as an RSA key like any other. */
  RSA_PSS_PSS_SHA256("RSA_2048", "RSASSA-PSS", "RSASSA_PSS_SHA_256", "RSA-PSS", "SHA256"),
  ECDSA_SECP256R1_SHA256("ECC_NIST_P256", "EC", "ECDSA_SHA_256", "ECDSA", "SHA256"),
  ECDSA_SECP384R1_SHA384("ECC_NIST_P384", "EC", "ECDSA_SHA_384", "ECDSA", "SHA384"),
  ECDSA_SECP521R1_SHA512("ECC_NIST_P521", "EC", "ECDSA_SHA_512", "ECDSA", "SHA512"),
  ED25519("ECC_NIST_EDWARDS25519", "EdDSA", "ED25519_SHA_512", "Ed25519", null);

  private final String keySpec;
  private final String keyAlgorithm;
  private final String signingAlgorithm;
  private final String opensslType;
  private final String opensslDigest;

  TlsScheme(
      String keySpec,
      String keyAlgorithm,
      String signingAlgorithm,
      String opensslType,
      String opensslDigest) {
    this.keySpec = keySpec;
    this.keyAlgorithm = keyAlgorithm;
    this.signingAlgorithm = signingAlgorithm;
    this.opensslType = opensslType;
    this.opensslDigest = opensslDigest;
  }

  /** Scheme, protocol, place of the provider, key managers: each with each. */
  static Stream<Arguments> allRows() {
    return rows(true);
  }

  /** The same, where each place and each kind of key managers stand for the other. */
  static Stream<Arguments> someRows() {
    return rows(false);
  }

  private static Stream<Arguments> rows(boolean all) {
    List<Arguments> rows = new ArrayList<>();
    for (TlsScheme scheme : values()) {
      for (String protocol : scheme.protocols()) {
        rows.add(Arguments.of(scheme, protocol, ProviderPlace.FIRST, "PKIX"));
        rows.add(Arguments.of(scheme, protocol, ProviderPlace.LAST, "SunX509"));
        if (all) {
          rows.add(Arguments.of(scheme, protocol, ProviderPlace.FIRST, "SunX509"));
          rows.add(Arguments.of(scheme, protocol, ProviderPlace.LAST, "PKIX"));
        }
      }
    }
    return rows.stream();
  }

  /** What both this scheme and JSSE can do; TLS 1.3 has no PKCS #1. */
  List<String> protocols() {
    return this == RSA_PKCS1_SHA256 ? List.of("TLSv1.2") : List.of("TLSv1.3", "TLSv1.2");
  }

  /** What an end must insist on for this to be the scheme: the others are what JSSE prefers. */
  TlsTerms terms(String protocol) {
    return new TlsTerms(protocol, this == RSA_PKCS1_SHA256);
  }

  /** As in IANA's registry and in openssl's options. */
  String ianaName() {
    return name().toLowerCase(Locale.ROOT);
  }

  String keySpec() {
    return keySpec;
  }

  /** What the certificate says of the key. */
  String keyAlgorithm() {
    return keyAlgorithm;
  }

  /** What KMS is asked for. */
  String signingAlgorithm() {
    return signingAlgorithm;
  }

  /** How openssl says that its peer signed so; newer versions name the scheme. */
  String inOpenssl() {
    String digest =
        opensslDigest == null ? "" : "(?=.*^Peer signing digest: " + opensslDigest + "$)";
    return "(?ms)" + digest + ".*^Peer signature type: (" + opensslType + "|" + ianaName() + ")$.*";
  }
}
