package io.github.kmsjca.testkit;

import io.github.kmsjca.KmsProvider;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.util.List;

/**
 * Signs with an instance of the provider for each argument, its settings, and says how that went.
 */
public final class SigningProbe {
  private static final String CELL = "CELL ";

  private SigningProbe() {}

  public static void main(String[] allSettings) {
    for (String settings : allSettings) {
      System.out.println(CELL + outcome(settings));
    }
  }

  /** In the test: one for each argument. */
  public static List<String> outcomes(ForkedJvm.Result result) {
    return result
        .output()
        .lines()
        .filter(line -> line.startsWith(CELL))
        .map(line -> line.substring(CELL.length()))
        .toList();
  }

  private static String outcome(String settings) {
    try {
      Provider provider =
          new KmsProvider()
              .configure("maxAttempts=1;attemptTimeout=25s;callTimeout=30s;" + settings);
      KeyStore store = KeyStore.getInstance("AWSKMS", provider);
      store.load(null, null);
      Signature signature = Signature.getInstance("SHA256withECDSA", provider);
      signature.initSign((PrivateKey) store.getKey("ecc-nist-p256", null));
      return signature.sign().length > 60 ? "signed" : "no signature";
    } catch (Exception e) {
      return e.toString().replaceAll("\\R", " ");
    }
  }
}
