package io.github.kmsjca.internal.kms;

import static io.github.kmsjca.internal.kms.Answers.answeredKey;
import static io.github.kmsjca.internal.kms.Answers.failure;
import static io.github.kmsjca.internal.kms.Answers.requestId;
import static io.github.kmsjca.internal.kms.Answers.required;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.telemetry.CallRecord;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KmsResponse;
import software.amazon.awssdk.services.kms.model.ListAliasesResponse;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;
import software.amazon.awssdk.services.kms.model.SignResponse;
import software.amazon.awssdk.services.kms.model.VerifyResponse;

/** The only code that calls KMS. Guards the scope before each call and the KeyId after it. */
final class SdkKmsGateway implements KmsGateway {
  private static final String ALIAS = "alias/";
  private static final String AWS_MANAGED = "alias/aws/";

  private final KmsClients clients;
  private final KeyScope scope;
  private final KmsConnection connection;

  private SdkKmsGateway(KmsClients clients, KeyScope scope, KmsConnection connection) {
    this.clients = clients;
    this.scope = scope;
    this.connection = connection;
  }

  static SdkKmsGateway create(Configuration configuration, @Nullable Supplier<?> kmsClient) {
    KmsClients clients =
        kmsClient == null ? new ConfiguredClients(configuration) : new SuppliedClient(kmsClient);
    return new SdkKmsGateway(
        clients, new KeyScope(configuration), new SdkConnection(configuration, clients));
  }

  KmsConnection connection() {
    return connection;
  }

  @Override
  public PublicKeyFacts publicKey(KeyName name) throws KmsCallException {
    requireInScope("GetPublicKey", name);
    return fetchPublicKey(name);
  }

  private PublicKeyFacts fetchPublicKey(KeyName name) throws KmsCallException {
    String operation = "GetPublicKey";
    GetPublicKeyResponse response =
        call(
            operation,
            name.keyId(),
            name.region(),
            kms -> kms.getPublicKey(r -> r.keyId(name.keyId())));
    KeyArn arn = answeredKey(operation, name, response.keyId(), response);
    scope.learn(name, arn);
    if (!scope.permitsResolved(arn)) {
      throw failure(KmsFailure.OUT_OF_SCOPE, operation, name, "it is " + arn + requestId(response));
    }
    KeySpec spec = KeySpec.ofWireName(response.keySpecAsString());
    if (spec == null) {
      throw failure(
          KmsFailure.WRONG_USAGE,
          operation,
          name,
          "key spec "
              + response.keySpecAsString()
              + " is not one this library can use"
              + requestId(response));
    }
    return new PublicKeyFacts(
        arn,
        spec,
        required(operation, name, "KeyUsage", response.keyUsageAsString()),
        new X509EncodedKeySpec(
            required(operation, name, "PublicKey", response.publicKey()).asByteArray()));
  }

  @Override
  public KeyDescription describe(KeyName name) throws KmsCallException {
    String operation = "DescribeKey";
    requireInScope(operation, name);
    DescribeKeyResponse response =
        call(
            operation,
            name.keyId(),
            name.region(),
            kms -> kms.describeKey(r -> r.keyId(name.keyId())));
    KeyMetadata metadata = required(operation, name, "KeyMetadata", response.keyMetadata());
    KeyArn arn = answeredKey(operation, name, metadata.arn(), response);
    scope.learn(name, arn);
    if (!scope.permitsResolved(arn)) {
      throw failure(KmsFailure.OUT_OF_SCOPE, operation, name, "it is " + arn + requestId(response));
    }
    return new KeyDescription(
        arn,
        required(operation, name, "KeySpec", metadata.keySpecAsString()),
        required(operation, name, "KeyUsage", metadata.keyUsageAsString()),
        required(operation, name, "KeyState", metadata.keyStateAsString()),
        required(operation, name, "Origin", metadata.originAsString()),
        Boolean.TRUE.equals(metadata.multiRegion()),
        metadata.deletionDate());
  }

  @Override
  public byte[] sign(KeyArn key, String algorithm, MessageType type, byte[] message)
      throws KmsCallException {
    String operation = "Sign";
    KeyName name = KeyName.of(key);
    requireInScope(operation, name);
    SignResponse response =
        call(
            operation,
            name.keyId(),
            Optional.of(key.region()),
            kms ->
                kms.sign(
                    r ->
                        r.keyId(name.keyId())
                            .signingAlgorithm(algorithm)
                            .messageType(type.name())
                            .message(SdkBytes.fromByteArrayUnsafe(message))));
    answeredKey(operation, name, response.keyId(), response);
    return required(operation, name, "Signature", response.signature()).asByteArray();
  }

