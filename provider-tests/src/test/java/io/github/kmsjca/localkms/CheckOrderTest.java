package io.github.kmsjca.localkms;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/** Which of two reasons to refuse a call is told. */
final class CheckOrderTest extends KmsTest {

  /** How a key comes into a state in which it cannot be used. */
  enum Unusable {
    DISABLED("DisabledException", " is disabled."),
    PENDING_DELETION("KMSInvalidStateException", " is pending deletion.");

    private final String type;
    private final String text;

    Unusable(String type, String text) {
      this.type = type;
      this.text = text;
    }
  }

  @ParameterizedTest
  @EnumSource
  void theUsageOfTheKeyComesBeforeItsState(Unusable state) {
    String mac = unusable(KeySpec.HMAC_256, KeyUsageType.GENERATE_VERIFY_MAC, state);
    assertRefused(
        () -> sign(mac),
        "InvalidKeyUsageException",
        mac + " key usage is GENERATE_VERIFY_MAC which is not valid for Sign.");
    String signing = unusable(KeySpec.ECC_NIST_P256, KeyUsageType.SIGN_VERIFY, state);
    assertRefused(
        () -> kms.encrypt(r -> r.keyId(signing).plaintext(SdkBytes.fromUtf8String("x"))),
        "InvalidKeyUsageException",
        signing + " key usage is SIGN_VERIFY which is not valid for Encrypt.");
  }

  @ParameterizedTest
  @EnumSource
  void theStateOfTheKeyComesBeforeTheAlgorithm(Unusable state) {
    String signing = unusable(KeySpec.ECC_NIST_P256, KeyUsageType.SIGN_VERIFY, state);
    assertRefused(
        () -> sign(signing, SigningAlgorithmSpec.ECDSA_SHA_384, MessageType.RAW, new byte[1]),
        state.type,
        signing + state.text);
    String mac = unusable(KeySpec.HMAC_256, KeyUsageType.GENERATE_VERIFY_MAC, state);
    assertRefused(
        () ->
            kms.generateMac(
                r ->
                    r.keyId(mac)
                        .message(SdkBytes.fromUtf8String("x"))
                        .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_512)),
        state.type,
        mac + state.text);
    String rsa = unusable(KeySpec.RSA_2048, KeyUsageType.ENCRYPT_DECRYPT, state);
    assertRefused(
        () -> kms.generateDataKey(r -> r.keyId(rsa).numberOfBytes(32)),
        state.type,
        rsa + state.text);
  }

  @ParameterizedTest
  @EnumSource
  void theStateOfTheKeyComesBeforeItsKindWhereRotationIsSwitched(Unusable state) {
    String mac = unusable(KeySpec.HMAC_256, KeyUsageType.GENERATE_VERIFY_MAC, state);
    assertRefused(() -> kms.enableKeyRotation(r -> r.keyId(mac)), state.type, mac + state.text);
    assertRefused(() -> kms.disableKeyRotation(r -> r.keyId(mac)), state.type, mac + state.text);
  }

  @Test
  void theStateOfTheKeyComesBeforeItsKindWhereThePublicKeyIsAskedFor() {
    String mac =
        unusable(KeySpec.HMAC_256, KeyUsageType.GENERATE_VERIFY_MAC, Unusable.PENDING_DELETION);
    assertRefused(
        () -> kms.getPublicKey(r -> r.keyId(mac)),
        "KMSInvalidStateException",
        mac + " is pending deletion.");
    String empty = kms.createKey(r -> r.origin(OriginType.EXTERNAL)).keyMetadata().arn();
    assertRefused(
        () -> kms.getPublicKey(r -> r.keyId(empty)),
        "KMSInvalidStateException",
        empty + " is pending import.");
  }

  @ParameterizedTest
  @EnumSource
  void theOriginOfTheKeyComesBeforeItsStateWhereMaterialIsImported(Unusable state) {
    String key = unusable(KeySpec.SYMMETRIC_DEFAULT, KeyUsageType.ENCRYPT_DECRYPT, state);
    assertRefused(
        () -> kms.deleteImportedKeyMaterial(r -> r.keyId(key)),
        "UnsupportedOperationException",
        key + " origin is AWS_KMS which is not valid for this operation.");
  }

  private String unusable(KeySpec spec, KeyUsageType usage, Unusable state) {
    String key = key(spec, usage);
    switch (state) {
      case DISABLED -> kms.disableKey(r -> r.keyId(key));
      case PENDING_DELETION -> kms.scheduleKeyDeletion(r -> r.keyId(key));
    }
    return key;
  }
}
