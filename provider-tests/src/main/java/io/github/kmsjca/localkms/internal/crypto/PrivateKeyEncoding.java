package io.github.kmsjca.localkms.internal.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.PrivateKey;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;

/** Private keys as KMS hands them out. */
public final class PrivateKeyEncoding {
  private PrivateKeyEncoding() {}

  /**
   * PKCS #8. Of an ML-KEM key it holds the seed only.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKeyPair.html">GenerateDataKeyPair</a>
   */
  public static byte[] pkcs8(PrivateKey key) {
    if (key instanceof CastleKeys.Private castle
        && castle.parameters() instanceof MLKEMPrivateKeyParameters mlKem) {
      try {
        return PrivateKeyInfoFactory.createPrivateKeyInfo(
                mlKem.withPreferredFormat(MLKEMPrivateKeyParameters.SEED_ONLY))
            .getEncoded();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return key.getEncoded();
  }
}
