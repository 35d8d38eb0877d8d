package io.github.kmsjca.benchmarks.startup;

import io.github.kmsjca.benchmarks.environment.LocalKmsProcess;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

final class SignByClient {
  private SignByClient() {}

  static void run(URI endpoint, String arn, boolean publicKeyFirst)
      throws GeneralSecurityException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(new byte[1024]);
    // Left open, as the provider leaves its own: the JVM ends.
    KmsClient client =
        KmsClient.builder()
            .endpointOverride(endpoint)
            .region(Region.of(LocalKmsProcess.REGION))
            .httpClientBuilder(Apache5HttpClient.builder())
            .build();
    if (publicKeyFirst) {
      client.getPublicKey(request -> request.keyId(arn));
    }
    client.sign(
        request ->
            request
                .keyId(arn)
                .message(SdkBytes.fromByteArray(digest))
                .messageType(MessageType.DIGEST)
                .signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256));
  }
}
