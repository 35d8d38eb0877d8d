package io.github.kmsjca.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

/**
 * What the platform encrypts by {@code oaepSpec()} KMS decrypts, and by its default it does not.
 */
class OaepSpecTest {
  private static final byte[] MESSAGE = "the message".getBytes(UTF_8);
  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  @Test
  void kmsDecryptsIt() throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(kms.provider(), TestKms.RSA_ENCRYPTION);
    byte[] right = encrypt(key, key.oaepSpec());
    byte[] byDefault = encrypt(key, null);
    try (KmsClient client = kms.sdk()) {
      assertArrayEquals(MESSAGE, decrypt(client, key, right));
      assertThrows(InvalidCiphertextException.class, () -> decrypt(client, key, byDefault));
    }
  }

  private static byte[] encrypt(KmsPrivateKey key, @Nullable AlgorithmParameterSpec parameters)
      throws Exception {
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding", "SunJCE");
    if (parameters == null) {
      cipher.init(Cipher.ENCRYPT_MODE, key.publicKey());
    } else {
      cipher.init(Cipher.ENCRYPT_MODE, key.publicKey(), parameters);
    }
    return cipher.doFinal(MESSAGE);
  }

  private static byte[] decrypt(KmsClient client, KmsPrivateKey key, byte[] ciphertext) {
    return client
        .decrypt(
            r ->
                r.keyId(key.arn())
                    .encryptionAlgorithm("RSAES_OAEP_SHA_256")
                    .ciphertextBlob(SdkBytes.fromByteArray(ciphertext)))
        .plaintext()
        .asByteArray();
  }
}
