package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** Encrypt and Decrypt with symmetric keys. */
final class EncryptionTest extends CiphertextTest {
  private static final String INCORRECT_KEY =
      "The key ID in the request does not identify a CMK that can perform this operation.";

  @Test
  void aCiphertextTellsItsKey() {
    KeyMetadata key = kms.createKey().keyMetadata();
    EncryptResponse encrypted =
        kms.encrypt(r -> r.keyId(key.keyId()).plaintext(SdkBytes.fromByteArray(MESSAGE)));
    assertThat(encrypted.keyId()).isEqualTo(key.arn());
    assertThat(encrypted.encryptionAlgorithm())
        .isEqualTo(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT);
    DecryptResponse decrypted = kms.decrypt(r -> r.ciphertextBlob(encrypted.ciphertextBlob()));
    assertThat(decrypted.plaintext().asByteArray()).isEqualTo(MESSAGE);
    assertThat(decrypted.keyId()).isEqualTo(key.arn());
    assertThat(decrypted.encryptionAlgorithm())
        .isEqualTo(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT);
    assertThat(decrypted.keyMaterialId())
        .isEqualTo(key.currentKeyMaterialId())
        .matches("[0-9a-f]{64}");
    assertThat(decrypted.ciphertextForRecipient()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17, 32, 4095, 4096})
  void plaintextsOfAllLengthsComeBack(int length) {
    byte[] plaintext = resized(MESSAGE, length);
    byte[] blob = encrypt(symmetricKey(), plaintext, CONTEXT);
    assertThat(blob).hasSize(length + 135);
    assertThat(SdkBytes.fromByteArray(blob).asByteArray()).isNotEqualTo(plaintext);
    assertThat(decrypt(blob, CONTEXT)).isEqualTo(plaintext);
  }

  @Test
  void plaintextsHaveOneTo4096Bytes() {
    String key = symmetricKey();
    String constraint =
        "1 validation error detected: Value at 'plaintext' failed to satisfy constraint: Member"
            + " must have length ";
    assertRefused(
        () -> encrypt(key, new byte[0], Map.of()),
        "ValidationException",
        constraint + "greater than or equal to 1");
    assertRefused(
        () -> encrypt(key, new byte[4097], Map.of()),
        "ValidationException",
        constraint + "less than or equal to 4096");
    refusal(() -> kms.encrypt(r -> r.keyId(key)), "ValidationException");
  }

  @Test
  void noTwoCiphertextsAreAlike() {
    String key = symmetricKey();
    assertThat(encrypt(key, MESSAGE, CONTEXT)).isNotEqualTo(encrypt(key, MESSAGE, CONTEXT));
  }

  @Test
  void everyNameOfTheKeyDecrypts() {
    KeyMetadata key = kms.createKey().keyMetadata();
    kms.createAlias(r -> r.aliasName("alias/box").targetKeyId(key.keyId()));
    String aliasArn = "arn:aws:kms:us-east-1:000000000000:alias/box";
    for (String name : List.of(key.keyId(), key.arn(), "alias/box", aliasArn)) {
      byte[] blob = encrypt(name, MESSAGE, Map.of());
      assertThat(decrypt(name, blob, Map.of())).isEqualTo(MESSAGE);
      assertThat(localKms.calls().all().get((int) localKms.calls().count() - 1).keyId())
          .isEqualTo(name);
    }
    String other = symmetricKey();
    byte[] blob = encrypt(key.arn(), MESSAGE, Map.of());
    kms.updateAlias(r -> r.aliasName("alias/box").targetKeyId(other));
    assertRefused(
        () -> decrypt("alias/box", blob, Map.of()), "IncorrectKeyException", INCORRECT_KEY);
    refusal(() -> decrypt("alias/none", blob, Map.of()), "NotFoundException");
  }

  @Test
  void aBlobDamagedInAnyByteIsNone() {
    byte[] blob = encrypt(symmetricKey(), MESSAGE, CONTEXT);
    for (int i = 0; i < blob.length; i++) {
      byte[] damaged = flipped(blob, i);
      assertInvalid(() -> decrypt(damaged, CONTEXT));
    }
    assertThat(decrypt(blob, CONTEXT)).isEqualTo(MESSAGE);
  }

