package io.github.kmsjca.benchmarks.sign;

import io.github.kmsjca.benchmarks.duel.Duel;
import io.github.kmsjca.benchmarks.environment.KmsEnvironment;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Signature;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A long message on its way into a signature, 64 KiB at a time, beside the platform's digest. */
@State(Scope.Thread)
public class DigestBenchmark extends Duel {
  @Param({"SHA-256", "SHA-384", "SHA-512"})
  public String digest = "";

  @Setup(Level.Trial)
  public void prepare(KmsEnvironment environment) throws GeneralSecurityException, IOException {
    Provider provider = environment.onBareClient();
    Signature signature = Signature.getInstance(digest.replace("-", "") + "withRSA", provider);
    signature.initSign(KmsEnvironment.key(provider, environment.kms().createKey("RSA_2048")));
    MessageDigest platform = MessageDigest.getInstance(digest);
    byte[] piece = new byte[64 * 1024];
    between(
        () -> {
          signature.update(piece);
          return signature;
        },
        () -> {
          platform.update(piece);
          return platform;
        });
  }
}
