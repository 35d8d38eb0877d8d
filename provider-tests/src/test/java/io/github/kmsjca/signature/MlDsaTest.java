package io.github.kmsjca.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;

class MlDsaTest {
  private static final int MEBIBYTES = 100;

  /** KMS takes 4096 bytes of message; mu is computed here, so the message may be of any size. */
  @Test
  void aHundredMebibytesAreOneCall() throws Exception {
    try (TestKms kms = TestKms.start()) {
      Provider provider = kms.provider();
      KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, "ml-dsa-65");
      Signature signer = Signature.getInstance("ML-DSA", provider);
      signer.initSign(key);
      Signature verifier = Signature.getInstance("ML-DSA", platformOrBouncyCastle());
      verifier.initVerify(key.publicKey());
      kms.local().calls().clear();
      byte[] chunk = new byte[1 << 20];
      for (int i = 0; i < MEBIBYTES; i++) {
        chunk[0] = (byte) i;
        signer.update(chunk);
        verifier.update(chunk);
      }
      assertTrue(verifier.verify(signer.sign()));
      assertEquals(1, kms.local().calls().count());
    }
  }

  private static Provider platformOrBouncyCastle() {
    Provider sun = Security.getProvider("SUN");
    return sun.getService("Signature", "ML-DSA") != null ? sun : new BouncyCastleProvider();
  }
}
