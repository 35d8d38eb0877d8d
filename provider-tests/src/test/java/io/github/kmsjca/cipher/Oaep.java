package io.github.kmsjca.cipher;

import io.github.kmsjca.internal.algorithm.OaepDigest;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.spec.MGF1ParameterSpec;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** What the other side of OAEP does. */
final class Oaep {
  private Oaep() {}

  static Provider sunJce() {
    return Objects.requireNonNull(Security.getProvider("SunJCE"));
  }

  static OAEPParameterSpec spec(OaepDigest digest) {
    return spec(digest.jcaName(), digest.jcaName(), PSource.PSpecified.DEFAULT);
  }

  static OAEPParameterSpec spec(String digest, String mgf1Digest, PSource label) {
    return new OAEPParameterSpec(digest, "MGF1", new MGF1ParameterSpec(mgf1Digest), label);
  }

  static byte[] encrypt(
      Provider other, String name, PublicKey key, OAEPParameterSpec spec, byte[] plaintext)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(name, other);
    cipher.init(Cipher.ENCRYPT_MODE, key, spec);
    return cipher.doFinal(plaintext);
  }
}
