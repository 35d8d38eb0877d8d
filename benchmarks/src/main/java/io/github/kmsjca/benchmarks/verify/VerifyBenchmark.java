package io.github.kmsjca.benchmarks.verify;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.benchmarks.duel.Duel;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Verification of 1 KiB by a pinned Signature: this provider's, and the platform's. */
@State(Scope.Thread)
public class VerifyBenchmark extends Duel {
  @Param public SigningCase signing = SigningCase.P256;

  /** Whether Amazon's Corretto provider is installed, which this provider then uses. */
  @Param({"false", "true"})
  public boolean accp;

  @Setup(Level.Trial)
  public void prepare() throws GeneralSecurityException {
    KeyPair pair = signing.keyPair();
    byte[] message = new byte[1024];
    Signature signer = signing.signature(signing.platform());
    signer.initSign(pair.getPrivate());
    signer.update(message);
    byte[] signature = signer.sign();
    if (accp) {
      AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
      AmazonCorrettoCryptoProvider.install();
    }
    Signature ours = signing.signature(new KmsProvider());
    ours.initVerify(pair.getPublic());
    Signature platform = signing.signature(signing.platform());
    platform.initVerify(pair.getPublic());
    between(
        () -> Verification.verified(ours, message, signature),
        () -> Verification.verified(platform, message, signature));
  }
}