  @Override
  public boolean verify(
      KeyArn key, String algorithm, MessageType type, byte[] message, byte[] signature)
      throws KmsCallException {
    String operation = "Verify";
    KeyName name = KeyName.of(key);
    requireInScope(operation, name);
    try {
      VerifyResponse response =
          call(
              operation,
              name.keyId(),
              Optional.of(key.region()),
              kms ->
                  kms.verify(
                      r ->
                          r.keyId(name.keyId())
                              .signingAlgorithm(algorithm)
                              .messageType(type.name())
                              .message(SdkBytes.fromByteArrayUnsafe(message))
                              .signature(SdkBytes.fromByteArrayUnsafe(signature))));
      answeredKey(operation, name, response.keyId(), response);
      return Boolean.TRUE.equals(response.signatureValid());
    } catch (KmsCallException e) {
      if (e.failure() == KmsFailure.INVALID_SIGNATURE) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public List<String> aliases() throws KmsCallException {
    List<String> names = new ArrayList<>();
    String marker = null;
    do {
      String page = marker;
      ListAliasesResponse response =
          call("ListAliases", "", Optional.empty(), kms -> kms.listAliases(r -> r.marker(page)));
      for (AliasListEntry alias : response.aliases()) {
        if (alias.targetKeyId() != null && !alias.aliasName().startsWith(AWS_MANAGED)) {
          names.add(alias.aliasName().substring(ALIAS.length()));
        }
      }
      marker = Boolean.TRUE.equals(response.truncated()) ? response.nextMarker() : null;
    } while (marker != null);
    return names;
  }

  private void requireInScope(String operation, KeyName name) throws KmsCallException {
    KeyScope.Verdict verdict = scope.verdict(name);
    if (verdict == KeyScope.Verdict.NEEDS_KEYS) {
      resolveListedKeys();
      verdict = scope.verdict(name);
    } else if (verdict == KeyScope.Verdict.NEEDS_OWN_ACCOUNT) {
      findOwnAccount(operation, name);
      verdict = scope.verdict(name);
    }
    if (verdict != KeyScope.Verdict.IN) {
      throw failure(KmsFailure.OUT_OF_SCOPE, operation, name, "");
    }
  }

  /** A listed name that cannot be resolved leaves its key out of scope, and the others alone. */
  private void resolveListedKeys() throws KmsCallException {
    for (KeyName listed : scope.unresolvedKeys()) {
      try {
        fetchPublicKey(listed);
      } catch (KmsCallException e) {
        if (e.failure().isTransient()) {
          throw e;
        }
      }
    }
  }

  /**
   * An account that owns the key has at least that key in its Region, so one row of ListKeys tells.
   */
  private void findOwnAccount(String operation, KeyName name) throws KmsCallException {
    Optional<String> account = accountOfCredentials(operation, name);
    if (account.isEmpty()) {
      account = accountOfFirstKey(operation, name);
    }
    account.ifPresent(scope::learnOwnAccount);
  }

  private Optional<String> accountOfFirstKey(String operation, KeyName name)
      throws KmsCallException {
    try {
      ListKeysResponse response =
          call("ListKeys", "", name.region(), kms -> kms.listKeys(r -> r.limit(1)));
      return response.keys().stream().findFirst().map(k -> KeyArn.parse(k.keyArn()).account());
    } catch (KmsCallException e) {
      // The caller asked for no list, and need not be permitted one.
      String detail =
          "whether the key is of the caller's own account cannot be told without accounts= or"
              + " keys=: "
              + e.getMessage();
      throw new KmsCallException(e.failure(), operation, name.keyId(), detail, e);
    }
  }

  private Optional<String> accountOfCredentials(String operation, KeyName name)
      throws KmsCallException {
    try {
      return clients.credentials().flatMap(AwsCredentialsIdentity::accountId);
    } catch (SdkException e) {
      throw SdkFailures.of(e, operation, name.keyId());
    }
  }

  private <T extends KmsResponse> T call(
      String operation, String key, Optional<String> region, Function<KmsClient, T> request)
      throws KmsCallException {
    try (CallRecord record = CallRecord.begin(operation, key)) {
      try {
        T response = request.apply(clients.client(region));
        record.succeeded(response.responseMetadata().requestId());
        return response;
      } catch (SdkException e) {
        KmsCallException failure = SdkFailures.of(e, operation, key);
        record.failed(failure.failure().name());
        throw failure;
      } catch (RuntimeException e) {
        // A client that cannot be made, by us or by the application's supplier.
        record.failed(KmsFailure.CONFIGURATION.name());
        throw new KmsCallException(
            KmsFailure.CONFIGURATION, operation, key, String.valueOf(e.getMessage()), e);
      }
    }
  }
}
