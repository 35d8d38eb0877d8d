package io.github.kmsjca.generator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.internal.algorithm.CipherAlgorithm;
import io.github.kmsjca.internal.algorithm.CipherScheme;
import io.github.kmsjca.internal.algorithm.KeyFamily;
import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.MacAlgorithm;
import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.spec.KmsKey;
import io.github.kmsjca.testkit.Verifiers;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.EncapsulationAlgorithmSpec;

/**
 * Uses a key by JCA and has somebody else look at the result: the platform, Bouncy Castle, or KMS
 * when the AWS SDK asks it.
 */
record Proof(Provider provider, KmsClient sdk) {
  private static final byte[] MESSAGE = "a message".getBytes(UTF_8);
  private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

  /** All signature algorithms of the spec; answers how many there were. */
  int signs(KeySpec spec, KeyPair pair) throws GeneralSecurityException {
    int count = 0;
    for (SignatureAlgorithm row : SignatureAlgorithm.values()) {
      if (row.suits(spec)) {
        Signature signature = Signature.getInstance(row.jcaName(), provider);
        signature.initSign(pair.getPrivate());
        if (Verifiers.needsParameters(row)) {
          signature.setParameter(Verifiers.pssSha256());
        }
        signature.update(Verifiers.input(row, MESSAGE));
        assertThat(Verifiers.verifies(row, pair.getPublic(), MESSAGE, signature.sign()))
            .as(row.jcaName())
            .isTrue();
        count++;
      }
    }
    return count;
  }

  void decrypts(KeySpec spec, KeyPair pair) throws GeneralSecurityException {
    if (spec.family() == KeyFamily.SM2) {
      decryptsSm2(pair.getPrivate());
      return;
    }
    for (CipherAlgorithm row : CipherAlgorithm.values()) {
      if (row.scheme() == CipherScheme.OAEP && row.digest() != null) {
        decryptsOaep(row, pair);
      }
    }
  }

  private void decryptsOaep(CipherAlgorithm row, KeyPair pair) throws GeneralSecurityException {
    String digest = row.jcaName().contains("SHA-256") ? "SHA-256" : "SHA-1";
    OAEPParameterSpec oaep =
        new OAEPParameterSpec(
            digest, "MGF1", new MGF1ParameterSpec(digest), PSource.PSpecified.DEFAULT);
    Cipher encrypter = Cipher.getInstance(row.jcaName(), "SunJCE");
    encrypter.init(Cipher.ENCRYPT_MODE, pair.getPublic(), oaep);
    Cipher decrypter = Cipher.getInstance(row.jcaName(), provider);
    decrypter.init(Cipher.DECRYPT_MODE, pair.getPrivate(), oaep);
    assertThat(decrypter.doFinal(encrypter.doFinal(MESSAGE))).isEqualTo(MESSAGE);
  }

  private void decryptsSm2(PrivateKey key) throws GeneralSecurityException {
    byte[] ofKms =
        sdk.encrypt(
                r ->
                    r.keyId(((KmsKey) key).arn())
                        .encryptionAlgorithm("SM2PKE")
                        .plaintext(SdkBytes.fromByteArray(MESSAGE)))
            .ciphertextBlob()
            .asByteArray();
    Cipher decrypter = Cipher.getInstance("SM2", provider);
    decrypter.init(Cipher.DECRYPT_MODE, key);
    assertThat(decrypter.doFinal(ofKms)).isEqualTo(MESSAGE);
  }

  void agrees(KeySpec spec, KeyPair pair) throws GeneralSecurityException {
    Provider theirs = spec == KeySpec.SM2 ? BOUNCY_CASTLE : Security.getProvider("SunEC");
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", theirs);
    generator.initialize(
        new ECGenParameterSpec(
            switch (spec) {
              case ECC_NIST_P256 -> "secp256r1";
              case ECC_NIST_P384 -> "secp384r1";
              case ECC_NIST_P521 -> "secp521r1";
              default -> "sm2p256v1";
            }));
    KeyPair peer = generator.generateKeyPair();
    assertThat(secret(provider, pair.getPrivate(), peer.getPublic()))
        .isEqualTo(secret(theirs, peer.getPrivate(), pair.getPublic()));
  }

  private static byte[] secret(Provider provider, PrivateKey key, PublicKey peer)
      throws GeneralSecurityException {
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH", provider);
    agreement.init(key);
    agreement.doPhase(peer, true);
    return agreement.generateSecret();
  }

  void decapsulates(KeyPair pair) throws Exception {
    SecretWithEncapsulation made =
        new MLKEMGenerator(new SecureRandom())
            .generateEncapsulated(PublicKeyFactory.createKey(pair.getPublic().getEncoded()));
    assertThat(
            sdk.decapsulate(
                    r ->
                        r.keyId(((KmsKey) pair.getPrivate()).arn())
                            .encapsulationAlgorithm(EncapsulationAlgorithmSpec.ML_KEM)
                            .sharedSecretCiphertextBlob(
                                SdkBytes.fromByteArray(made.getEncapsulation())))
                .sharedSecret()
                .asByteArray())
        .isEqualTo(made.getSecret());
  }

  void encrypts(SecretKey key) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AWSKMS", provider);
    cipher.init(Cipher.ENCRYPT_MODE, key);
    byte[] blob = cipher.doFinal(MESSAGE);
    assertThat(
            sdk.decrypt(r -> r.keyId(arn(key)).ciphertextBlob(SdkBytes.fromByteArray(blob)))
                .plaintext()
                .asByteArray())
        .isEqualTo(MESSAGE);
  }

  void makesMacs(KeySpec spec, SecretKey key) throws GeneralSecurityException {
    MacAlgorithm row = MacAlgorithm.of(spec);
    Mac mac = Mac.getInstance(row.jcaName(), provider);
    mac.init(key);
    byte[] made = mac.doFinal(MESSAGE);
    assertThat(
            sdk.verifyMac(
                    r ->
                        r.keyId(arn(key))
                            .macAlgorithm(row.wireName())
                            .message(SdkBytes.fromByteArray(MESSAGE))
                            .mac(SdkBytes.fromByteArray(made)))
                .macValid())
        .isTrue();
  }

  private static String arn(Key key) {
    return ((KmsKey) key).arn();
  }
}
