package io.github.kmsjca.internal.importing;

import io.github.kmsjca.internal.key.KeyHandle;
import io.github.kmsjca.internal.key.KeyResolver;
import io.github.kmsjca.internal.key.PrivateKeyHandle;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyName;
import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.KmsGateway;
import io.github.kmsjca.internal.kms.call.CreateKey;
import io.github.kmsjca.internal.kms.call.GetParametersForImport;
import io.github.kmsjca.internal.kms.call.ImportKeyMaterial;
import java.security.GeneralSecurityException;
import java.security.KeyStoreException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Brings a software key into KMS: a key without material is made, and its material follows, wrapped
 * for KMS alone. The key gets no name here: that comes last, when it is known to work. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys.html">Importing
 *     key material</a>
 */
public final class KeyImporter {
  private final KeyResolver resolver;
  private final KmsGateway gateway;

  public KeyImporter(KeyResolver resolver, KmsGateway gateway) {
    this.resolver = resolver;
    this.gateway = gateway;
  }

  /**
   * Into a new KMS key.
   *
   * @param alias the name that it is to have, so that a scope which excludes it excludes the key
   * @throws KeyStoreException if it failed; the message names the key, if one was made
   */
  public KeyHandle intoNewKey(ImportedKey key, @Nullable KeyName alias) throws KeyStoreException {
    KeyArn arn;
    try {
      arn =
          gateway.perform(new CreateKey(CreateKey.NewKey.of(alias, key.spec(), key.usage(), true)));
    } catch (KmsCallException e) {
      throw new KeyStoreException(e.getMessage(), e);
    }
    try {
      return into(arn, key);
    } catch (KeyStoreException e) {
      throw new KeyStoreException(
          "KMS key "
              + arn
              + " was made, has no name yet, and is to be deleted or used again: "
              + e.getMessage(),
          e);
    }
  }

  /** Into a KMS key that is there and takes imported material: for the first time, or again. */
  public KeyHandle into(KeyArn arn, ImportedKey key) throws KeyStoreException {
    WrappingAlgorithm algorithm = WrappingAlgorithm.of(key.spec());
    byte[] material = key.material();
    try {
      KeyUse use = KeyUse.of(arn);
      GetParametersForImport.Parameters parameters =
          gateway.perform(new GetParametersForImport(use, algorithm.name()));
      byte[] wrapped = algorithm.wrap(parameters.wrappingKey(), material);
      gateway.perform(new ImportKeyMaterial(use, parameters, wrapped));
      KeyHandle handle = resolver.key(KeyName.of(arn));
      if (handle instanceof PrivateKeyHandle privateKey && key.certified() != null) {
        privateKey.withCertificateKey(key.certified());
      }
      return handle;
    } catch (KmsCallException | GeneralSecurityException | RuntimeException e) {
      throw new KeyStoreException("import into KMS key " + arn + ": " + e.getMessage(), e);
    } finally {
      Arrays.fill(material, (byte) 0);
    }
  }
}
