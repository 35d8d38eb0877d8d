package io.github.kmsjca.internal.kms;

import io.github.kmsjca.internal.configuration.ConfigurationException;
import io.github.kmsjca.internal.configuration.Setting;
import io.github.kmsjca.internal.configuration.Settings;
import io.github.kmsjca.internal.kms.client.ConnectionInfo;
import io.github.kmsjca.internal.kms.client.CredentialFacts;
import io.github.kmsjca.internal.kms.client.LoudLoggers;
import io.github.kmsjca.internal.kms.client.NotConfiguredException;
import io.github.kmsjca.internal.kms.client.SdkRequirement;
import io.github.kmsjca.internal.kms.client.SourcedValue;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Loads the AWS SDK with the first call, not before: this class and its callers name none of its
 * types, so a JVM without KMS keys in use never pays for it. A configuration that is not valid
 * surfaces here, with every call, and so does a class path that is not.
 */
public final class LazyKmsGateway implements KmsGateway, ConnectionInfo {
  private static final String SYMMETRIC = "SYMMETRIC_DEFAULT";

  private final Settings settings;
  private final @Nullable Supplier<?> kmsClient;
  private volatile @Nullable SdkKmsGateway gateway;

  /**
   * A gateway that is not yet connected to anything.
   *
   * @param kmsClient gives the application's own {@code KmsClient}; {@code null} to have one made
   */
  public LazyKmsGateway(Settings settings, @Nullable Supplier<?> kmsClient) {
    this.settings = settings;
    this.kmsClient = kmsClient;
  }

  /** The way to making and naming keys; it costs nothing until its first call. */
  public KmsAdministration administration() {
    return new LazyAdministration(this);
  }

  @Override
  public PublicKeyFacts publicKey(KeyName name) throws KmsCallException {
    return call("GetPublicKey", name.keyId(), sdk -> sdk.publicKey(name));
  }

  @Override
  public KeyDescription describe(KeyName name) throws KmsCallException {
    return call("DescribeKey", name.keyId(), sdk -> sdk.describe(name));
  }

  @Override
  public byte[] sign(
      KeyArn key, String algorithm, MessageType type, byte[] message, List<String> grantTokens)
      throws KmsCallException {
    return call(
        "Sign", key.toString(), sdk -> sdk.sign(key, algorithm, type, message, grantTokens));
  }

  @Override
  public boolean verify(
      KeyArn key,
      String algorithm,
      MessageType type,
      byte[] message,
      byte[] signature,
      List<String> grantTokens)
      throws KmsCallException {
    return call(
        "Verify",
        key.toString(),
        sdk -> sdk.verify(key, algorithm, type, message, signature, grantTokens));
  }

  @Override
  public byte[] generateMac(KeyArn key, String algorithm, byte[] message, List<String> grantTokens)
      throws KmsCallException {
    return call(
        "GenerateMac",
        key.toString(),
        sdk -> sdk.generateMac(key, algorithm, message, grantTokens));
  }

  @Override
  public byte[] deriveSharedSecret(
      KeyArn key, String algorithm, byte[] peer, List<String> grantTokens) throws KmsCallException {
    return call(
        "DeriveSharedSecret",
        key.toString(),
        sdk -> sdk.deriveSharedSecret(key, algorithm, peer, grantTokens));
  }

  @Override
  public byte[] decapsulate(
      KeyArn key, String algorithm, byte[] encapsulation, List<String> grantTokens)
      throws KmsCallException {
    return call(
        SdkRequirement.ML_KEM,
        "Decapsulate",
        key.toString(),
        sdk -> sdk.decapsulate(key, algorithm, encapsulation, grantTokens));
  }

  @Override
  public GeneratedDataKey generateDataKey(KeyArn key, int length, EncryptionTerms terms)
      throws KmsCallException {
    return call("GenerateDataKey", key.toString(), sdk -> sdk.generateDataKey(key, length, terms));
  }

  @Override
  public GeneratedDataKeyPair generateDataKeyPair(
      KeyArn key, String pairSpec, EncryptionTerms terms) throws KmsCallException {
    return call(
        "GenerateDataKeyPair",
        key.toString(),
        sdk -> sdk.generateDataKeyPair(key, pairSpec, terms));
  }

  @Override
  public byte[] encrypt(KeyArn key, String algorithm, byte[] plaintext, EncryptionTerms terms)
      throws KmsCallException {
    return call("Encrypt", key.toString(), sdk -> sdk.encrypt(key, algorithm, plaintext, terms));
  }

  @Override
  public byte[] decrypt(KeyArn key, String algorithm, byte[] ciphertext, EncryptionTerms terms)
      throws KmsCallException {
    return call("Decrypt", key.toString(), sdk -> sdk.decrypt(key, algorithm, ciphertext, terms));
  }

