package io.github.kmsjca.internal.algorithm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Cipher transformations, one row each: name, scheme, digest, aliases. These rows drive
 * registration, dispatch, the tests and the documents' tables.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/java/javase/17/docs/specs/security/standard-names.html">Standard
 *     names</a>
 */
public enum CipherAlgorithm {
  AES_GCM("AES/GCM/NoPadding", CipherScheme.ENVELOPE, null),
  ENVELOPE("AWSKMS/Envelope/NoPadding", CipherScheme.ENVELOPE, null),
  FRAMED("AWSKMS/Framed/NoPadding", CipherScheme.FRAMED, null),
  DIRECT("AWSKMS", CipherScheme.DIRECT, null),
  /** The digest is in the parameters; without any it is SHA-1, by the standard. */
  OAEP("RSA/ECB/OAEPPadding", CipherScheme.OAEP, null, "RSA/None/OAEPPadding"),
  OAEP_SHA_1(
      "RSA/ECB/OAEPWithSHA-1AndMGF1Padding",
      CipherScheme.OAEP,
      OaepDigest.SHA_1,
      "RSA/ECB/OAEPWithSHA1AndMGF1Padding",
      "RSA/None/OAEPWithSHA-1AndMGF1Padding",
      "RSA/None/OAEPWithSHA1AndMGF1Padding"),
  OAEP_SHA_256(
      "RSA/ECB/OAEPWithSHA-256AndMGF1Padding",
      CipherScheme.OAEP,
      OaepDigest.SHA_256,
      "RSA/ECB/OAEPWithSHA256AndMGF1Padding",
      "RSA/None/OAEPWithSHA-256AndMGF1Padding",
      "RSA/None/OAEPWithSHA256AndMGF1Padding"),
  SM2("SM2", CipherScheme.SM2, null);

  private final String jcaName;
  private final CipherScheme scheme;
  private final @Nullable OaepDigest digest;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> aliases;

  CipherAlgorithm(
      String jcaName, CipherScheme scheme, @Nullable OaepDigest digest, String... aliases) {
    this.jcaName = jcaName;
    this.scheme = scheme;
    this.digest = digest;
    this.aliases = List.of(aliases);
  }

  public String jcaName() {
    return jcaName;
  }

  public CipherScheme scheme() {
    return scheme;
  }

  /** The digest that the name fixes; {@code null} if there is none, or the parameters say. */
  public @Nullable OaepDigest digest() {
    return digest;
  }

  public List<String> aliases() {
    return aliases;
  }

  /** True if nobody else has a transformation of this name. */
  public boolean isOurName() {
    return this == ENVELOPE || this == FRAMED || this == DIRECT;
  }

  /** True if keys of that spec can do this. */
  public boolean suits(KeySpec spec) {
    return spec.family() == scheme.family();
  }
}
