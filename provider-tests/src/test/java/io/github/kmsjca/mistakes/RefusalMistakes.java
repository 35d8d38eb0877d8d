package io.github.kmsjca.mistakes;

import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TestKms;
import java.security.Key;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.util.List;
import javax.crypto.Cipher;

/** What KMS does not do, asked for as programs do, without naming a provider. */
final class RefusalMistakes {
  private RefusalMistakes() {}

  static List<Mistake> all() {
    return List.of(
        signature("SHA1withRSA", "rsa-2048")
            .tells("cannot do SHA1withRSA", "arn:aws:kms:", "use SHA256withRSA"),
        cipher("RSA/ECB/PKCS1Padding", TestKms.RSA_ENCRYPTION)
            .tells("no PKCS #1 v1.5 decryption", "arn:aws:kms:", "use RSA/ECB/OAEPWithSHA-256"),
        cipher("RSA/ECB/OAEPWithSHA-512AndMGF1Padding", TestKms.RSA_ENCRYPTION)
            .tells(
                "OAEP with SHA-1 and SHA-256 only", "arn:aws:kms:", "use RSA/ECB/OAEPWithSHA-256"),
        cipher("AES", TestKms.SYMMETRIC)
            .isDocumentedAs(
                "No installed provider supports this key: io.github.kmsjca.internal.key"),
        cipher("AES/CBC/PKCS5Padding", TestKms.SYMMETRIC)
            .isDocumentedAs(
                "No installed provider supports this key: io.github.kmsjca.internal.key"));
  }

  private static Mistake signature(String name, String alias) {
    return Mistake.of(
        name,
        s ->
            with(
                s,
                alias,
                key -> {
                  Signature signature = Signature.getInstance(name);
                  signature.initSign((PrivateKey) key);
                }));
  }

  private static Mistake cipher(String name, String alias) {
    return Mistake.of(
        name, s -> with(s, alias, key -> Cipher.getInstance(name).init(Cipher.DECRYPT_MODE, key)));
  }

  /** A program with a key. */
  @FunctionalInterface
  private interface Use {
    void of(Key key) throws Exception;
  }

  private static void with(Scene scene, String alias, Use use) throws Exception {
    Provider provider = scene.provider();
    ProviderPlace.FIRST.with(provider, () -> use.of(Scene.key(provider, alias)));
  }
}
