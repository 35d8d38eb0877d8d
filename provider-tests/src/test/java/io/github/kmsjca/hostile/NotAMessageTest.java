package io.github.kmsjca.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.testkit.TestKms;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.util.Base64;
import java.util.Random;
import javax.crypto.Cipher;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was never a message is told apart where it can be, and costs no KMS call. */
class NotAMessageTest {
  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  private Provider provider;
  private Sample sample;

  private void refuses(Name name, byte[] bytes, String said) throws Exception {
    provider = provider == null ? Sample.provider(kms) : provider;
    sample = sample == null ? Sample.Kind.OURS.make(kms, provider) : sample;
    Reader reader = new Reader(name, provider, sample);
    reader.assertReadsGood();
    kms.local().calls().clear();
    String text = String.valueOf(reader.assertRefuses(bytes).getMessage());
    assertTrue(text.contains(said), text);
    assertEquals(0, kms.local().calls().count());
  }

  @ParameterizedTest
  @EnumSource
  void nothing(Name name) throws Exception {
    refuses(name, new byte[0], name.isFramed() ? "there is none" : "cut off");
  }

  @ParameterizedTest
  @EnumSource
  void randomBytes(Name name) throws Exception {
    Random random = new Random(7);
    for (int length = 1; length < 600; length += 3) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      refuses(name, bytes, "");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMessageInBase64(Name name) throws Exception {
    refuses(name, "A".getBytes(StandardCharsets.US_ASCII), "Base64");
    refuses(name, Base64.getEncoder().encode(sample.message()), "Base64");
    refuses(name, Base64.getMimeEncoder().encode(sample.message()), "Base64");
  }

  @ParameterizedTest
  @EnumSource
  void aCiphertextOfKms(Name name) throws Exception {
    refuses(name, new byte[1], "not a message of the AWS Encryption SDK");
    Cipher direct = Cipher.getInstance("AWSKMS", provider);
    direct.init(Cipher.ENCRYPT_MODE, sample.key());
    refuses(name, direct.doFinal(sample.plaintext()), "");
  }

  @ParameterizedTest
  @EnumSource
  void aCiphertextOfAesGcm(Name name) throws Exception {
    Cipher software = Cipher.getInstance("AES/GCM/NoPadding");
    software.init(Cipher.ENCRYPT_MODE, new javax.crypto.spec.SecretKeySpec(new byte[16], "AES"));
    refuses(name, software.doFinal(new byte[100]), "");
  }
}
