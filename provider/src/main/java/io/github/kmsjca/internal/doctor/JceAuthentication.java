package io.github.kmsjca.internal.doctor;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.internal.algorithm.MacAlgorithm;
import java.security.CodeSource;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import javax.crypto.Mac;

/**
 * Whether this Java takes our services of javax.crypto. Oracle's JDK takes them only from a jar
 * that is signed with a certificate of its own authority; builds of OpenJDK do not look. So it is
 * asked, by what needs no key.
 */
final class JceAuthentication {
  private static final String LABEL = "javax.crypto";

  private JceAuthentication() {}

  static Finding finding() {
    try {
      Mac.getInstance(MacAlgorithm.HMAC_SHA_256.jcaName(), new KmsProvider());
      return Finding.ok(
          LABEL,
          "works: this Java takes Cipher, Mac, KeyAgreement, KEM and KeyGenerator from this jar");
    } catch (SecurityException e) {
      return refused(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("a provider lacks what it registers", e);
    }
  }

  private static Finding refused(SecurityException refusal) {
    Throwable reason = Objects.requireNonNullElse(refusal.getCause(), refusal);
    return Finding.problem(
        LABEL,
        System.getProperty("java.runtime.name")
            + " refuses our Cipher, Mac, KeyAgreement, KEM and KeyGenerator:\n"
            + refusal.getMessage()
            + " ("
            + reason.getMessage()
            + ").\nSignature, KeyStore and KeyPairGenerator work",
        (isSigned()
                ? "The jar is signed, but by nobody whom this Java trusts"
                : "The jar is not signed")
            + ", and Oracle's JDK wants it signed with a certificate of Oracle's JCE authority. Use a"
            + " build of OpenJDK, which does not, or a jar that its vendor has signed in this way");
  }

  private static boolean isSigned() {
    CodeSource source = KmsProvider.class.getProtectionDomain().getCodeSource();
    return source != null && source.getCodeSigners() != null;
  }
}
