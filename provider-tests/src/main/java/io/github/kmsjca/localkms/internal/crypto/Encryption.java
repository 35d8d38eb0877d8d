package io.github.kmsjca.localkms.internal.crypto;

import io.github.kmsjca.localkms.internal.model.EncryptionAlgorithm;
import io.github.kmsjca.localkms.internal.state.HeldMaterial;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import io.github.kmsjca.localkms.internal.state.Material;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.BadPaddingException;
import javax.crypto.SecretKey;
import org.bouncycastle.crypto.InvalidCipherTextException;

/** Encrypts and decrypts with algorithms that suit the key. Thread safe. */
public final class Encryption {
  private final Randomness randomness;

  /** Encrypts with this randomness. */
  public Encryption(Randomness randomness) {
    this.randomness = randomness;
  }

  /**
   * Encrypts a plaintext that is not too long for the key.
   *
   * @param context the {@linkplain EncryptionContext#encoded encoded} encryption context, to which
   *     only a symmetric ciphertext is bound
   */
  public byte[] encrypt(
      EncryptionAlgorithm algorithm, KmsKey key, byte[] plaintext, byte[] context) {
    return switch (algorithm.scheme()) {
      case SYMMETRIC ->
          MessageCipher.seal(
              key.materialId(), secret(key, key.material()), randomness, plaintext, context);
      case RSA_OAEP -> RsaOaep.encrypt(algorithm, pair(key), randomness.generator(), plaintext);
      case SM2 ->
          Sm2Encryption.encrypt(
              CastleKeys.parameters(pair(key).publicKey()), randomness.generator(), plaintext);
    };
  }

  /**
   * Decrypts a symmetric ciphertext with whatever material the key had then; empty unless key and
   * context are those it was made with.
   */
  public Optional<byte[]> decrypt(KmsKey key, CiphertextBlob blob, byte[] context) {
    Optional<Material> material =
        key.materials().find(blob.materialId()).map(HeldMaterial::material);
    if (material.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(MessageCipher.open(blob, secret(key, material.get()), context));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    }
  }

  /** Decrypts an asymmetric ciphertext; empty if it is none of that key and algorithm. */
  public Optional<byte[]> decrypt(EncryptionAlgorithm algorithm, KmsKey key, byte[] ciphertext) {
    try {
      return switch (algorithm.scheme()) {
        case SYMMETRIC -> throw new IllegalArgumentException("A symmetric ciphertext is a blob");
        case RSA_OAEP ->
            Optional.of(RsaOaep.decrypt(algorithm, pair(key), randomness.generator(), ciphertext));
        case SM2 ->
            Optional.of(
                Sm2Encryption.decrypt(CastleKeys.parameters(pair(key).privateKey()), ciphertext));
      };
    } catch (BadPaddingException | InvalidCipherTextException e) {
      return Optional.empty();
    }
  }

  private static SecretKey secret(KmsKey key, Material material) {
    if (material instanceof Material.Secret secret) {
      return secret.key();
    }
    throw new IllegalStateException(key.arn() + " is not symmetric");
  }

  private static Material.Pair pair(KmsKey key) {
    if (key.material() instanceof Material.Pair pair) {
      return pair;
    }
    throw new IllegalStateException(key.arn() + " has no key pair");
  }
}
