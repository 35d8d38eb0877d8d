package io.github.kmsjca.tools;

import io.github.kmsjca.tools.ToolKey.Source;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The keys that keytool makes, one row each. */
enum MadeKey {
  RSA("RSA_2048", "-keyalg", "RSA", "-keysize", "2048"),
  P256("ECC_NIST_P256", "-keyalg", "EC", "-groupname", "secp256r1"),
  P384("ECC_NIST_P384", "-keyalg", "EC", "-groupname", "secp384r1"),
  ED25519("ECC_NIST_EDWARDS25519", "-keyalg", "Ed25519"),
  ML_DSA("ML_DSA_65", "-keyalg", "ML-DSA", "-groupname", "ML-DSA-65");

  private static final int FIRST_WITH_ML_DSA = 24;

  private final String spec;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> options;

  MadeKey(String spec, String... options) {
    this.spec = spec;
    this.options = List.of(options);
  }

  /** Those that this JDK's keytool can make, and KMS takes, in that way. */
  static Stream<MadeKey> all(Maker maker) {
    return Stream.of(values())
        .filter(
            key ->
                key != ML_DSA
                    || (maker == Maker.KMS && Runtime.version().feature() >= FIRST_WITH_ML_DSA));
  }

  /** Who makes the key. */
  enum Maker {
    /** The platform; the KeyStore imports it into KMS. */
    PLATFORM,
    /** KMS. */
    KMS
  }

  String spec() {
    return spec;
  }

  /** What says which key it is to be. */
  List<String> options() {
    return options;
  }

  String alias(Source source, Maker maker) {
    return (name() + "-by-" + maker + "-in-" + source).toLowerCase(Locale.ROOT);
  }
}
