package io.github.kmsjca.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kmsjca.KmsProvider;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.util.Arrays;
import java.util.function.Consumer;
import javax.crypto.Cipher;

/** A small application with a class loader of its own: comes, uses a bit of everything, goes. */
public final class Deployment implements Consumer<String> {
  private static final byte[] MESSAGE = "a message".getBytes(UTF_8);

  /** How it goes. */
  enum Departure {
    /** As it should. */
    CLOSES,
    /** As if it knew nothing of closing. */
    REMOVES
  }

  /**
   * Comes and goes.
   *
   * @param departure a name, since the classes of the caller are not ours
   */
  @Override
  public void accept(String departure) {
    KmsProvider provider = (KmsProvider) KmsProvider.install();
    try {
      use(provider);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    switch (Departure.valueOf(departure)) {
      case CLOSES -> provider.close();
      case REMOVES -> Security.removeProvider(provider.getName());
    }
  }

  static void use(Provider provider) throws Exception {
    KeyStore keys = KeyStore.getInstance("AWSKMS", provider);
    keys.load(null, null);
    Signature signature = Signature.getInstance("SHA256withECDSA", provider);
    signature.initSign((PrivateKey) keys.getKey("ecc-nist-p256", null));
    signature.update(MESSAGE);
    signature.sign();
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
    cipher.init(Cipher.ENCRYPT_MODE, keys.getKey("symmetric", null));
    byte[] message = cipher.doFinal(MESSAGE);
    cipher.init(Cipher.DECRYPT_MODE, keys.getKey("symmetric", null));
    if (!Arrays.equals(MESSAGE, cipher.doFinal(message))) {
      throw new IllegalStateException("another message");
    }
    SecureRandom.getInstance("AWSKMS", provider).nextBytes(new byte[8]);
  }
}
