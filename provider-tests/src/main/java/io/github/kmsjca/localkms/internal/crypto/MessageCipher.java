package io.github.kmsjca.localkms.internal.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/**
 * AES-256-GCM with a key and an IV of each message's own, by HKDF from the key material and the
 * random seed in the blob: a key can thus seal any number of messages.
 */
final class MessageCipher {
  private static final byte[] INFO = "local-kms message".getBytes(US_ASCII);
  private static final int KEY_BYTES = 32;
  private static final int IV_BYTES = 12;

  private MessageCipher() {}

  static byte[] seal(
      String materialId,
      SecretKey material,
      Randomness randomness,
      byte[] plaintext,
      byte[] context) {
    byte[] seed = randomness.bytes(CiphertextBlob.SEED_BYTES);
    byte[] header = CiphertextBlob.header(materialId, seed);
    try {
      byte[] sealed = run(Cipher.ENCRYPT_MODE, material, seed, header, context, plaintext);
      byte[] blob = Arrays.copyOf(header, header.length + sealed.length);
      System.arraycopy(sealed, 0, blob, header.length, sealed.length);
      return blob;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] open(CiphertextBlob blob, SecretKey material, byte[] context)
      throws AEADBadTagException {
    try {
      return run(Cipher.DECRYPT_MODE, material, blob.seed(), blob.header(), context, blob.sealed());
    } catch (AEADBadTagException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] run(
      int mode, SecretKey material, byte[] seed, byte[] header, byte[] context, byte[] input)
      throws GeneralSecurityException {
    HKDFBytesGenerator derivation = new HKDFBytesGenerator(SHA256Digest.newInstance());
    derivation.init(new HKDFParameters(material.getEncoded(), seed, INFO));
    byte[] derived = new byte[KEY_BYTES + IV_BYTES];
    derivation.generateBytes(derived, 0, derived.length);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
    cipher.init(
        mode,
        new SecretKeySpec(derived, 0, KEY_BYTES, "AES"),
        new GCMParameterSpec(CiphertextBlob.TAG_BYTES * Byte.SIZE, derived, KEY_BYTES, IV_BYTES));
    cipher.updateAAD(header);
    cipher.updateAAD(context);
    return cipher.doFinal(input);
  }
}
