package io.github.kmsjca.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.amazonaws.encryptionsdk.CryptoAlgorithm;
import io.github.kmsjca.envelope.Sdk;
import io.github.kmsjca.spec.EnvelopeParameterSpec;
import io.github.kmsjca.spec.KmsSecretKey;
import io.github.kmsjca.testkit.TestKms;
import java.security.Provider;
import java.security.spec.AlgorithmParameterSpec;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.crypto.Cipher;

/**
 * A sound message and all that is needed to read it.
 *
 * @param plaintext has neither zeros nor {@link Reader#PATTERN}
 * @param parameters {@code null} if there are none
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Sample(
    byte[] message,
    byte[] plaintext,
    KmsSecretKey key,
    AlgorithmParameterSpec parameters,
    byte[] aad) {
  static final int FRAME = 96;
  private static final int LENGTH = 400;
  private static final byte[] AAD = "record 42".getBytes(US_ASCII);
  private static final Map<String, String> CONTEXT = Map.of("tenant", "a", "purpose", "test");

  /** Who wrote it, and with what. */
  enum Kind {
    OURS,
    OURS_WITH_CONTEXT_AND_AAD,
    SDK_UNSIGNED,
    SDK_SIGNED;

    Sample make(TestKms kms, Provider provider) throws Exception {
      KmsSecretKey key = (KmsSecretKey) TestKms.keyStore(provider).getKey(TestKms.SYMMETRIC, null);
      byte[] plaintext = plaintext(this == SDK_SIGNED ? 2 * FRAME + 5 : LENGTH);
      return switch (this) {
        case OURS -> ours(provider, plaintext, key, null, new byte[0]);
        case OURS_WITH_CONTEXT_AND_AAD -> ours(provider, plaintext, key, context(CONTEXT), AAD);
        case SDK_UNSIGNED ->
            sdk(kms, CryptoAlgorithm.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY, plaintext, key);
        case SDK_SIGNED ->
            sdk(
                kms,
                CryptoAlgorithm.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY_ECDSA_P384,
                plaintext,
                key);
      };
    }
  }

  /** A provider that writes small frames, and reads signed messages under all names. */
  static Provider provider(TestKms kms) {
    return kms.provider("frameLength", String.valueOf(FRAME), "framed.signed", "true");
  }

  static byte[] plaintext(int length) {
    byte[] plaintext = new byte[length];
    Random random = new Random(length);
    for (int i = 0; i < length; i++) {
      plaintext[i] = (byte) (1 + random.nextInt(Reader.PATTERN - 1));
    }
    return plaintext;
  }

  static AlgorithmParameterSpec context(Map<String, String> context) {
    return EnvelopeParameterSpec.builder().encryptionContext(context).build();
  }

  static Sample ours(
      Provider provider,
      byte[] plaintext,
      KmsSecretKey key,
      AlgorithmParameterSpec parameters,
      byte[] aad)
      throws Exception {
    Cipher cipher = Name.ENVELOPE.cipher(provider);
    cipher.init(Cipher.ENCRYPT_MODE, key, parameters);
    cipher.updateAAD(aad);
    return new Sample(cipher.doFinal(plaintext), plaintext, key, parameters, aad);
  }

  private static Sample sdk(
      TestKms kms, CryptoAlgorithm suite, byte[] plaintext, KmsSecretKey key) {
    byte[] message = new Sdk(kms).encrypt(suite, FRAME, List.of(key.arn()), CONTEXT, plaintext);
    return new Sample(message, plaintext, key, context(CONTEXT), new byte[0]);
  }

  Sample with(byte[] other) {
    return new Sample(other, plaintext, key, parameters, aad);
  }

  Sample withParameters(AlgorithmParameterSpec others) {
    return new Sample(message, plaintext, key, others, aad);
  }

  Sample withAad(byte[] other) {
    return new Sample(message, plaintext, key, parameters, other);
  }
}
