package io.github.kmsjca.envelope;

import io.github.kmsjca.spec.EnvelopeParameterSpec;
import io.github.kmsjca.spec.KmsSecretKey;
import io.github.kmsjca.testkit.TestKms;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.crypto.Cipher;

/** Who encrypts and decrypts through JCA: a provider instance and a key of it. */
record Party(Provider provider, KmsSecretKey key) {
  static final String BUFFERED = "AES/GCM/NoPadding";
  static final String FRAMED = "AWSKMS/Framed/NoPadding";
  static final List<String> NAMES = List.of(BUFFERED, "AWSKMS/Envelope/NoPadding", FRAMED);

  /** With the symmetric key of that KMS. */
  static Party of(TestKms kms, String... settings) throws Exception {
    return of(kms.provider(settings), TestKms.SYMMETRIC);
  }

  /**
   * With any key.
   *
   * @param key alias or ARN
   */
  static Party of(Provider provider, String key) throws Exception {
    return new Party(provider, (KmsSecretKey) TestKms.keyStore(provider).getKey(key, null));
  }

  /** The same with another key of the same provider. */
  Party with(String name) throws Exception {
    return of(provider, name);
  }

  Party withContext(Map<String, String> context) {
    return new Party(provider, key.withEncryptionContext(context));
  }

  String arn() {
    return key.arn();
  }

  Cipher cipher(String name) throws GeneralSecurityException {
    return Cipher.getInstance(name, provider);
  }

  Cipher encrypting(String name) throws GeneralSecurityException {
    Cipher cipher = cipher(name);
    cipher.init(Cipher.ENCRYPT_MODE, key);
    return cipher;
  }

  Cipher decrypting(String name) throws GeneralSecurityException {
    Cipher cipher = cipher(name);
    cipher.init(Cipher.DECRYPT_MODE, key);
    return cipher;
  }

  byte[] encrypt(byte[] plaintext) throws GeneralSecurityException {
    return encrypting(BUFFERED).doFinal(plaintext);
  }

  byte[] encrypt(byte[] plaintext, EnvelopeParameterSpec spec) throws GeneralSecurityException {
    Cipher cipher = cipher(BUFFERED);
    cipher.init(Cipher.ENCRYPT_MODE, key, spec);
    return cipher.doFinal(plaintext);
  }

  byte[] decrypt(byte[] message) throws GeneralSecurityException {
    return decrypt(BUFFERED, message);
  }

  byte[] decrypt(String name, byte[] message) throws GeneralSecurityException {
    return decrypting(name).doFinal(message);
  }

  byte[] decrypt(String name, byte[] message, EnvelopeParameterSpec spec)
      throws GeneralSecurityException {
    Cipher cipher = cipher(name);
    cipher.init(Cipher.DECRYPT_MODE, key, spec);
    return cipher.doFinal(message);
  }

  /** Bytes that are the same for the same length. */
  static byte[] plaintext(int length) {
    byte[] plaintext = new byte[length];
    new Random(length).nextBytes(plaintext);
    return plaintext;
  }
}
