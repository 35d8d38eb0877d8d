package io.github.kmsjca.localkms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KmsException;

/** Calls that encrypt and decrypt. */
abstract class CiphertextTest extends KmsTest {
  static final byte[] MESSAGE = "the quick brown fox".getBytes(UTF_8);
  static final Map<String, String> CONTEXT = Map.of("purpose", "test", "owner", "alice");

  String symmetricKey() {
    return kms.createKey().keyMetadata().arn();
  }

  byte[] encrypt(String key, byte[] plaintext, Map<String, String> context) {
    return kms.encrypt(
            r ->
                r.keyId(key)
                    .plaintext(SdkBytes.fromByteArray(plaintext))
                    .encryptionContext(context))
        .ciphertextBlob()
        .asByteArray();
  }

  byte[] encrypt(String key, byte[] plaintext, EncryptionAlgorithmSpec algorithm) {
    return kms.encrypt(
            r ->
                r.keyId(key)
                    .plaintext(SdkBytes.fromByteArray(plaintext))
                    .encryptionAlgorithm(algorithm))
        .ciphertextBlob()
        .asByteArray();
  }

  byte[] decrypt(byte[] blob, Map<String, String> context) {
    return kms.decrypt(
            r -> r.ciphertextBlob(SdkBytes.fromByteArray(blob)).encryptionContext(context))
        .plaintext()
        .asByteArray();
  }

  byte[] decrypt(String key, byte[] blob, Map<String, String> context) {
    return kms.decrypt(
            r ->
                r.keyId(key)
                    .ciphertextBlob(SdkBytes.fromByteArray(blob))
                    .encryptionContext(context))
        .plaintext()
        .asByteArray();
  }

  byte[] decrypt(String key, byte[] blob, EncryptionAlgorithmSpec algorithm) {
    return kms.decrypt(
            r ->
                r.keyId(key)
                    .ciphertextBlob(SdkBytes.fromByteArray(blob))
                    .encryptionAlgorithm(algorithm))
        .plaintext()
        .asByteArray();
  }

  /** The same bytes but for one bit of the byte at that place. */
  static byte[] flipped(byte[] bytes, int index) {
    byte[] other = bytes.clone();
    other[index] ^= (byte) (1 << (index % Byte.SIZE));
    return other;
  }

  /** The same bytes, cut or filled up with zeros to that length. */
  static byte[] resized(byte[] bytes, int length) {
    return Arrays.copyOf(bytes, length);
  }

  /** The refusal of a blob, without a word on what is wrong with it. */
  static void assertInvalid(ThrowingCallable call) {
    KmsException refusal = refusal(call, "InvalidCiphertextException");
    assertThat(refusal).isInstanceOf(InvalidCiphertextException.class);
    assertThat(refusal.awsErrorDetails().errorMessage()).isNull();
  }
}
