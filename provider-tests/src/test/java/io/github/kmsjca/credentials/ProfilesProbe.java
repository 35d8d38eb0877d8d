package io.github.kmsjca.credentials;

import io.github.kmsjca.KmsProvider;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;

/** Signs with an instance of the provider for each profile, and says how that went. */
final class ProfilesProbe {
  private ProfilesProbe() {}

  public static void main(String[] profiles) {
    // The KeyStore that the SDK's own HTTP clients look into.
    Security.addProvider(new KmsProvider());
    for (String profile : profiles) {
      System.out.println("PROFILE " + profile + " " + outcome(profile));
    }
  }

  private static String outcome(String profile) {
    try {
      Provider provider = new KmsProvider().configure("profile=" + profile);
      KeyStore store = KeyStore.getInstance("AWSKMS", provider);
      store.load(null, null);
      Signature signature = Signature.getInstance("SHA256withECDSA", provider);
      signature.initSign((PrivateKey) store.getKey("ecc-nist-p256", null));
      return "signed " + signature.sign().length;
    } catch (Exception e) {
      return e.toString();
    }
  }
}
