package io.github.kmsjca.benchmarks.verify;

import io.github.kmsjca.benchmarks.duel.Duel;
import io.github.kmsjca.benchmarks.environment.KmsEnvironment;
import io.github.kmsjca.spec.KmsPrivateKey;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Signature;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/**
 * Verification of 1 KiB with P-256, here, and as the AWS sample provider does it: one KMS Verify
 * per verification. The local KMS answers over loopback; from AWS the network's time comes on top.
 */
@State(Scope.Thread)
public class VerifyInKmsBenchmark extends Duel {
  @Setup(Level.Trial)
  public void prepare(KmsEnvironment environment) throws GeneralSecurityException, IOException {
    String arn = environment.kms().createKey("ECC_NIST_P256");
    Provider provider = environment.configured().build();
    KmsPrivateKey key = KmsEnvironment.key(provider, arn);
    byte[] message = new byte[1024];
    Signature ours = Signature.getInstance("SHA256withECDSA", provider);
    ours.initSign(key);
    ours.update(message);
    byte[] signature = ours.sign();
    ours.initVerify(key.publicKey());
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    between(
        () -> Verification.verified(ours, message, signature),
        () ->
            environment
                .client()
                .verify(
                    request ->
                        request
                            .keyId(arn)
                            .message(SdkBytes.fromByteArray(digest.digest(message)))
                            .messageType(MessageType.DIGEST)
                            .signature(SdkBytes.fromByteArray(signature))
                            .signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256))
                .signatureValid());
  }
}
