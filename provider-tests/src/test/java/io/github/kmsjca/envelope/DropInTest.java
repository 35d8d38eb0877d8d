package io.github.kmsjca.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TestKms;
import java.security.Key;
import java.security.Provider;
import java.util.Random;
import javax.crypto.KeyGenerator;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Textbook code with the key swapped: for a software key as before, for ours as well. */
@ResourceLock(ProviderPlace.LOCK)
class DropInTest {
  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  @ParameterizedTest
  @EnumSource
  void runsUnchangedWithTheProviderFirst(Textbook code) throws Exception {
    run(code, ProviderPlace.FIRST);
  }

  @ParameterizedTest
  @EnumSource
  void runsUnchangedWithTheProviderLast(Textbook code) throws Exception {
    run(code, ProviderPlace.LAST);
  }

  private static void run(Textbook code, ProviderPlace place) throws Exception {
    Provider provider = kms.provider();
    Key ours = TestKms.keyStore(provider).getKey(TestKms.SYMMETRIC, null);
    KeyGenerator generator = KeyGenerator.getInstance("AES", "SunJCE");
    generator.init(256);
    Key software = generator.generateKey();
    place.with(
        provider,
        () -> {
          for (int length : new int[] {0, 1, 100, 200_000}) {
            byte[] plaintext = new byte[length];
            new Random(length).nextBytes(plaintext);
            for (Key key : new Key[] {software, ours}) {
              byte[] message = code.encrypt(key, plaintext);
              assertThat(code.decrypt(key, message)).isEqualTo(plaintext);
              byte[] altered = message.clone();
              altered[altered.length - 20] ^= 1;
              assertThatThrownBy(() -> code.decrypt(key, altered)).isInstanceOf(Exception.class);
            }
          }
        });
  }
}
