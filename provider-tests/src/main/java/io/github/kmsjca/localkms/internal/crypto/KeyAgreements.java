package io.github.kmsjca.localkms.internal.crypto;

import io.github.kmsjca.localkms.internal.model.KeySpec;
import io.github.kmsjca.localkms.internal.state.Material;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECKey;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.KeyAgreement;
import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.util.BigIntegers;

/** Derives shared secrets by ECDH: the x coordinate, as long as the field. */
public final class KeyAgreements {
  private KeyAgreements() {}

  /**
   * The shared secret.
   *
   * @param peer the other party's public key, a DER SubjectPublicKeyInfo
   * @throws InvalidKeyException if that is no public key on the same curve
   */
  public static byte[] derive(KeySpec spec, Material.Pair keys, byte[] peer)
      throws InvalidKeyException {
    try {
      return CastleKeys.holds(spec) ? withCastle(keys, peer) : onPlatform(keys, peer);
    } catch (InvalidKeyException e) {
      throw e;
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      throw new InvalidKeyException(e);
    }
  }

  private static byte[] onPlatform(Material.Pair keys, byte[] peer)
      throws GeneralSecurityException {
    PublicKey other =
        KeyFactory.getInstance("EC", "SunEC").generatePublic(new X509EncodedKeySpec(peer));
    if (((ECKey) other)
        .getParams()
        .getOrder()
        .equals(((ECKey) keys.publicKey()).getParams().getOrder())) {
      KeyAgreement agreement = KeyAgreement.getInstance("ECDH", "SunEC");
      agreement.init(keys.privateKey());
      agreement.doPhase(other, true);
      return agreement.generateSecret();
    }
    throw new InvalidKeyException("The curves differ");
  }

  private static byte[] withCastle(Material.Pair keys, byte[] peer)
      throws IOException, InvalidKeyException {
    AsymmetricKeyParameter own = CastleKeys.parameters(keys.privateKey());
    AsymmetricKeyParameter other = PublicKeyFactory.createKey(peer);
    if (!(other instanceof ECPublicKeyParameters point)
        || !point
            .getParameters()
            .equals(
                ((ECPublicKeyParameters) CastleKeys.parameters(keys.publicKey()))
                    .getParameters())) {
      throw new InvalidKeyException("The curves differ");
    }
    ECDHBasicAgreement agreement = new ECDHBasicAgreement();
    agreement.init(own);
    return BigIntegers.asUnsignedByteArray(
        agreement.getFieldSize(), agreement.calculateAgreement(point));
  }
}
