package io.github.kmsjca.mistakes;

import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TestKms;
import java.security.KeyStore;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import javax.crypto.Cipher;

/**
 * Mistakes that the platform answers before this provider is asked. Its words cannot be changed and
 * name neither key nor cure, so troubleshooting has them as headings.
 */
final class PlatformMistakes {
  private static final PSSParameterSpec PSS =
      new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

  private PlatformMistakes() {}

  static List<Mistake> all() {
    return List.of(
        Mistake.of(
                "the KeyStore of a provider that is not registered",
                s -> KeyStore.getInstance("AWSKMS"))
            .isDocumentedAs("AWSKMS not found"),
        Mistake.of(
                "the name of a provider that is not registered",
                s -> Signature.getInstance("SHA256withRSA", "AWSKMS"))
            .isDocumentedAs("no such provider: AWSKMS"),
        Mistake.of(
                "a digest by the provider's name",
                s -> java.security.MessageDigest.getInstance("SHA-256", s.provider()))
            .isDocumentedAs("no such algorithm: SHA-256 for provider AWSKMS"),
        Mistake.of(
                "PSS parameters before the key, with the provider last",
                s -> {
                  KmsPrivateKey key = (KmsPrivateKey) s.key("rsa-2048");
                  ProviderPlace.LAST.with(
                      s.provider(),
                      () -> {
                        Signature signature = Signature.getInstance("RSASSA-PSS");
                        signature.setParameter(PSS);
                        signature.initSign(key);
                      });
                })
            .isDocumentedAs("key must be RSAPrivateKey"),
        Mistake.of(
                "one Cipher for the public key and then for the key in KMS",
                s -> {
                  KmsPrivateKey key = (KmsPrivateKey) s.key(TestKms.RSA_ENCRYPTION);
                  ProviderPlace.FIRST.with(
                      s.provider(),
                      () -> {
                        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding");
                        cipher.init(Cipher.ENCRYPT_MODE, key.publicKey(), key.oaepSpec());
                        cipher.init(Cipher.DECRYPT_MODE, key, key.oaepSpec());
                      });
                })
            .isDocumentedAs("Missing key encoding"));
  }
}
