package io.github.kmsjca.benchmarks.startup;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.benchmarks.environment.LocalKmsProcess;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;

final class SignByJca {
  private SignByJca() {}

  static void run(URI endpoint, String arn) throws GeneralSecurityException, IOException {
    System.setProperty("awskms.endpoint", endpoint.toString());
    System.setProperty("awskms.region", LocalKmsProcess.REGION);
    System.setProperty("awskms.keys", arn);
    KmsProvider.install();
    KeyStore keys = KeyStore.getInstance("AWSKMS");
    keys.load(null, null);
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign((PrivateKey) keys.getKey(arn, null));
    signature.update(new byte[1024]);
    signature.sign();
  }
}
