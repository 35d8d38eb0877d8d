package io.github.kmsjca.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.spec.KmsPrivateKey;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.util.concurrent.Callable;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** Uses one engine of java.security and two of javax.crypto, and prints what came of each. */
final class SigningAndEncrypting {
  private static final byte[] MESSAGE = "a message".getBytes(UTF_8);

  private SigningAndEncrypting() {}

  public static void main(String[] arguments) throws Exception {
    Provider provider = KmsProvider.install();
    KeyStore keys = KeyStore.getInstance("AWSKMS");
    keys.load(null, null);
    print("signature", () -> sign((PrivateKey) keys.getKey("ecc-nist-p256", null)));
    print("cipher", () -> encrypt(provider, (SecretKey) keys.getKey("symmetric", null)));
    print("key decides", () -> keyDecides((SecretKey) keys.getKey("symmetric", null)));
    print("our own name", () -> Cipher.getInstance("AWSKMS").getAlgorithm());
    print("mac", () -> Mac.getInstance("HmacSHA256", provider).getMacLength() + " bytes");
  }

  private static boolean sign(PrivateKey key) throws Exception {
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(key);
    signature.update(MESSAGE);
    byte[] signed = signature.sign();
    signature.initVerify(((KmsPrivateKey) key).publicKey());
    signature.update(MESSAGE);
    return signature.verify(signed);
  }

  private static String encrypt(Provider provider, SecretKey key) throws Exception {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
    cipher.init(Cipher.ENCRYPT_MODE, key);
    byte[] message = cipher.doFinal(MESSAGE);
    cipher.init(Cipher.DECRYPT_MODE, key);
    return new String(cipher.doFinal(message), UTF_8);
  }

  /** Without a provider's name, JCA picks one by the key. */
  private static String keyDecides(SecretKey key) throws Exception {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, key);
    return cipher.getProvider().getName();
  }

  private static void print(String engine, Callable<?> use) {
    String outcome;
    try {
      outcome = String.valueOf(use.call());
    } catch (Exception e) {
      outcome = e.toString();
    }
    System.out.println(engine + ": " + outcome);
  }
}
