package io.github.kmsjca.localkms.internal.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kmsjca.localkms.internal.state.Material;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Names of imported key material, which tell whether two imports brought the same. */
public final class MaterialIds {
  private MaterialIds() {}

  /**
   * 64 hexadecimal digits, the same for the same material in the same key only. Of a key pair
   * counts the public half: the private one has more than one encoding.
   */
  public static String of(String keyId, Material material) {
    byte[] encoded =
        material instanceof Material.Pair pair
            ? pair.publicKey().getEncoded()
            : ((Material.Secret) material).key().getEncoded();
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256", "SUN");
      digest.update((keyId + '\n').getBytes(UTF_8));
      return HexFormat.of().formatHex(digest.digest(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The platform lacks SHA-256", e);
    }
  }
}
