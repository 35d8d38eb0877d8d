package io.github.kmsjca.signature;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.testkit.Verifiers;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Signature;

/** Streams a gibibyte through each kind of signature that has a digest. */
final class StreamingProbe {
  private static final int CHUNK = 1 << 20;
  private static final int CHUNKS = 1 << 10;

  private StreamingProbe() {}

  public static void main(String[] args) throws Exception {
    KmsProvider.install();
    KeyStore keyStore = KeyStore.getInstance("AWSKMS");
    keyStore.load(null, null);
    Report report = new Report();
    report.check("SHA256withRSA", () -> stream(keyStore, "rsa-2048", "SHA256withRSA", false));
    report.check(
        "RSASSA-PSS, direct buffers", () -> stream(keyStore, "rsa-2048", "RSASSA-PSS", true));
    report.check(
        "SHA512withECDSA", () -> stream(keyStore, "ecc-nist-p521", "SHA512withECDSA", false));
    report.done();
  }

  private static void stream(KeyStore keyStore, String alias, String algorithm, boolean direct)
      throws GeneralSecurityException {
    KmsPrivateKey key = (KmsPrivateKey) keyStore.getKey(alias, null);
    Signature signer = Signature.getInstance(algorithm);
    signer.initSign(key);
    Signature verifier = Signature.getInstance(algorithm);
    verifier.initVerify(key.publicKey());
    if (algorithm.equals("RSASSA-PSS")) {
      signer.setParameter(Verifiers.pssSha256());
      verifier.setParameter(Verifiers.pssSha256());
    }
    ByteBuffer chunk = direct ? ByteBuffer.allocateDirect(CHUNK) : ByteBuffer.allocate(CHUNK);
    for (int i = 0; i < CHUNKS; i++) {
      chunk.putInt(0, i);
      signer.update(chunk.duplicate());
      verifier.update(chunk.duplicate());
    }
    assertTrue(verifier.verify(signer.sign()));
  }
}
