package io.github.kmsjca.jwt;

/** The signature algorithms of JSON Web Tokens (RFC 7518, 8037, 8812) that KMS has a key for. */
enum Jws {
  RS256("rsa-2048"),
  RS384("rsa-3072"),
  RS512("rsa-4096"),
  PS256("rsa-2048"),
  PS384("rsa-3072"),
  PS512("rsa-4096"),
  ES256("ecc-nist-p256"),
  ES384("ecc-nist-p384"),
  ES512("ecc-nist-p521"),
  ES256K("ecc-secg-p256k1"),
  // The name of the standard.
  EdDSA("ecc-nist-edwards25519");

  private final String alias;

  Jws(String alias) {
    this.alias = alias;
  }

  /** KMS alias of the key that signs. */
  String alias() {
    return alias;
  }

  boolean isPss() {
    return name().startsWith("PS");
  }
}
