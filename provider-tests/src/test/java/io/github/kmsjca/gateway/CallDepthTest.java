package io.github.kmsjca.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.localkms.LocalKms;
import io.github.kmsjca.testkit.TestKms;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.SignRequest;
import software.amazon.awssdk.services.kms.model.SignResponse;

/** How far it is from JCA to the AWS SDK: every step has to be worth its place on the way. */
class CallDepthTest {
  private static final int MOST_FRAMES = 8;

  @RegisterExtension static final TestKms kms = TestKms.start();

  @Test
  void fromSignatureToClient() throws Exception {
    List<String> frames = new ArrayList<>();
    try (KmsClient client = kms.sdk()) {
      Provider provider =
          KmsProvider.builder()
              .set("accounts", LocalKms.ACCOUNT)
              .kmsClient(() -> spy(client, frames))
              .build();
      PrivateKey key = TestKms.key(provider, "ecc-nist-p256");
      Signature signature = Signature.getInstance("SHA256withECDSA", provider);
      signature.initSign(key);
      signature.update(new byte[] {1, 2, 3});
      assertThat(signature.sign()).isNotEmpty();
    }
    assertThat(frames).isNotEmpty().hasSizeLessThanOrEqualTo(MOST_FRAMES);
  }

  private static KmsClient spy(KmsClient client, List<String> frames) {
    return new KmsClient() {
      @Override
      public GetPublicKeyResponse getPublicKey(GetPublicKeyRequest request) {
        return client.getPublicKey(request);
      }

      @Override
      public SignResponse sign(SignRequest request) {
        frames.addAll(StackWalker.getInstance().walk(CallDepthTest::ofOurs));
        return client.sign(request);
      }

      @Override
      public String serviceName() {
        return client.serviceName();
      }

      @Override
      public void close() {}
    };
  }

  /** The library's own, below JCA. */
  private static List<String> ofOurs(Stream<StackWalker.StackFrame> stack) {
    return stack
        .takeWhile(frame -> !frame.getClassName().startsWith("java.security.Signature"))
        .filter(frame -> frame.getClassName().startsWith("io.github.kmsjca.internal."))
        .map(frame -> frame.getClassName() + "." + frame.getMethodName())
        .toList();
  }
}
