package io.github.kmsjca.internal.kms;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.Setting;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The gateway by the AWS SDK, put together: the scope is guarded before each call, and the KeyId
 * checked after it.
 */
final class SdkKmsGateway implements KmsGateway {
  private final KmsConnection connection;
  private final ScopeGuard guard;
  private final KeyLookup lookup;
  private final SigningCalls signing;
  private final EncryptionCalls encryption;
  private final SharedSecretCalls secrets;
  private final KmsAdministration administration;
  private final RandomCalls random;
  private final ReEncryptionCalls reEncryption;
  private final DryRunCalls dryRuns;

  private SdkKmsGateway(KmsClients clients, KeyScope scope, KmsConnection connection) {
    SdkCalls calls = new SdkCalls(clients);
    this.connection = connection;
    this.lookup = new KeyLookup(calls, scope);
    this.guard = new ScopeGuard(scope, calls, lookup);
    GuardedCalls guarded = new GuardedCalls(guard, calls);
    this.signing = new SigningCalls(guarded);
    this.encryption = new EncryptionCalls(guarded);
    this.secrets = new SharedSecretCalls(guarded);
    this.administration = new AdministrationCalls(calls, guarded, guard, scope);
    this.random = new RandomCalls(calls);
    this.reEncryption = new ReEncryptionCalls(guarded);
    this.dryRuns = new DryRunCalls(guarded);
  }

  static SdkKmsGateway create(Configuration configuration, @Nullable Supplier<?> kmsClient) {
    WireLoggers loggers =
        kmsClient == null
            ? WireLoggers.ofOurClient(() -> CredentialChain.mayAskMetadata(configuration))
            : WireLoggers.ofAnyClient(kmsClient.getClass().getClassLoader());
    KmsClients clients =
        new QuietClients(
            kmsClient == null
                ? new ConfiguredClients(configuration)
                : new SuppliedClient(kmsClient),
            loggers,
            configuration.isOn(Setting.ALLOW_WIRE_LOGGING));
    return new SdkKmsGateway(
        clients, new KeyScope(configuration), new SdkConnection(configuration, clients, loggers));
  }

  KmsConnection connection() {
    return connection;
  }

  KmsAdministration administration() {
    return administration;
  }

  @Override
  public PublicKeyFacts publicKey(KeyName name) throws KmsCallException {
    guard.require("GetPublicKey", name);
    return lookup.publicKey(name);
  }

  @Override
  public KeyDescription describe(KeyName name) throws KmsCallException {
    guard.require("DescribeKey", name);
    return lookup.describe(name);
  }

  @Override
  public byte[] sign(
      KeyArn key, String algorithm, MessageType type, byte[] message, List<String> grantTokens)
      throws KmsCallException {
    return signing.sign(key, algorithm, type, message, grantTokens);
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
    return signing.verify(key, algorithm, type, message, signature, grantTokens);
  }

  @Override
  public byte[] generateMac(KeyArn key, String algorithm, byte[] message, List<String> grantTokens)
      throws KmsCallException {
    return signing.mac(key, algorithm, message, grantTokens);
  }

  @Override
  public byte[] deriveSharedSecret(
      KeyArn key, String algorithm, byte[] peer, List<String> grantTokens) throws KmsCallException {
    return secrets.derive(key, algorithm, peer, grantTokens);
  }

  @Override
  public byte[] decapsulate(
      KeyArn key, String algorithm, byte[] encapsulation, List<String> grantTokens)
      throws KmsCallException {
    return secrets.decapsulate(key, algorithm, encapsulation, grantTokens);
  }

  @Override
  public GeneratedDataKey generateDataKey(KeyArn key, int length, EncryptionTerms terms)
      throws KmsCallException {
    return encryption.generateDataKey(key, length, terms);
  }

  @Override
  public GeneratedDataKeyPair generateDataKeyPair(
      KeyArn key, String pairSpec, EncryptionTerms terms) throws KmsCallException {
    return encryption.generateDataKeyPair(key, pairSpec, terms);
  }

  @Override
  public byte[] encrypt(KeyArn key, String algorithm, byte[] plaintext, EncryptionTerms terms)
      throws KmsCallException {
    return encryption.encrypt(key, algorithm, plaintext, terms);
  }

  @Override
  public byte[] decrypt(KeyArn key, String algorithm, byte[] ciphertext, EncryptionTerms terms)
      throws KmsCallException {
    return encryption.decrypt(key, algorithm, ciphertext, terms);
  }

  @Override
  public byte[] generateRandom(int length) throws KmsCallException {
    return random.generate(length);
  }

  @Override
  public byte[] reEncrypt(
      ReEncryptionSide source,
      byte[] ciphertext,
      ReEncryptionSide destination,
      List<String> grantTokens)
      throws KmsCallException {
    return reEncryption.reEncrypt(source, ciphertext, destination, grantTokens);
  }

  @Override
  public void dryRun(DryRun row, KeyArn key, String algorithm, byte[] input)
      throws KmsCallException {
    dryRuns.dryRun(row, key, algorithm, input);
  }

  @Override
  public List<String> aliases() throws KmsCallException {
    return lookup.aliases();
  }
}