  @Override
  public byte[] generateRandom(int length) throws KmsCallException {
    return call("GenerateRandom", "", sdk -> sdk.generateRandom(length));
  }

  @Override
  public byte[] reEncrypt(
      ReEncryptionSide source,
      byte[] ciphertext,
      ReEncryptionSide destination,
      List<String> grantTokens)
      throws KmsCallException {
    if (source.algorithm().equals(SYMMETRIC)) {
      refuseIfForMessagesOnly(source.key());
    }
    return call(
        "ReEncrypt",
        source.key().toString(),
        sdk -> sdk.reEncrypt(source, ciphertext, destination, grantTokens));
  }

  /** As with a Cipher: else a message's data keys could be moved to a key that opens them. */
  private void refuseIfForMessagesOnly(KeyArn key) throws KmsCallException {
    if (settings.isSetTo(Setting.USAGE, "envelope")) {
      throw new KmsCallException(
          KmsFailure.CONFIGURATION,
          "ReEncrypt",
          key.toString(),
          "usage=envelope keeps this provider's symmetric keys to messages, which cannot be moved so",
          null);
    }
  }

  @Override
  public void dryRun(DryRun row, KeyArn key, String algorithm, byte[] input)
      throws KmsCallException {
    call(
        row.requirement(),
        row.operation(),
        key.toString(),
        sdk -> {
          sdk.dryRun(row, key, algorithm, input);
          return true;
        });
  }

  @Override
  public List<String> aliases() throws KmsCallException {
    return call("ListAliases", "", SdkKmsGateway::aliases);
  }

  /** One operation of the gateway beneath. */
  @FunctionalInterface
  interface Call<T, E extends Exception> {
    T of(SdkKmsGateway sdk) throws KmsCallException, E;
  }

  /** One operation of the gateway beneath that answers nothing. */
  @FunctionalInterface
  interface Task {
    void on(SdkKmsGateway sdk) throws KmsCallException;
  }

  void run(String operation, String key, Task task) throws KmsCallException {
    call(
        operation,
        key,
        sdk -> {
          task.on(sdk);
          return true;
        });
  }

  <T> T call(String operation, String key, Call<T, RuntimeException> call) throws KmsCallException {
    return call(SdkRequirement.ANY_CALL, operation, key, call);
  }

  /** The one way to the SDK, and so the place where it turns out that it is not what it must be. */
  private <T, E extends Exception> T call(
      SdkRequirement requirement, String operation, String key, Call<T, E> call)
      throws KmsCallException, E {
    try {
      SdkKmsGateway sdk = gateway(operation, key);
      ReentrancyGuard.enter();
      try {
        return call.of(sdk);
      } finally {
        ReentrancyGuard.leave();
      }
    } catch (LinkageError | ServiceConfigurationError e) {
      throw ClassPathFailure.of(requirement, operation, key, e);
    }
  }

  @Override
  public SourcedValue region() throws NotConfiguredException {
    return ask(ConnectionInfo::region);
  }

  @Override
  public Optional<SourcedValue> endpoint() throws NotConfiguredException {
    return ask(ConnectionInfo::endpoint);
  }

  @Override
  public Optional<CredentialFacts> credentials() throws NotConfiguredException {
    return ask(ConnectionInfo::credentials);
  }

  @Override
  public Optional<LoudLoggers> loudLoggers() throws NotConfiguredException {
    return ask(ConnectionInfo::loudLoggers);
  }

  /** One question to the connection beneath. */
  @FunctionalInterface
  private interface Question<T> {
    T to(ConnectionInfo connection) throws NotConfiguredException;
  }

  /** Fetching credentials may need TLS, and so what {@link ReentrancyGuard} is there for. */
  private <T> T ask(Question<T> question) throws NotConfiguredException {
    try {
      return call(SdkRequirement.ANY_CALL, "connection", "", sdk -> question.to(sdk.connection()));
    } catch (KmsCallException e) {
      throw new NotConfiguredException(List.of(String.valueOf(e.getMessage())), e);
    }
  }

  private SdkKmsGateway gateway(String operation, String key) throws KmsCallException {
    Sandbox.requireTrust(operation);
    ReentrancyGuard.refuse(operation, key);
    SdkKmsGateway made = gateway;
    return made != null ? made : make(operation, key);
  }

  /**
   * Making one does no I/O and costs nothing to do twice, but scope and clients are to be shared.
   */
  private synchronized SdkKmsGateway make(String operation, String key) throws KmsCallException {
    SdkKmsGateway made = gateway;
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
