package io.github.kmsjca.internal.kms;

import io.github.kmsjca.internal.configuration.ConfigurationException;
import io.github.kmsjca.internal.configuration.Settings;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Loads the AWS SDK with the first call, not before: this class and its callers name none of its
 * types, so a JVM without KMS keys in use never pays for it. A configuration that is not valid
 * surfaces here, with every call.
 */
public final class LazyKmsGateway implements KmsGateway {
  private final Settings settings;
  private final @Nullable Supplier<?> kmsClient;
  private volatile @Nullable KmsGateway gateway;

  /**
   * A gateway that is not yet connected to anything.
   *
   * @param kmsClient gives the application's own {@code KmsClient}; {@code null} to have one made
   */
  public LazyKmsGateway(Settings settings, @Nullable Supplier<?> kmsClient) {
    this.settings = settings;
    this.kmsClient = kmsClient;
  }

  @Override
  public PublicKeyFacts publicKey(KeyName name) throws KmsCallException {
    KmsGateway sdk = gateway("GetPublicKey", name.keyId());
    Reentry.enter();
    try {
      return sdk.publicKey(name);
    } finally {
      Reentry.leave();
    }
  }

  @Override
  public byte[] sign(KeyArn key, String algorithm, MessageType type, byte[] message)
      throws KmsCallException {
    KmsGateway sdk = gateway("Sign", key.toString());
    Reentry.enter();
    try {
      return sdk.sign(key, algorithm, type, message);
    } finally {
      Reentry.leave();
    }
  }

  @Override
  public boolean verify(
      KeyArn key, String algorithm, MessageType type, byte[] message, byte[] signature)
      throws KmsCallException {
    KmsGateway sdk = gateway("Verify", key.toString());
    Reentry.enter();
    try {
      return sdk.verify(key, algorithm, type, message, signature);
    } finally {
      Reentry.leave();
    }
  }

  @Override
  public List<String> aliases() throws KmsCallException {
    KmsGateway sdk = gateway("ListAliases", "");
    Reentry.enter();
    try {
      return sdk.aliases();
    } finally {
      Reentry.leave();
    }
  }

  private KmsGateway gateway(String operation, String key) throws KmsCallException {
    Reentry.refuse(operation, key);
    KmsGateway made = gateway;
    return made != null ? made : make(operation, key);
  }

  /**
   * Making one does no I/O and costs nothing to do twice, but scope and clients are to be shared.
   */
  private synchronized KmsGateway make(String operation, String key) throws KmsCallException {
    KmsGateway made = gateway;
    if (made == null) {
      try {
        made = SdkKmsGateway.create(settings.get(), kmsClient);
      } catch (ConfigurationException | IllegalArgumentException e) {
        throw new KmsCallException(
            KmsFailure.CONFIGURATION, operation, key, String.valueOf(e.getMessage()), e);
      }
      gateway = made;
    }
    return made;
  }
}
