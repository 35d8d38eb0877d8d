package io.github.kmsjca.benchmarks.encrypt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.DrbgParameters;
import java.security.DrbgParameters.Capability;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a message of one frame costs in the platform's primitives: a random id, HKDF, a new AES key,
 * the header's tag, the frame. Nothing else is done: no header is written or read, no bound kept,
 * no key looked up or wiped. It shows how much of our time and memory is not ours to save.
 */
final class BarePrimitives implements MessageEncryption {
  private static final int ID_LENGTH = 32;
  private static final int HEADER_LENGTH = 350;
  private static final int TAG_LENGTH = 16;
  private static final int BODY = HEADER_LENGTH + TAG_LENGTH;
  private static final byte[] COMMIT = "COMMITKEY\1".getBytes(US_ASCII);
  private static final byte[] DERIVE = "\4xDERIVEKEY\1".getBytes(US_ASCII);
  private static final byte[] FRAME_AAD = new byte[79];
  private static final byte[] NOTHING = new byte[0];

  private final SecureRandom random;
  private final Mac mac;
  private final Cipher gcm;
  private final byte[] dataKey = new byte[32];

  BarePrimitives() throws GeneralSecurityException {
    random =
        SecureRandom.getInstance(
            "DRBG", DrbgParameters.instantiation(256, Capability.RESEED_ONLY, null), "SUN");
    mac = Mac.getInstance("HmacSHA512", "SunJCE");
    gcm = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
    random.nextBytes(dataKey);
  }

  @Override
  public byte[] encrypt(byte[] plaintext) throws GeneralSecurityException {
    byte[] id = new byte[ID_LENGTH];
    random.nextBytes(id);
    byte[] message = new byte[BODY + plaintext.length + TAG_LENGTH];
    System.arraycopy(id, 0, message, 0, ID_LENGTH);
    SecretKeySpec key = derive(id);
    gcm.init(Cipher.ENCRYPT_MODE, key, iv(0));
    gcm.updateAAD(message, 0, HEADER_LENGTH);
    gcm.doFinal(message, HEADER_LENGTH);
    gcm.init(Cipher.ENCRYPT_MODE, key, iv(1));
    gcm.updateAAD(FRAME_AAD);
    gcm.doFinal(plaintext, 0, plaintext.length, message, BODY);
    return message;
  }

  @Override
  public byte[] decrypt(byte[] message) throws GeneralSecurityException {
    SecretKeySpec key = derive(Arrays.copyOf(message, ID_LENGTH));
    gcm.init(Cipher.DECRYPT_MODE, key, iv(0));
    gcm.updateAAD(message, 0, HEADER_LENGTH);
    gcm.doFinal(message, HEADER_LENGTH, TAG_LENGTH, NOTHING, 0);
    gcm.init(Cipher.DECRYPT_MODE, key, iv(1));
    gcm.updateAAD(FRAME_AAD);
    byte[] plaintext = new byte[message.length - BODY - TAG_LENGTH];
    gcm.doFinal(message, BODY, message.length - BODY, plaintext, 0);
    return plaintext;
  }

  private SecretKeySpec derive(byte[] id) throws GeneralSecurityException {
    mac.init(new SecretKeySpec(id, "HmacSHA512"));
    byte[] extracted = mac.doFinal(dataKey);
    mac.init(new SecretKeySpec(extracted, "HmacSHA512"));
    mac.doFinal(COMMIT);
    return new SecretKeySpec(mac.doFinal(DERIVE), 0, 32, "AES");
  }

  private static GCMParameterSpec iv(int number) {
    byte[] iv = new byte[12];
    iv[11] = (byte) number;
    return new GCMParameterSpec(8 * TAG_LENGTH, iv);
  }
}
