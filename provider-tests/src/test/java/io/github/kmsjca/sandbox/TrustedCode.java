package io.github.kmsjca.sandbox;

import java.security.AccessController;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.security.Signature;
import javax.crypto.Cipher;

/** Code that may do anything, and does it for whoever asks. */
final class TrustedCode {
  private TrustedCode() {}

  static Key key(String alias) throws Exception {
    return privileged(() -> find(alias));
  }

  private static Key find(String alias) throws Exception {
    KeyStore keys = KeyStore.getInstance("AWSKMS");
    keys.load(null, null);
    return keys.getKey(alias, null);
  }

  /** The length of a signature by a P-256 key. */
  static int sign(String alias) throws Exception {
    return privileged(
        () -> {
          Signature signature = Signature.getInstance("SHA256withECDSA");
          signature.initSign((PrivateKey) find(alias));
          return signature.sign().length;
        });
  }

  /** The length of a message. */
  static int encrypt(String alias) throws Exception {
    return privileged(
        () -> {
          Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
          cipher.init(Cipher.ENCRYPT_MODE, find(alias));
          return cipher.doFinal(new byte[1]).length;
        });
  }

  @SuppressWarnings("removal") // JDK 17 has it
  private static <T> T privileged(PrivilegedExceptionAction<T> action) throws Exception {
    try {
      return AccessController.doPrivileged(action);
    } catch (PrivilegedActionException e) {
      throw e.getException();
    }
  }
}
