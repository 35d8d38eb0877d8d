package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.testkit.TestKeys;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.function.Consumer;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.AlgorithmSpec;
import software.amazon.awssdk.services.kms.model.ExpirationModelType;
import software.amazon.awssdk.services.kms.model.GetParametersForImportResponse;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialRequest;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.WrappingKeySpec;

/** Imports key material as its owner would, wrapped by the JDK. */
abstract class ImportedKeyTest extends KmsTest {
  static final Consumer<ImportKeyMaterialRequest.Builder> FOREVER =
      r -> r.expirationModel(ExpirationModelType.KEY_MATERIAL_DOES_NOT_EXPIRE);

  private final SecureRandom random = new SecureRandom();

  byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** A private key in PKCS #8, and never the one that a wrapping key of the test has. */
  static byte[] privateKey(String spec) {
    return TestKeys.seeded().generate(spec).getPrivate().getEncoded();
  }

  KeyMetadata externalKey(KeySpec spec, KeyUsageType usage) {
    return kms.createKey(r -> r.keySpec(spec).keyUsage(usage).origin(OriginType.EXTERNAL))
        .keyMetadata();
  }

  String externalSymmetricKey() {
    return externalKey(KeySpec.SYMMETRIC_DEFAULT, KeyUsageType.ENCRYPT_DECRYPT).arn();
  }

  GetParametersForImportResponse parameters(String key) {
    return parameters(key, AlgorithmSpec.RSAES_OAEP_SHA_256, WrappingKeySpec.RSA_2048);
  }

  GetParametersForImportResponse parameters(
      String key, AlgorithmSpec algorithm, WrappingKeySpec spec) {
    return kms.getParametersForImport(
        r -> r.keyId(key).wrappingAlgorithm(algorithm).wrappingKeySpec(spec));
  }

  /** Imports by RSAES_OAEP_SHA_256. */
  ImportKeyMaterialResponse importTo(
      String key, byte[] material, Consumer<ImportKeyMaterialRequest.Builder> rest) {
    return importTo(key, material, AlgorithmSpec.RSAES_OAEP_SHA_256, rest);
  }

  ImportKeyMaterialResponse importTo(
      String key,
      byte[] material,
      AlgorithmSpec algorithm,
      Consumer<ImportKeyMaterialRequest.Builder> rest) {
    GetParametersForImportResponse parameters =
        parameters(key, algorithm, WrappingKeySpec.RSA_2048);
    return importWith(parameters, wrap(parameters, algorithm, material), rest);
  }

  ImportKeyMaterialResponse importWith(
      GetParametersForImportResponse parameters,
      byte[] wrapped,
      Consumer<ImportKeyMaterialRequest.Builder> rest) {
    return kms.importKeyMaterial(
        r ->
            rest.accept(
                r.keyId(parameters.keyId())
                    .importToken(parameters.importToken())
                    .encryptedKeyMaterial(SdkBytes.fromByteArray(wrapped))));
  }

  byte[] wrap(GetParametersForImportResponse parameters, AlgorithmSpec algorithm, byte[] material) {
    String digest = algorithm.toString().endsWith("256") ? "SHA-256" : "SHA-1";
    if (algorithm.toString().startsWith("RSAES_OAEP")) {
      return oaep(parameters, digest, material);
    }
    return wrapWithAes(parameters, digest, randomBytes(32), material);
  }

  static byte[] wrapWithAes(
      GetParametersForImportResponse parameters, String digest, byte[] aesKey, byte[] material) {
    try {
      Cipher cipher = Cipher.getInstance("AES/KWP/NoPadding", "SunJCE");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(aesKey, "AES"));
      byte[] wrapped = cipher.doFinal(material);
      byte[] key = oaep(parameters, digest, aesKey);
      byte[] both = Arrays.copyOf(key, key.length + wrapped.length);
      System.arraycopy(wrapped, 0, both, key.length, wrapped.length);
      return both;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] oaep(
      GetParametersForImportResponse parameters, String digest, byte[] plaintext) {
    try {
      PublicKey wrappingKey =
          KeyFactory.getInstance("RSA", "SunRsaSign")
              .generatePublic(new X509EncodedKeySpec(parameters.publicKey().asByteArray()));
      Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", "SunJCE");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          wrappingKey,
          new OAEPParameterSpec(
              digest, "MGF1", new MGF1ParameterSpec(digest), PSource.PSpecified.DEFAULT));
      return cipher.doFinal(plaintext);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  KeyMetadata describe(String key) {
    return kms.describeKey(r -> r.keyId(key)).keyMetadata();
  }

  void assertState(String key, KeyState state) {
    assertThat(describe(key).keyState()).isEqualTo(state);
    assertThat(describe(key).enabled()).isEqualTo(state == KeyState.ENABLED);
  }
}
