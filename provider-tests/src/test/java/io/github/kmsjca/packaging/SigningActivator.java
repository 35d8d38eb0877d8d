package io.github.kmsjca.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.spec.KmsPrivateKey;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Security;
import java.security.Signature;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** What a bundle does that uses the provider: it registers it, and asks JCA for the rest. */
public final class SigningActivator implements BundleActivator {
  private static final byte[] MESSAGE = "a message".getBytes(UTF_8);

  @Override
  public void start(BundleContext context) throws Exception {
    KmsProvider.install();
    KeyStore keys = KeyStore.getInstance("AWSKMS");
    keys.load(null, null);

    PrivateKey key = (PrivateKey) keys.getKey("ecc-nist-p256", null);
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(key);
    signature.update(MESSAGE);
    byte[] signed = signature.sign();
    signature.initVerify(((KmsPrivateKey) key).publicKey());
    signature.update(MESSAGE);
    System.out.println("signature of the provider: " + signature.verify(signed));

    // Data keys, their cache, and key derivation.
    SecretKey secret = (SecretKey) keys.getKey("symmetric", null);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, secret);
    byte[] message = cipher.doFinal(MESSAGE);
    cipher.init(Cipher.DECRYPT_MODE, secret);
    System.out.println("decrypted: " + new String(cipher.doFinal(message), UTF_8));
    System.out.println(
        "provider of the bundle " + FrameworkUtil.getBundle(KmsProvider.class).getSymbolicName());
  }

  /** A provider that outlived its bundle would keep the bundle's classes. */
  @Override
  public void stop(BundleContext context) {
    Security.removeProvider("AWSKMS");
  }
}
