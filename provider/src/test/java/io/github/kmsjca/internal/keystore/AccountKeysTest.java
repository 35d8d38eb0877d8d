package io.github.kmsjca.internal.keystore;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.KeyUsage;
import io.github.kmsjca.internal.key.KeyResolver;
import io.github.kmsjca.internal.kms.KmsCall;
import io.github.kmsjca.internal.kms.KmsGateway;
import io.github.kmsjca.internal.kms.SilentGateway;
import io.github.kmsjca.internal.kms.call.GetPublicKey;
import java.security.KeyPairGenerator;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountKeysTest {
  @Test
  void keepsABoundedNumberOfEntries() throws Exception {
    byte[] encoded =
        KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded();
    KmsGateway gateway =
        new SilentGateway() {
          @Override
          @SuppressWarnings("unchecked") // of a GetPublicKey
          public <R> R perform(KmsCall<?, R> call) {
            return (R)
                new GetPublicKey.Facts(
                    call.keys().get(0).keyArn().orElseThrow(),
                    KeySpec.ECC_NIST_EDWARDS25519,
                    KeyUsage.SIGN_VERIFY,
                    new X509EncodedKeySpec(encoded));
          }
        };
    KeyResolver resolver = new KeyResolver("AWSKMS", gateway);
    AccountKeys keys =
        new AccountKeys(
            resolver,
            text -> new StoreEntry(text, resolver, false, Clock.systemUTC(), true),
            Map.of());
    for (int i = 0; i < 12_000; i++) {
      assertThat(keys.entry("arn:aws:kms:eu-west-1:111111111111:key/k" + i, absence -> {}))
          .isPresent();
    }
    assertThat(keys.found().size()).isBetween(9_000, 10_500);
  }
}
