package io.github.kmsjca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.localkms.LocalKms;
import io.github.kmsjca.testkit.TestKms;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import org.junit.jupiter.api.Test;

/** A connection that KMS closed while nobody used it costs no caller a failure. */
class RestartedServerTest {
  @Test
  void aStaleConnectionIsNotUsed() throws Exception {
    int port;
    PrivateKey key;
    Signature signature;
    KmsProvider provider;
    try (LocalKms before = LocalKms.start()) {
      port = before.endpoint().getPort();
      provider =
          KmsProvider.builder()
              .set("endpoint", before.endpoint().toString())
              .set("region", TestKms.REGION)
              .set("maxAttempts", "2")
              .build();
      key = TestKms.key(provider, before.createKey(TestKms.REGION, "ECC_NIST_P256", "SIGN_VERIFY"));
    }
    try (provider;
        LocalKms after = LocalKms.builder().port(port).start()) {
      signature = Signature.getInstance("SHA256withECDSA", provider);
      signature.initSign(key);
      // It is another one, which has not got the key; but it was asked.
      assertThatThrownBy(signature::sign)
          .isInstanceOf(SignatureException.class)
          .hasMessageContaining("NotFoundException");
      assertThat(after.calls().count("Sign")).isEqualTo(1);
    }
  }
}
