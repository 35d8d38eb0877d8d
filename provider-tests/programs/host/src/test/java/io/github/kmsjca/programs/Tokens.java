package io.github.kmsjca.programs;

/** What signs and decrypts JSON Web Tokens. */
public enum Tokens implements Program {
  NIMBUS_SIGNATURES(
      Row.of("Nimbus JOSE + JWT, signing", "nimbus.version")
          .byTheKeyAlone("jwt.md#which-library-needs-the-provider-where")
          .costs(1, "Sign", "token")
          .refusedIn("the exception")
          .limits("EdDSA needs a signer of your own")),
  JJWT(
      Row.of("jjwt", "jjwt.version")
          .byTheKeyAlone("jwt.md#which-library-needs-the-provider-where")
          .costs(1, "Sign", "token")
          .refusedIn("the exception")
          .limits("no ES256K")),
  JOSE4J_SIGNATURES(
      Row.of("jose4j, signing", "jose4j.version")
          .byTheKeyAlone("jwt.md#which-library-needs-the-provider-where")
          .costs(1, "Sign", "token")
          .refusedIn("the exception")),
  JAVA_JWT(
      Row.of("java-jwt", "java-jwt.version")
          .byOneLineOfCode("jwt.md#java-jwt-through-kmskeys")
          .costs(1, "Sign", "token")
          .refusedIn("the exception")
          .limits("through `KmsKeys`; for EC the provider has to be first")),
  NIMBUS_RSA_DECRYPTION(
      Row.of("Nimbus JOSE + JWT, RSA-OAEP", "nimbus.version")
          .byTheKeyAlone("jwt.md#nimbus-encrypted-tokens")
          .costs(1, "Decrypt", "token")
          .refusedIn("the exception")
          .limits("no RSA-OAEP-512, no RSA1_5")),
  NIMBUS_ECDH_DECRYPTION(
      Row.of("Nimbus JOSE + JWT, ECDH-ES", "nimbus.version")
          .byTheKeyAlone("jwt.md#nimbus-encrypted-tokens")
          .costs(1, "DeriveSharedSecret", "token")
          .refusedIn("the exception")),
  JOSE4J_RSA_DECRYPTION(
      Row.of("jose4j, RSA-OAEP", "jose4j.version")
          .byTheKeyAlone("jwt.md#jose4j-encrypted-tokens")
          .costs(1, "Decrypt", "token")
          .refusedIn("the exception")),
  JOSE4J_ECDH_DECRYPTION(
      Row.of("jose4j, ECDH-ES", "jose4j.version")
          .byOneLineOfCode("jwt.md#jose4j-encrypted-tokens")
          .costs(1, "DeriveSharedSecret", "token")
          .refusedIn("the exception")
          .limits("through `KmsKeys`; the provider has to be first on JDK 17")),
  SMALLRYE_JWT(
      Row.of("SmallRye JWT", "smallrye-jwt.version")
          .byTheKeyAlone("jwt.md#smallrye-jwt")
          .costs(1, "Sign", "token")
          .refusedIn("the exception")
          .limits("name the algorithm: without it RS256 is taken for an EC key too")),
  SPRING_SECURITY_JWT(
      Row.of("Spring Security, NimbusJwtEncoder", "spring-security.version")
          .byTheKeyAlone("jwt.md#spring-security")
          .costs(1, "Sign", "token")
          .refusedIn("the exception")
          .limits("not `withKeyPair`, which wants the exponent")),
  SPRING_AUTHORIZATION_SERVER(
      Row.of("Spring Authorization Server", "spring-security.version")
          .byCode("jwt.md#spring-authorization-server")
          .costs(1, "Sign", "token")
          .refusedIn("the log"));

  @SuppressWarnings("ImmutableEnumChecker") // nothing changes it after the constant is made
  private final Row row;

  Tokens(Row row) {
    this.row = row;
  }

  @Override
  public Row row() {
    return row;
  }
}
