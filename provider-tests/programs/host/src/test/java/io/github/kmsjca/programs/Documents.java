package io.github.kmsjca.programs;

/** What signs and decrypts documents of all kinds, XML and certificates among them. */
public enum Documents implements Program {
  JDK_XML_SIGNATURES(
      Row.ofTheJdk("JDK, XML signatures")
          .byTheKeyAlone("xml.md#with-the-jdk")
          .costs(1, "Sign", "signature")
          .refusedIn("the exception")
          .limits("KMS has no SHA-1")),
  JDK_XML_HMAC(
      Row.ofTheJdk("JDK, XML signatures by HMAC")
          .byTheKeyAlone("xml.md#with-the-jdk")
          .costs(1, "GenerateMac", "signature")
          .refusedIn("the exception")),
  SANTUARIO_SIGNATURES(
      Row.of("Apache Santuario, XML signatures", "xmlsec.version")
          .byTheKeyAlone("xml.md#with-apache-santuario")
          .costs(1, "Sign", "signature")
          .refusedIn("the exception")
          .limits("KMS has no SHA-1")),
  SANTUARIO_RSA_DECRYPTION(
      Row.of("Apache Santuario, XML encryption to RSA keys", "xmlsec.version")
          .byTheKeyAlone("xml.md#decrypting")
          .costs(1, "Decrypt", "document")
          .refusedIn("the exception")
          .limits(
              "OAEP with one digest, SHA-1 or SHA-256; no `rsa-1_5`: its log at DEBUG says so")),
  SANTUARIO_ECDH_DECRYPTION(
      Row.of("Apache Santuario, XML encryption by ECDH-ES", "xmlsec.version")
          .byTheKeyAlone("xml.md#decrypting")
          .costs(1, "DeriveSharedSecret", "document")
          .refusedIn("the exception")),
  WSS4J_SIGNATURES(
      Row.of("WSS4J, signing", "wss4j.version")
          .byConfiguration("xml.md#wss4j")
          .costs(1, "Sign", "message")
          .refusedIn("the exception")
          .limits("the default for RSA is SHA-1, which KMS does not have: name the algorithm")),
  WSS4J_DECRYPTION(
      Row.of("WSS4J, decrypting", "wss4j.version")
          .byConfiguration("xml.md#wss4j")
          .costs(1, "Decrypt", "message")
          .refusedIn("this provider's log at DEBUG")
          .limits("as Santuario")),
  OPENSAML_SIGNATURES(
      Row.of("OpenSAML, signing", "opensaml.version")
          .byTheKeyAlone("xml.md#opensaml")
          .costs(1, "Sign", "SAML assertion")
          .refusedIn("the exception")),
  OPENSAML_DECRYPTION(
      Row.of("OpenSAML, EncryptedAssertion", "opensaml.version")
          .byTheKeyAlone("xml.md#opensaml")
          .costs(1, "Decrypt", "SAML assertion")
          .refusedIn("this provider's log at DEBUG")
          .limits("as Santuario")),
  BCPKIX(
      Row.of(
              "Bouncy Castle bcpkix: certificates, CRLs, OCSP, CMS, time stamps",
              "bouncycastle.version")
          .byTheKeyAlone("certificates.md#bouncy-castle")
          .costs(1, "Sign", "signature")
          .refusedIn("the exception")
          .limits("no `setProvider`")),
  BCPKIX_RSA_DECRYPTION(
      Row.of("Bouncy Castle bcpkix, CMS to RSA keys", "bouncycastle.version")
          .byTheKeyAlone("documents.md#decrypting-cms")
          .costs(1, "Decrypt", "message")
          .refusedIn("the exception")
          .limits(
              "OAEP with one digest, SHA-1 or SHA-256; no PKCS #1 v1.5, which is the default of"
                  + " S/MIME")),
  BCPKIX_ECDH_DECRYPTION(
      Row.of("Bouncy Castle bcpkix, CMS to EC keys", "bouncycastle.version")
          .byOneLineOfCode("documents.md#decrypting-cms")
          .costs(1, "DeriveSharedSecret", "message")
          .refusedIn("the exception")
          .limits("Bouncy Castle has to be registered")),
  OPENPGP_SIGNATURES(
      Row.of("Bouncy Castle bcpg, OpenPGP signatures", "bouncycastle.version")
          .byTheKeyAlone("documents.md#openpgp")
          .costs(1, "Sign", "signature")
          .refusedIn("the exception")
          .limits("by `JcaPGPPrivateKey`, not by `JcaPGPKeyPair`")),
  OPENPGP_DECRYPTION(
      Row.of("Bouncy Castle bcpg, OpenPGP messages", "bouncycastle.version")
          .byOneLineOfCode("documents.md#openpgp")
          .costs(1, "DeriveSharedSecret", "message")
          .refusedIn("the exception")
          .limits("ECDH only; Bouncy Castle has to be registered")),
  JARSIGNER(
      Row.ofTheJdk("jarsigner, with a time stamp")
          .byConfiguration("keytool.md#with-a-time-stamp")
          .costs(1, "Sign", "jar")
          .refusedIn("its output")),
  APKSIG(
      Row.of("apksig, schemes v1, v2 and v3", "apksig.version")
          .byTheKeyAlone("documents.md#android-packages")
          .costs(3, "Sign", "package")
          .refusedIn("the exception")),
  COSE(
      Row.of("Authlete cbor, COSE", "cbor.version")
          .byOneLineOfCode("documents.md#cose")
          .costs(1, "Sign", "message")
          .refusedIn("the exception")
          .limits("through `KmsKeys`; the provider has to be first on JDK 17"));

  @SuppressWarnings("ImmutableEnumChecker") // nothing changes it after the constant is made
  private final Row row;

  Documents(Row row) {
    this.row = row;
  }

  @Override
  public Row row() {
    return row;
  }
}
