package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.KeyAgreement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DeriveSharedSecretResponse;
import software.amazon.awssdk.services.kms.model.KeyAgreementAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.OriginType;

/** DeriveSharedSecret. */
final class KeyAgreementTest extends KmsTest {

  private String agreementKey(KeySpec spec) {
    return key(spec, KeyUsageType.KEY_AGREEMENT);
  }

  private DeriveSharedSecretResponse derive(String key, byte[] peer) {
    return kms.deriveSharedSecret(
        r ->
            r.keyId(key)
                .keyAgreementAlgorithm(KeyAgreementAlgorithmSpec.ECDH)
                .publicKey(SdkBytes.fromByteArray(peer)));
  }

  private byte[] publicKey(String key) {
    return kms.getPublicKey(r -> r.keyId(key)).publicKey().asByteArray();
  }

  private static KeyPair pair(String curve) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "SunEC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }

  @ParameterizedTest
  @CsvSource({
    "ECC_NIST_P256, secp256r1, 32",
    "ECC_NIST_P384, secp384r1, 48",
    "ECC_NIST_P521, secp521r1, 66"
  })
  void thePlatformDerivesTheSame(KeySpec spec, String curve, int length) throws Exception {
    String key = agreementKey(spec);
    KeyPair peer = pair(curve);
    DeriveSharedSecretResponse derived = derive(key, peer.getPublic().getEncoded());
    assertThat(derived.keyId()).isEqualTo(key);
    assertThat(derived.keyAgreementAlgorithm()).isEqualTo(KeyAgreementAlgorithmSpec.ECDH);
    assertThat(derived.keyOrigin()).isEqualTo(OriginType.AWS_KMS);
    PublicKey ours =
        KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(publicKey(key)));
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH", "SunEC");
    agreement.init(peer.getPrivate());
    agreement.doPhase(ours, true);
    assertThat(derived.sharedSecret().asByteArray())
        .hasSize(length)
        .isEqualTo(agreement.generateSecret());
  }

  /** Two keys of KMS agree with each other, on the curve that the platform lacks too. */
  @ParameterizedTest
  @CsvSource({"ECC_NIST_P256", "SM2"})
  void twoKeysAgree(KeySpec spec) {
    String one = agreementKey(spec);
    String two = agreementKey(spec);
    SdkBytes secret = derive(one, publicKey(two)).sharedSecret();
    assertThat(derive(two, publicKey(one)).sharedSecret()).isEqualTo(secret);
    assertThat(secret.asByteArray()).hasSize(32);
  }

  @Test
  void otherPublicKeysAreRefused() throws Exception {
    byte[] right = pair("secp256r1").getPublic().getEncoded();
    byte[] offCurve = right.clone();
    offCurve[right.length - 1] ^= 1;
    for (KeySpec spec : new KeySpec[] {KeySpec.ECC_NIST_P256, KeySpec.SM2}) {
      String key = agreementKey(spec);
      for (byte[] wrong :
          new byte[][] {
            new byte[1],
            offCurve,
            new byte[8192],
            pair("secp384r1").getPublic().getEncoded(),
            publicKey(key(KeySpec.RSA_2048, KeyUsageType.SIGN_VERIFY))
          }) {
        refusal(() -> derive(key, wrong), "ValidationException");
      }
    }
    refusal(() -> derive(agreementKey(KeySpec.SM2), right), "ValidationException");
  }

  @Test
  void onlyKeysForItDerive() throws Exception {
    byte[] peer = pair("secp256r1").getPublic().getEncoded();
    refusal(() -> derive(signingKey(), peer), "InvalidKeyUsageException");
    refusal(() -> sign(agreementKey(KeySpec.ECC_NIST_P256)), "InvalidKeyUsageException");
    String key = agreementKey(KeySpec.ECC_NIST_P256);
    refusal(
        () ->
            kms.deriveSharedSecret(
                r ->
                    r.keyId(key)
                        .keyAgreementAlgorithm("ECDH")
                        .publicKey(SdkBytes.fromByteArray(peer))
                        .dryRun(true)),
        "DryRunOperationException");
    kms.disableKey(r -> r.keyId(key));
    refusal(() -> derive(key, peer), "DisabledException");
  }
}
