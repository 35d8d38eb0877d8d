package io.github.kmsjca.cipher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.kms.AWSKMS;
import com.amazonaws.services.kms.AWSKMSClientBuilder;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.integration.awskms.AwsKmsAead;
import io.github.kmsjca.localkms.LocalKms;
import io.github.kmsjca.spec.KmsSecretKey;
import io.github.kmsjca.testkit.TestKms;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tink's Aead of a KMS key, itself, reads what {@code AWSKMS} encrypts, and the reverse. */
class TinkTest {
  private static final byte[] MESSAGE = "attack at dawn".getBytes(UTF_8);
  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  private static AWSKMS client;
  private static Aead tink;
  private static Cipher ours;
  private static KmsSecretKey key;

  @BeforeAll
  static void start() throws Exception {
    client =
        AWSKMSClientBuilder.standard()
            .withEndpointConfiguration(
                new EndpointConfiguration(kms.endpoint().toString(), TestKms.REGION))
            .withCredentials(
                new AWSStaticCredentialsProvider(
                    new BasicAWSCredentials(LocalKms.ACCESS_KEY_ID, LocalKms.SECRET_ACCESS_KEY)))
            .build();
    tink = new AwsKmsAead(client, kms.arn(TestKms.SYMMETRIC));
    var provider = kms.provider();
    ours = Cipher.getInstance("AWSKMS", provider);
    key = (KmsSecretKey) TestKms.keyStore(provider).getKey(TestKms.SYMMETRIC, null);
  }

  @AfterAll
  static void stop() {
    client.shutdown();
  }

  private static byte[] ours(int mode, byte[] input, byte[] associatedData) throws Exception {
    ours.init(mode, key);
    ours.updateAAD(associatedData);
    return ours.doFinal(input);
  }

  /** None at all is no pair of the encryption context. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 32, 1000})
  void bothWays(int length) throws Exception {
    byte[] associatedData = new byte[length];
    for (int i = 0; i < length; i++) {
      associatedData[i] = (byte) (i * 7 + 0x9f);
    }
    byte[] fromUs = ours(Cipher.ENCRYPT_MODE, MESSAGE, associatedData);
    assertArrayEquals(MESSAGE, tink.decrypt(fromUs, associatedData));
    byte[] fromTink = tink.encrypt(MESSAGE, associatedData);
    assertArrayEquals(MESSAGE, ours(Cipher.DECRYPT_MODE, fromTink, associatedData));
  }

  @Test
  void otherAssociatedDataIsRefusedByBoth() throws Exception {
    byte[] right = {1};
    byte[] wrong = {2};
    byte[] fromUs = ours(Cipher.ENCRYPT_MODE, MESSAGE, right);
    assertThrows(GeneralSecurityException.class, () -> tink.decrypt(fromUs, wrong));
    byte[] fromTink = tink.encrypt(MESSAGE, right);
    assertThrows(AEADBadTagException.class, () -> ours(Cipher.DECRYPT_MODE, fromTink, wrong));
  }
}
