package io.github.kmsjca.spec;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/**
 * The handle of an asymmetric KMS key.
 *
 * <p>RSA handles are also {@link java.security.interfaces.RSAKey}, elliptic-curve handles {@link
 * java.security.interfaces.ECKey}, Ed25519 handles {@link java.security.interfaces.EdECPrivateKey}
 * with empty bytes. They are never {@code RSAPrivateKey} or {@code ECPrivateKey}, whose getters
 * promise a secret that this object does not have.
 */
public interface KmsPrivateKey extends KmsKey, PrivateKey {
  /**
   * The public half, an ordinary key object of the platform's providers. It was fetched by {@code
   * GetPublicKey} when the handle was made; only a deserialized handle fetches it on the first
   * call.
   *
   * @return the public key
   * @throws ProviderException if a deserialized handle cannot fetch it
   */
  PublicKey publicKey();

  /**
   * This handle with its public key.
   *
   * @return a new pair of {@link #publicKey()} and this
   * @throws ProviderException as {@link #publicKey()}
   */
  default KeyPair keyPair() {
    return new KeyPair(publicKey(), this);
  }

  @Override
  KmsPrivateKey withGrantTokens(String... tokens);

  /**
   * The parameters to encrypt with {@code RSA/ECB/OAEPWithSHA-256AndMGF1Padding} for this key, so
   * that KMS can decrypt it as {@code RSAES_OAEP_SHA_256}.
   *
   * <p>They have to be given. The name of that transformation says which digest the label is hashed
   * with, but not which one the mask generation function MGF1 uses: without parameters, SunJCE and
   * those that follow it take <strong>SHA-1</strong> for MGF1, and others SHA-256. KMS always uses
   * one digest for both. What was encrypted with SunJCE's default nobody can decrypt any more: the
   * private key is in KMS, and KMS has no such algorithm.
   *
   * <pre>{@code
   * Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding");
   * cipher.init(Cipher.ENCRYPT_MODE, key.publicKey(), key.oaepSpec());
   * }</pre>
   *
   * @return SHA-256, MGF1 with SHA-256, and the empty label; the same for every key
   * @see <a href="https://www.rfc-editor.org/rfc/rfc8017#section-7.1">RFC 8017, section 7.1</a>
   */
  default OAEPParameterSpec oaepSpec() {
    return new OAEPParameterSpec(
        "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
  }
}
