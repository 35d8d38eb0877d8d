package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.testkit.TestKeys;
import java.security.Key;
import java.security.KeyPair;
import java.security.Provider;
import java.security.Security;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** Encrypt and Decrypt with RSA keys, of which the test knows the private half. */
final class AsymmetricEncryptionTest extends CiphertextTest {
  private static final EncryptionAlgorithmSpec SHA_1 = EncryptionAlgorithmSpec.RSAES_OAEP_SHA_1;
  private static final EncryptionAlgorithmSpec SHA_256 = EncryptionAlgorithmSpec.RSAES_OAEP_SHA_256;

  private final List<KeyPair> pairs = new CopyOnWriteArrayList<>();

  @Override
  LocalKms.Builder configure(LocalKms.Builder builder) {
    KeyMaterial seeded = TestKeys.seeded();
    return super.configure(builder)
        .keyMaterial(
            spec -> {
              KeyPair pair = seeded.generate(spec);
              pairs.add(pair);
              return pair;
            });
  }

  static Stream<Arguments> limits() {
    return Stream.of(
        Arguments.of(KeySpec.RSA_2048, SHA_1, 214),
        Arguments.of(KeySpec.RSA_2048, SHA_256, 190),
        Arguments.of(KeySpec.RSA_3072, SHA_1, 342),
        Arguments.of(KeySpec.RSA_3072, SHA_256, 318),
        Arguments.of(KeySpec.RSA_4096, SHA_1, 470),
        Arguments.of(KeySpec.RSA_4096, SHA_256, 446));
  }

  @ParameterizedTest
  @MethodSource("limits")
  void ciphertextsAreThoseOfThePlatformAndOfBouncyCastle(
      KeySpec spec, EncryptionAlgorithmSpec algorithm, int limit) throws Exception {
    String key = key(spec, KeyUsageType.ENCRYPT_DECRYPT);
    KeyPair pair = pairs.get(0);
    byte[] longest = new byte[limit];
    Arrays.fill(longest, (byte) 7);
    for (Provider provider : List.of(platform(), new BouncyCastleProvider())) {
      for (byte[] plaintext : List.of(MESSAGE, new byte[1], longest)) {
        byte[] here = encrypt(key, plaintext, algorithm);
        assertThat(oaep(provider, Cipher.DECRYPT_MODE, pair.getPrivate(), algorithm, here))
            .isEqualTo(plaintext);
        byte[] there = oaep(provider, Cipher.ENCRYPT_MODE, pair.getPublic(), algorithm, plaintext);
        assertThat(decrypt(key, there, algorithm)).isEqualTo(plaintext);
      }
    }
    assertRefused(
        () -> encrypt(key, new byte[limit + 1], algorithm),
        "ValidationException",
        "Algorithm "
            + algorithm
            + " and key spec "
            + spec
            + " cannot encrypt data larger than "
            + limit
            + " bytes.");
  }

  @Test
  void answersNameKeyAndAlgorithm() {
    String key = rsaKey();
    EncryptResponse encrypted =
        kms.encrypt(
            r ->
                r.keyId(key)
                    .plaintext(SdkBytes.fromByteArray(MESSAGE))
                    .encryptionAlgorithm(SHA_256));
    assertThat(encrypted.keyId()).isEqualTo(key);
    assertThat(encrypted.encryptionAlgorithm()).isEqualTo(SHA_256);
    assertThat(encrypted.ciphertextBlob().asByteArray()).hasSize(256);
    DecryptResponse decrypted =
        kms.decrypt(
            r ->
                r.keyId(key)
                    .ciphertextBlob(encrypted.ciphertextBlob())
                    .encryptionAlgorithm(SHA_256));
    assertThat(decrypted.keyId()).isEqualTo(key);
    assertThat(decrypted.encryptionAlgorithm()).isEqualTo(SHA_256);
    assertThat(decrypted.keyMaterialId()).isNull();
  }

  @Test
  void keysListTheirAlgorithms() {
    String key = rsaKey();
    GetPublicKeyResponse answer = kms.getPublicKey(r -> r.keyId(key));
    assertThat(answer.keyUsage()).isEqualTo(KeyUsageType.ENCRYPT_DECRYPT);
    assertThat(answer.encryptionAlgorithms()).containsExactly(SHA_1, SHA_256);
    assertThat(answer.hasSigningAlgorithms()).isFalse();
    assertThat(answer.publicKey().asByteArray()).isEqualTo(pairs.get(0).getPublic().getEncoded());
    KeyMetadata metadata = kms.describeKey(r -> r.keyId(key)).keyMetadata();
    assertThat(metadata.encryptionAlgorithms()).containsExactly(SHA_1, SHA_256);
    assertThat(metadata.hasSigningAlgorithms()).isFalse();
    assertThat(metadata.currentKeyMaterialId()).isNull();
  }

