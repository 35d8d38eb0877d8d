package io.github.kmsjca.pkix;

import static io.github.kmsjca.pkix.PkixRow.Reader.JDK;
import static io.github.kmsjca.pkix.PkixRow.Reader.JDK_WITH_ML_DSA;
import static io.github.kmsjca.pkix.PkixRow.Reader.OPENSSL;
import static io.github.kmsjca.pkix.PkixRow.Reader.OPENSSL_CMS;

import io.github.kmsjca.testkit.Verifiers;
import java.util.List;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * What bcpkix can sign with: its name for the algorithm, the KMS key, and who besides Bouncy Castle
 * can read the result.
 */
enum PkixRow {
  RSA_SHA256("rsa-2048", "SHA256withRSA", JDK, OPENSSL, OPENSSL_CMS),
  RSA_SHA384("rsa-3072", "SHA384withRSA", JDK, OPENSSL, OPENSSL_CMS),
  RSA_SHA512("rsa-4096", "SHA512withRSA", JDK, OPENSSL, OPENSSL_CMS),
  PSS_SHA256("rsa-2048", "SHA256WITHRSAANDMGF1", JDK, OPENSSL, OPENSSL_CMS),
  PSS_SHA384("rsa-3072", "SHA384WITHRSAANDMGF1", JDK, OPENSSL, OPENSSL_CMS),
  PSS_SHA512("rsa-4096", "SHA512WITHRSAANDMGF1", JDK, OPENSSL, OPENSSL_CMS),
  PSS_PARAMETERS_SHA256("rsa-2048", "RSASSA-PSS", 256, JDK, OPENSSL, OPENSSL_CMS),
  PSS_PARAMETERS_SHA384("rsa-2048", "RSASSA-PSS", 384, JDK, OPENSSL, OPENSSL_CMS),
  PSS_PARAMETERS_SHA512("rsa-2048", "RSASSA-PSS", 512, JDK, OPENSSL, OPENSSL_CMS),
  P256("ecc-nist-p256", "SHA256withECDSA", JDK, OPENSSL, OPENSSL_CMS),
  P384("ecc-nist-p384", "SHA384withECDSA", JDK, OPENSSL, OPENSSL_CMS),
  P521("ecc-nist-p521", "SHA512withECDSA", JDK, OPENSSL, OPENSSL_CMS),
  // OpenSSL 3.0 does not know the next one in certificates.
  P256_SHA3("ecc-nist-p256", "SHA3-256withECDSA", JDK),
  SECP256K1("ecc-secg-p256k1", "SHA256withECDSA", OPENSSL, OPENSSL_CMS),
  // Not EdDSA: bcpkix knows the curve's name only. And OpenSSL 3.0 has no Ed25519 in CMS.
  ED25519("ecc-nist-edwards25519", "Ed25519", JDK, OPENSSL),
  // Not ML-DSA: bcpkix wants the parameter set.
  ML_DSA_44("ml-dsa-44", "ML-DSA-44", JDK_WITH_ML_DSA),
  ML_DSA_65("ml-dsa-65", "ML-DSA-65", JDK_WITH_ML_DSA),
  ML_DSA_87("ml-dsa-87", "ML-DSA-87", JDK_WITH_ML_DSA);

  /** Who is neither us nor Bouncy Castle. */
  enum Reader {
    JDK,
    /** 24 and later. */
    JDK_WITH_ML_DSA,
    /** Certificates and requests. */
    OPENSSL,
    OPENSSL_CMS
  }

  private final String alias;
  private final String signer;
  private final int pssBits;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Reader> readers;

  PkixRow(String alias, String signer, Reader... readers) {
    this(alias, signer, 0, readers);
  }

  PkixRow(String alias, String signer, int pssBits, Reader... readers) {
    this.alias = alias;
    this.signer = signer;
    this.pssBits = pssBits;
    this.readers = List.of(readers);
  }

  /** KMS alias of the key that signs. */
  String alias() {
    return alias;
  }

  /** bcpkix's name; for the rows without parameters the JCA's as well. */
  String signerName() {
    return signer;
  }

  boolean isReadBy(Reader reader) {
    return readers.contains(reader);
  }

  boolean isPss() {
    return name().startsWith("PSS");
  }

  /** By name, or by parameters if the row has them. */
  JcaContentSignerBuilder signer() {
    return pssBits == 0
        ? new JcaContentSignerBuilder(signer)
        : new JcaContentSignerBuilder(signer, Verifiers.pss("SHA-" + pssBits, pssBits / Byte.SIZE));
  }
}
