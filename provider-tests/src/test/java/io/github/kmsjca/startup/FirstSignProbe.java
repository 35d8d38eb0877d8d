package io.github.kmsjca.startup;

import io.github.kmsjca.KmsProvider;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;

/** Signs once with the key that its argument names, and ends. */
final class FirstSignProbe {
  private FirstSignProbe() {}

  public static void main(String[] args) throws Exception {
    KmsProvider.install();
    KeyStore keys = KeyStore.getInstance("AWSKMS");
    keys.load(null, null);
    PrivateKey key = (PrivateKey) keys.getKey(args[0], null);
    String algorithm = key.getAlgorithm();
    Signature signature =
        Signature.getInstance(
            switch (algorithm) {
              case "RSA" -> "SHA256withRSA";
              case "EC" -> "SHA256withECDSA";
              default -> "Ed25519";
            });
    signature.initSign(key);
    signature.update(new byte[100]);
    signature.sign();
  }
}
