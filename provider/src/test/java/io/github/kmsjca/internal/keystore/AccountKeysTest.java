package io.github.kmsjca.internal.keystore;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.key.KeyResolver;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyDescription;
import io.github.kmsjca.internal.kms.KeyName;
import io.github.kmsjca.internal.kms.KmsGateway;
import io.github.kmsjca.internal.kms.MessageType;
import io.github.kmsjca.internal.kms.PublicKeyFacts;
import java.security.KeyPairGenerator;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountKeysTest {
  @Test
  void keepsABoundedNumberOfEntries() throws Exception {
    byte[] encoded =
        KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded();
    KmsGateway gateway =
        new KmsGateway() {
          @Override
          public PublicKeyFacts publicKey(KeyName name) {
            return new PublicKeyFacts(
                name.keyArn().orElseThrow(),
                KeySpec.ECC_NIST_EDWARDS25519,
                "SIGN_VERIFY",
                new X509EncodedKeySpec(encoded));
          }

          @Override
          public KeyDescription describe(KeyName name) {
            throw new AssertionError("nothing is described here");
          }

          @Override
          public byte[] sign(KeyArn key, String algorithm, MessageType type, byte[] message) {
            throw new AssertionError("nothing is signed here");
          }

          @Override
          public boolean verify(
              KeyArn key, String algorithm, MessageType type, byte[] message, byte[] signature) {
            throw new AssertionError("nothing is verified here");
          }

          @Override
          public List<String> aliases() {
            return List.of();
          }
        };
    KeyResolver resolver = new KeyResolver("AWSKMS", gateway);
    AccountKeys keys =
        new AccountKeys(resolver, text -> new StoreEntry(text, resolver, false, Clock.systemUTC()));
    for (int i = 0; i < 12_000; i++) {
      assertThat(keys.entry("arn:aws:kms:eu-west-1:111111111111:key/k" + i)).isPresent();
    }
    assertThat(keys.found().size()).isBetween(9_000, 10_500);
  }
}