  @Test
  void aBlobOfAnotherLengthIsNone() {
    byte[] blob = encrypt(symmetricKey(), MESSAGE, Map.of());
    for (int length : new int[] {1, 5, 37, 87, 119, 120, 134, 135, 136, blob.length - 1}) {
      assertInvalid(() -> decrypt(resized(blob, length), Map.of()));
    }
    assertInvalid(() -> decrypt(resized(blob, blob.length + 1), Map.of()));
    assertInvalid(() -> decrypt(resized(blob, 6144), Map.of()));
    assertInvalid(() -> decrypt(new byte[167], Map.of()));
  }

  @Test
  void blobsHaveOneTo6144Bytes() {
    String constraint =
        "1 validation error detected: Value at 'ciphertextBlob' failed to satisfy constraint:"
            + " Member must have length ";
    assertRefused(
        () -> decrypt(new byte[0], Map.of()),
        "ValidationException",
        constraint + "greater than or equal to 1");
    assertRefused(
        () -> decrypt(new byte[6145], Map.of()),
        "ValidationException",
        constraint + "less than or equal to 6144");
    assertRefused(
        () -> kms.decrypt(r -> r.keyId(symmetricKey())),
        "ValidationException",
        "1 validation error detected: Value null at 'ciphertextBlob' failed to satisfy constraint:"
            + " Member must not be null");
  }

  @Test
  void anotherKeyIsTheWrongOneWhateverItIs() {
    byte[] blob = encrypt(symmetricKey(), MESSAGE, CONTEXT);
    String disabled = symmetricKey();
    kms.disableKey(r -> r.keyId(disabled));
    for (String other :
        List.of(
            symmetricKey(),
            disabled,
            key(KeySpec.RSA_2048, KeyUsageType.ENCRYPT_DECRYPT),
            signingKey())) {
      ThrowingCallable call = () -> decrypt(other, blob, CONTEXT);
      assertRefused(call, "IncorrectKeyException", INCORRECT_KEY);
      assertThatThrownBy(call).isInstanceOf(IncorrectKeyException.class);
    }
  }

  @Test
  void theContextMustBeTheSame() {
    Map<String, String> context = new LinkedHashMap<>();
    context.put("purpose", "test");
    context.put("owner", "alice");
    Map<String, String> reversed = new LinkedHashMap<>();
    reversed.put("owner", "alice");
    reversed.put("purpose", "test");
    byte[] blob = encrypt(symmetricKey(), MESSAGE, context);
    assertThat(decrypt(blob, reversed)).isEqualTo(MESSAGE);
    assertInvalid(() -> decrypt(blob, Map.of()));
    assertInvalid(() -> kms.decrypt(r -> r.ciphertextBlob(SdkBytes.fromByteArray(blob))));
    for (Map<String, String> other :
        List.of(
            Map.of("purpose", "test"),
            Map.of("purpose", "test", "owner", "Alice"),
            Map.of("purpose", "test", "Owner", "alice"),
            Map.of("purpose", "alice", "owner", "test"),
            Map.of("purpose", "test", "owner", ""),
            Map.of("purpose", "test", "owner", "alice", "", ""))) {
      assertInvalid(() -> decrypt(blob, other));
    }
    byte[] bare = encrypt(symmetricKey(), MESSAGE, Map.of());
    assertInvalid(() -> decrypt(bare, context));
  }

  @Test
  void contextsAreAnyUnicode() {
    Map<String, String> context =
        Map.of(
            "Stra\u00dfe",
            "\u00c4rger",
            "\u30ad\u30fc",
            "\ud83d\udd11",
            "\ud83d\udd12",
            "\"\u0000\\\n",
            "",
            "");
    byte[] blob = encrypt(symmetricKey(), MESSAGE, context);
    assertThat(decrypt(blob, context)).isEqualTo(MESSAGE);
    Map<String, String> other = new HashMap<>(context);
    other.put("Stra\u00dfe", "A\u0308rger");
    assertInvalid(() -> decrypt(blob, other));
  }

  @Test
  void aContextHasALimit() {
    String key = symmetricKey();
    Map<String, String> most = Map.of("k", "v".repeat(8192 - 4 - 5 - 4));
    assertThat(decrypt(encrypt(key, MESSAGE, most), most)).isEqualTo(MESSAGE);
    Map<String, String> tooLong = Map.of("k", "v".repeat(8192 - 4 - 5 - 3));
    String message =
        "1 validation error detected: Value at 'encryptionContext' failed to satisfy constraint:"
            + " Member must have length less than or equal to 8192";
    assertRefused(() -> encrypt(key, MESSAGE, tooLong), "ValidationException", message);
    byte[] blob = encrypt(key, MESSAGE, Map.of());
    assertRefused(() -> decrypt(blob, tooLong), "ValidationException", message);
  }
}
