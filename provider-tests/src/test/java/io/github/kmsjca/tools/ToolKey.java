package io.github.kmsjca.tools;

import io.github.kmsjca.testkit.TestKms;
import java.util.Locale;

/** The keys that the tools can handle: one row each, with what differs between them. */
enum ToolKey {
  RSA("RSA_2048", null, "sha(256|384)WithRSAEncryption", "SHA(256|384)withRSA"),
  RSA_PSS("RSA_2048", "RSASSA-PSS", "rsassaPss", "RSASSA-PSS"),
  P256("ECC_NIST_P256", null, "ecdsa-with-SHA(256|384)", "SHA(256|384)withECDSA"),
  P384("ECC_NIST_P384", null, "ecdsa-with-SHA384", "SHA384withECDSA"),
  P521("ECC_NIST_P521", null, "ecdsa-with-SHA512", "SHA512withECDSA"),
  ED25519("ECC_NIST_EDWARDS25519", null, "ED25519", "Ed25519");

  /** Where a tool finds a key. */
  enum Source {
    /** A keystore file, whose certificates an authority has issued. */
    FILE,
    /** The account; with selfSigned=true its keys have certificates at once. */
    NONE
  }

  private final String spec;
  private final String signatureAlgorithm;
  private final String inOpenssl;
  private final String inJarsigner;

  ToolKey(String spec, String signatureAlgorithm, String inOpenssl, String inJarsigner) {
    this.spec = spec;
    this.signatureAlgorithm = signatureAlgorithm;
    this.inOpenssl = inOpenssl;
    this.inJarsigner = inJarsigner;
  }

  String spec() {
    return spec;
  }

  /** The entry's name. In the file no key goes by the name that it has in the account. */
  String alias(Source source) {
    return source == Source.FILE
        ? "filed-" + name().toLowerCase(Locale.ROOT)
        : TestKms.ALIAS_BY_SPEC.get(spec);
  }

  /** The value of {@code -sigalg}; null to leave it to the tool. */
  String signatureAlgorithm() {
    return signatureAlgorithm;
  }

  /** How openssl names the signature; the default digest depends on the JDK. */
  String inOpenssl() {
    return inOpenssl;
  }

  /** How jarsigner names the signature. */
  String inJarsigner() {
    return inJarsigner;
  }
}
