package io.github.kmsjca.internal.importing;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.KeyUsage;
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
import io.github.kmsjca.spec.KmsFailure;
import java.security.GeneralSecurityException;
import java.security.KeyStoreException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings a software key into KMS: a key without material is made, and its material follows, wrapped
 * for KMS alone. An import that breaks off in between is to go on with the key that it made: here
 * that is remembered, and elsewhere it is found by its alias, which it gets before its material.
 * Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys.html">Importing
 *     key material</a>
 */
public final class KeyImporter {
  private final KeyResolver resolver;
  private final KmsGateway gateway;
  private final Map<Order, KeyArn> unfinished = new ConcurrentHashMap<>();

  /** What is the same if an import is tried again. */
  private record Order(String entry, KeySpec spec, KeyUsage usage, @Nullable PublicKey certified) {
    static Order of(String entry, ImportedKey key) {
      return new Order(entry, key.spec(), key.usage(), key.certified());
    }
  }

  /**
   * What came of it.
   *
   * @param isNamed whether the key has its name in KMS already
   */
  public record Imported(KeyHandle key, boolean isNamed) {}

  /** Gives a key its name. */
  @FunctionalInterface
  public interface Naming {
    /** True if it has it; false if it is to have none, or not before it works. */
    boolean name(KeyArn key) throws KeyStoreException;
  }

  public KeyImporter(KeyResolver resolver, KmsGateway gateway) {
    this.resolver = resolver;
    this.gateway = gateway;
  }

  /**
   * Into a new KMS key, or into the one that an earlier attempt made.
   *
   * @param entry what the key is called here, whatever it can be called in KMS
   * @param alias the name that it is to have in KMS, so that a scope which excludes it excludes the
   *     key; {@code null} if it can have none
   * @throws KeyStoreException if it failed; the message names the key, if one was made
   */
  public Imported intoNewKey(ImportedKey key, String entry, @Nullable KeyName alias, Naming naming)
      throws KeyStoreException {
    Order order = Order.of(entry, key);
    KeyArn earlier = unfinished.remove(order);
    KeyArn arn = earlier == null ? create(key, alias) : earlier;
    boolean isNamed = false;
    try {
      isNamed = naming.name(arn);
      return new Imported(into(arn, key), isNamed);
    } catch (KeyStoreException e) {
      if (!isOtherMaterial(e)) {
        unfinished.put(order, arn);
      }
      throw new KeyStoreException(unfinished(arn, alias, isNamed) + ": " + e.getMessage(), e);
    }
  }

  private KeyArn create(ImportedKey key, @Nullable KeyName alias) throws KeyStoreException {
    String description = "kms-jca import" + (alias == null ? "" : " of " + alias);
    try {
      return gateway.perform(
          new CreateKey(CreateKey.NewKey.imported(alias, key.spec(), key.usage(), description)));
    } catch (KmsCallException e) {
      throw new KeyStoreException(e.getMessage() + CreateKey.hint(e.failure()), e);
    }
  }

  private static String unfinished(KeyArn arn, @Nullable KeyName alias, boolean isNamed) {
    String deletion = "aws kms schedule-key-deletion --key-id " + arn;
    if (isNamed) {
      return "KMS key "
          + arn
          + " was made, is "
          + alias
          + ", and its import broke off. Set the entry again, and the import goes on with this key;"
          + " or delete alias and key (aws kms delete-alias --alias-name "
          + alias
          + "; "
          + deletion
          + ")";
    }
    String creation =
        alias == null
            ? ""
            : " (elsewhere only after aws kms create-alias --alias-name "
                + alias
                + " --target-key-id "
                + arn.keyId()
                + ")";
    return "KMS key "
        + arn
        + " was made, has no name yet, and its import broke off. Set the entry again in this"
        + " KeyStore, and the import goes on with this key"
        + creation
        + "; or delete it ("
        + deletion
        + ")";
  }

  /** True if the key is to have the material that it had before. */
  public static boolean isOtherMaterial(KeyStoreException e) {
    return e.getCause() instanceof KmsCallException call
        && call.failure() == KmsFailure.WRONG_MATERIAL;
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
