package io.github.kmsjca.mistakes;

import io.github.kmsjca.KmsProvider;
import java.security.KeyStore;

/** The normal jar without its dependencies; prints what is thrown. */
final class AloneProbe {
  private AloneProbe() {}

  public static void main(String[] args) throws Exception {
    KeyStore keyStore =
        KeyStore.getInstance("AWSKMS", new KmsProvider().configure("region=eu-west-1;keys=web"));
    keyStore.load(null, null);
    try {
      keyStore.getKey("web", null);
    } catch (java.security.UnrecoverableKeyException | LinkageError e) {
      System.out.println(e);
    }
  }
}
