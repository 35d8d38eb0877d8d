package io.github.kmsjca.logging;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.testkit.TestKms;
import java.net.URI;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.util.List;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/** One signature, or why there is none. */
final class SigningProbe {
  static final String SUPPLIED = "supplied";

  private SigningProbe() {}

  public static void main(String[] args) throws Exception {
    try {
      sign(List.of(args).contains(SUPPLIED) ? overSuppliedClient() : new KmsProvider());
      System.out.println("SIGNED");
    } catch (Exception e) {
      System.out.println("REFUSED " + e.getMessage());
    }
  }

  static void sign(Provider provider) throws Exception {
    KeyStore store = KeyStore.getInstance("AWSKMS", provider);
    store.load(null, null);
    Signature signature = Signature.getInstance("SHA256withECDSA", provider);
    signature.initSign((PrivateKey) store.getKey("ecc-nist-p256", null));
    signature.sign();
  }

  private static Provider overSuppliedClient() {
    KmsClient client =
        KmsClient.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .region(Region.of(TestKms.REGION))
            .endpointOverride(URI.create(System.getProperty("awskms.endpoint")))
            .build();
    return KmsProvider.builder().kmsClient(() -> client).build();
  }
}
