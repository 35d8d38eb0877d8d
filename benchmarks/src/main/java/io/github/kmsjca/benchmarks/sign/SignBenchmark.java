package io.github.kmsjca.benchmarks.sign;

import io.github.kmsjca.benchmarks.duel.Duel;
import io.github.kmsjca.benchmarks.environment.KmsEnvironment;
import io.github.kmsjca.spec.KmsPrivateKey;
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
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SignRequest;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/** One signature of 1 KiB with P-256: through JCA, and by {@code KmsClient.sign} on a digest. */
@State(Scope.Thread)
public class SignBenchmark extends Duel {
  /** Whether the provider uses the very client that the peer uses, or one of its own making. */
  @Param({"true", "false"})
  public boolean sharedClient;

  @Setup(Level.Trial)
  public void prepare(KmsEnvironment environment) throws GeneralSecurityException, IOException {
    String arn = environment.kms().createKey("ECC_NIST_P256");
    Provider provider =
        sharedClient ? environment.onBareClient() : environment.configured().build();
    KmsPrivateKey key = KmsEnvironment.key(provider, arn);
    byte[] message = new byte[1024];
    KmsClient client = environment.client();
    // As programs do it, both: new objects each time.
    between(
        () -> {
          Signature signature = Signature.getInstance("SHA256withECDSA", provider);
          signature.initSign(key);
          signature.update(message);
          return signature.sign();
        },
        () -> {
          byte[] digest = MessageDigest.getInstance("SHA-256").digest(message);
          return client
              .sign(
                  SignRequest.builder()
                      .keyId(arn)
                      .message(SdkBytes.fromByteArray(digest))
                      .messageType(MessageType.DIGEST)
                      .signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256)
                      .build())
              .signature()
              .asByteArray();
        });
  }
}