  @Test
  void keysMadeWithoutAClientEncryptToo() {
    String key = localKms.createKey(REGION, "RSA_3072", "ENCRYPT_DECRYPT");
    assertThat(decrypt(key, encrypt(key, MESSAGE, SHA_256), SHA_256)).isEqualTo(MESSAGE);
    String symmetric = localKms.createKey(REGION, "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    assertThat(decrypt(encrypt(symmetric, MESSAGE, CONTEXT), CONTEXT)).isEqualTo(MESSAGE);
  }

  @Test
  void damagedCiphertextsAreNone() {
    String key = rsaKey();
    byte[] ciphertext = encrypt(key, MESSAGE, SHA_256);
    for (int i = 0; i < ciphertext.length; i++) {
      byte[] damaged = flipped(ciphertext, i);
      assertInvalid(() -> decrypt(key, damaged, SHA_256));
    }
    for (int length : new int[] {1, 255, 257, 6144}) {
      assertInvalid(() -> decrypt(key, resized(ciphertext, length), SHA_256));
    }
    byte[] withZero = new byte[257];
    System.arraycopy(ciphertext, 0, withZero, 1, 256);
    assertInvalid(() -> decrypt(key, withZero, SHA_256));
    byte[] huge = new byte[256];
    Arrays.fill(huge, (byte) 0xFF);
    assertInvalid(() -> decrypt(key, huge, SHA_256));
    assertInvalid(() -> decrypt(key, new byte[256], SHA_256));
    assertThat(decrypt(key, ciphertext, SHA_256)).isEqualTo(MESSAGE);
  }

  @Test
  void anotherKeyOrAlgorithmDoesNotDecrypt() throws Exception {
    String key = rsaKey();
    byte[] ciphertext = encrypt(key, MESSAGE, SHA_256);
    assertInvalid(() -> decrypt(rsaKey(), ciphertext, SHA_256));
    assertInvalid(() -> decrypt(key, ciphertext, SHA_1));
    // What "OAEPWithSHA-256AndMGF1Padding" of the JDK makes unless told otherwise.
    OAEPParameterSpec mixed =
        new OAEPParameterSpec(
            "SHA-256", "MGF1", MGF1ParameterSpec.SHA1, PSource.PSpecified.DEFAULT);
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", platform());
    cipher.init(Cipher.ENCRYPT_MODE, pairs.get(0).getPublic(), mixed);
    byte[] unusual = cipher.doFinal(MESSAGE);
    assertInvalid(() -> decrypt(key, unusual, SHA_256));
    assertInvalid(() -> decrypt(key, unusual, SHA_1));
  }

  @Test
  void keyAndAlgorithmMustBeNamed() {
    String key = rsaKey();
    byte[] ciphertext = encrypt(key, MESSAGE, SHA_256);
    assertRefused(
        () ->
            kms.decrypt(
                r ->
                    r.ciphertextBlob(SdkBytes.fromByteArray(ciphertext))
                        .encryptionAlgorithm(SHA_256)),
        "ValidationException",
        "KeyId must not be null");
    assertInvalid(() -> decrypt(key, ciphertext, Map.of()));
    assertRefused(
        () -> encrypt(key, MESSAGE, Map.of()),
        "InvalidKeyUsageException",
        "Algorithm SYMMETRIC_DEFAULT is incompatible with key spec RSA_2048.");
    assertRefused(
        () -> decrypt(key, ciphertext, EncryptionAlgorithmSpec.SM2_PKE),
        "InvalidKeyUsageException",
        "Algorithm SM2PKE is incompatible with key spec RSA_2048.");
  }

  @Test
  void contextsAreForSymmetricKeysOnly() {
    String key = rsaKey();
    SdkBytes ciphertext = SdkBytes.fromByteArray(encrypt(key, MESSAGE, SHA_256));
    String message =
        "EncryptionContext is not supported when encrypting/decrypting with asymmetric CMKs.";
    assertRefused(
        () ->
            kms.encrypt(
                r ->
                    r.keyId(key)
                        .plaintext(SdkBytes.fromByteArray(MESSAGE))
                        .encryptionAlgorithm(SHA_256)
                        .encryptionContext(CONTEXT)),
        "ValidationException",
        message);
    assertRefused(
        () ->
            kms.decrypt(
                r ->
                    r.keyId(key)
                        .ciphertextBlob(ciphertext)
                        .encryptionAlgorithm(SHA_256)
                        .encryptionContext(CONTEXT)),
        "ValidationException",
        message);
  }

  @Test
  void usageAndStateMustFit() {
    String signing = key(KeySpec.RSA_2048, KeyUsageType.SIGN_VERIFY);
    String usage = signing + " key usage is SIGN_VERIFY which is not valid for ";
    assertRefused(
        () -> encrypt(signing, MESSAGE, SHA_256), "InvalidKeyUsageException", usage + "Encrypt.");
    assertRefused(
        () -> decrypt(signing, new byte[256], SHA_256),
        "InvalidKeyUsageException",
        usage + "Decrypt.");
    String key = rsaKey();
    byte[] ciphertext = encrypt(key, MESSAGE, SHA_256);
    refusal(
        () ->
            kms.decrypt(
                r ->
                    r.keyId(key)
                        .ciphertextBlob(SdkBytes.fromByteArray(ciphertext))
                        .encryptionAlgorithm(SHA_256)
                        .dryRun(true)),
        "DryRunOperationException");
    kms.disableKey(r -> r.keyId(key));
    refusal(() -> encrypt(key, MESSAGE, SHA_256), "DisabledException");
    refusal(() -> decrypt(key, ciphertext, SHA_256), "DisabledException");
    kms.scheduleKeyDeletion(r -> r.keyId(key));
    refusal(() -> encrypt(key, MESSAGE, SHA_256), "KMSInvalidStateException");
    refusal(() -> decrypt(key, ciphertext, SHA_256), "KMSInvalidStateException");
  }

  private String rsaKey() {
    return key(KeySpec.RSA_2048, KeyUsageType.ENCRYPT_DECRYPT);
  }

  private static Provider platform() {
    return Security.getProvider("SunJCE");
  }

  private static byte[] oaep(
      Provider provider, int mode, Key key, EncryptionAlgorithmSpec algorithm, byte[] input)
      throws Exception {
    String digest = algorithm == SHA_1 ? "SHA-1" : "SHA-256";
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", provider);
    cipher.init(
        mode,
        key,
        new OAEPParameterSpec(
            digest, "MGF1", new MGF1ParameterSpec(digest), PSource.PSpecified.DEFAULT));
    return cipher.doFinal(input);
  }
}
