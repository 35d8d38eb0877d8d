package io.github.kmsjca.lifecycle;

import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Security;
import java.security.Signature;

/** Signs with the registered provider once its warm-up is over. */
final class WarmUpProbe {
  private WarmUpProbe() {}

  public static void main(String[] args) throws Exception {
    if (!Security.getProviders()[0].getName().equals("AWSKMS")) {
      throw new IllegalStateException("not at position 1");
    }
    while (Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("awskms-warm-up"))) {
      Thread.sleep(20);
    }
    System.out.println("warm");
    KeyStore keys = KeyStore.getInstance("AWSKMS");
    keys.load(null, null);
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign((PrivateKey) keys.getKey("ecc-nist-p256", null));
    signature.sign();
  }
}
