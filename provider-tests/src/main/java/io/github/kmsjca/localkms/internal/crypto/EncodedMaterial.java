package io.github.kmsjca.localkms.internal.crypto;

import io.github.kmsjca.localkms.internal.state.Material;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/**
 * Key material as bytes, from which the same material comes back.
 *
 * @param kind which classes hold it
 * @param secret the key itself, or the PKCS #8 of the private key; empty if absent
 * @param publicKey the SubjectPublicKeyInfo of a pair, else empty
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record EncodedMaterial(Kind kind, byte[] secret, byte[] publicKey) {
  private static final byte[] NOTHING = new byte[0];

  /** Which classes hold it. */
  public enum Kind {
    ABSENT,
    AES,
    HMAC,
    RSA,
    EC,
    EDDSA,
    /** What the platform lacks, at least in its oldest supported release. */
    CASTLE
  }

  /** Encodes. */
  public static EncodedMaterial of(Material material) {
    if (material instanceof Material.Secret secret) {
      Kind kind = secret.key().getAlgorithm().equals("AES") ? Kind.AES : Kind.HMAC;
      return new EncodedMaterial(kind, secret.key().getEncoded(), NOTHING);
    }
    if (material instanceof Material.Pair pair) {
      return new EncodedMaterial(
          kind(pair.privateKey()), pair.privateKey().getEncoded(), pair.publicKey().getEncoded());
    }
    return new EncodedMaterial(Kind.ABSENT, NOTHING, NOTHING);
  }

  /**
   * Decodes.
   *
   * @throws InvalidKeyException if there is no key in it
   */
  public Material decoded() throws InvalidKeyException {
    try {
      return switch (kind) {
        case ABSENT -> new Material.Absent();
        case AES -> new Material.Secret(new SecretKeySpec(secret, "AES"));
        case HMAC -> new Material.Secret(new SecretKeySpec(secret, "Hmac"));
        case RSA -> pair(KeyFactory.getInstance("RSA", "SunRsaSign"));
        case EC -> pair(KeyFactory.getInstance("EC", "SunEC"));
        case EDDSA -> pair(KeyFactory.getInstance("EdDSA", "SunEC"));
        case CASTLE ->
            new Material.Pair(
                new CastleKeys.Private(PrivateKeyFactory.createKey(secret)),
                new CastleKeys.Public(PublicKeyFactory.createKey(publicKey)));
      };
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new InvalidKeyException("There is no " + kind + " key in it", e);
    }
  }

  private Material.Pair pair(KeyFactory factory) throws GeneralSecurityException {
    return new Material.Pair(
        factory.generatePrivate(new PKCS8EncodedKeySpec(secret)),
        factory.generatePublic(new X509EncodedKeySpec(publicKey)));
  }

  private static Kind kind(PrivateKey key) {
    if (key instanceof CastleKeys.Private) {
      return Kind.CASTLE;
    }
    return switch (key.getAlgorithm()) {
      case "RSA" -> Kind.RSA;
      case "EC" -> Kind.EC;
      case "EdDSA" -> Kind.EDDSA;
      default -> throw new IllegalArgumentException("No material has " + key.getAlgorithm());
    };
  }
}
