package io.github.kmsjca.internal.kms;

import static io.github.kmsjca.internal.kms.ResponseChecks.answeredKey;
import static io.github.kmsjca.internal.kms.ResponseChecks.failure;
import static io.github.kmsjca.internal.kms.ResponseChecks.requestId;
import static io.github.kmsjca.internal.kms.ResponseChecks.required;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.services.kms.KmsServiceClientConfiguration;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.ExpirationModelType;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.GetParametersForImportResponse;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ListResourceTagsResponse;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.WrappingKeySpec;

/** Making, naming, importing and describing keys. */
final class AdministrationCalls implements KmsAdministration {
  private static final SdkPlugin ONE_ATTEMPT =
      config -> {
        KmsServiceClientConfiguration.Builder kms = (KmsServiceClientConfiguration.Builder) config;
        kms.overrideConfiguration(
            kms.overrideConfiguration().copy(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry())));
      };

  private final SdkCalls calls;
  private final GuardedCalls guarded;
  private final ScopeGuard guard;
  private final KeyScope scope;

  AdministrationCalls(SdkCalls calls, GuardedCalls guarded, ScopeGuard guard, KeyScope scope) {
    this.calls = calls;
    this.guarded = guarded;
    this.guard = guard;
    this.scope = scope;
  }

  @Override
  public KeyArn createKey(NewKey key) throws KmsCallException {
    String operation = "CreateKey";
    KeyName alias = key.alias();
    if (alias != null) {
      guard.require(operation, alias); // else it would be made, and then nobody could use it
    }
    guard.requireOwnAccount(operation);
    CreateKeyResponse response =
        calls.call(operation, Optional.empty(), kms -> kms.createKey(request(key)));
    KeyMetadata metadata = response.keyMetadata();
    KeyArn arn;
    try {
      arn = KeyArn.parse(metadata == null ? "" : String.valueOf(metadata.arn()));
    } catch (IllegalArgumentException e) {
      throw new KmsCallException(
          KmsFailure.INCOMPLETE_ANSWER, operation, "", e.getMessage() + requestId(response), e);
    }
    if (!scope.permitsResolved(arn)) {
      throw failure(KmsFailure.OUT_OF_SCOPE, operation, KeyName.of(arn), "it was made");
    }
    if (metadata.keySpecAsString() == null
        || !key.spec().equals(metadata.keySpecAsString())
        || !key.usage().equals(metadata.keyUsageAsString())) {
      throw failure(
          KmsFailure.INCOMPLETE_ANSWER,
          operation,
          KeyName.of(arn),
          "a "
              + metadata.keySpecAsString()
              + " key for "
              + metadata.keyUsageAsString()
              + requestId(response));
    }
    scope.made(arn);
    return arn;
  }

  private static CreateKeyRequest request(NewKey key) {
    List<Tag> tags = new ArrayList<>();
    key.tags().forEach((k, v) -> tags.add(Tag.builder().tagKey(k).tagValue(v).build()));
    return CreateKeyRequest.builder()
        .keySpec(key.spec())
        .keyUsage(key.usage())
        .origin(key.imported() ? OriginType.EXTERNAL : OriginType.AWS_KMS)
        .multiRegion(key.multiRegion())
        .description(key.description())
        .policy(key.policy())
        .tags(tags)
        .overrideConfiguration(o -> o.addPlugin(ONE_ATTEMPT))
        .build();
  }

  @Override
  public boolean isInDefaultRegion(KeyArn key) throws KmsCallException {
    try {
      return calls.defaultRegion().equals(key.region());
    } catch (IllegalArgumentException e) {
      return false; // then no bare name means anything
    }
  }

  @Override
  public void createAlias(KeyName alias, KeyArn key) throws KmsCallException {
    String operation = "CreateAlias";
    guard.require(operation, alias);
    guarded.call(
        operation,
        KeyName.of(key),
        kms ->
            kms.createAlias(
                r ->
                    r.aliasName(alias.keyId())
                        .targetKeyId(key.keyId())
                        .overrideConfiguration(o -> o.addPlugin(ONE_ATTEMPT))));
    scope.learn(alias, key);
  }

  @Override
  public void updateAlias(KeyName alias, KeyArn key) throws KmsCallException {
    String operation = "UpdateAlias";
    guard.require(operation, alias);
    guarded.call(
        operation,
        KeyName.of(key),
        kms -> kms.updateAlias(r -> r.aliasName(alias.keyId()).targetKeyId(key.keyId())));
    scope.learn(alias, key);
  }

  @Override
  public ImportParameters parametersForImport(KeyArn key, String algorithm)
      throws KmsCallException {
    String operation = "GetParametersForImport";
    KeyName name = KeyName.of(key);
    GetParametersForImportResponse response =
        guarded.call(
            operation,
            name,
            kms ->
                kms.getParametersForImport(
                    r ->
                        r.keyId(name.keyId())
                            .wrappingAlgorithm(algorithm)
                            .wrappingKeySpec(WrappingKeySpec.RSA_4096)));
    answeredKey(operation, name, response.keyId(), response);
    return new ImportParameters(
        required(operation, name, "PublicKey", response.publicKey()).asByteArray(),
        required(operation, name, "ImportToken", response.importToken()).asByteArray());
  }

  @Override
  public void importKeyMaterial(KeyArn key, ImportParameters parameters, byte[] material)
      throws KmsCallException {
    String operation = "ImportKeyMaterial";
    KeyName name = KeyName.of(key);
    ImportKeyMaterialResponse response =
        guarded.call(
            operation,
            name,
            kms ->
                kms.importKeyMaterial(
                    r ->
                        r.keyId(name.keyId())
                            .importToken(SdkBytes.fromByteArrayUnsafe(parameters.token()))
                            .encryptedKeyMaterial(SdkBytes.fromByteArrayUnsafe(material))
                            .expirationModel(ExpirationModelType.KEY_MATERIAL_DOES_NOT_EXPIRE)));
    // Until 2.31 the SDK did not read it. The token is of this key alone in any case.
    if (response.sdkFields().stream().anyMatch(field -> field.memberName().equals("KeyId"))) {
      String keyId = response.getValueForField("KeyId", String.class).orElse(null);
      answeredKey(operation, name, keyId, response);
    }
  }

  @Override
  public Map<String, String> tags(KeyArn key) throws KmsCallException {
    KeyName name = KeyName.of(key);
    Map<String, String> tags = new LinkedHashMap<>();
    @Nullable String marker = null;
    do {
      String page = marker;
      ListResourceTagsResponse response =
          guarded.call(
              "ListResourceTags",
              name,
              kms -> kms.listResourceTags(r -> r.keyId(name.keyId()).marker(page)));
      response.tags().forEach(tag -> tags.put(tag.tagKey(), tag.tagValue()));
      marker = Boolean.TRUE.equals(response.truncated()) ? response.nextMarker() : null;
    } while (marker != null);
    return tags;
  }

  @Override
  public Rotation rotation(KeyArn key) throws KmsCallException {
    String operation = "GetKeyRotationStatus";
    KeyName name = KeyName.of(key);
    GetKeyRotationStatusResponse response =
        guarded.call(operation, name, kms -> kms.getKeyRotationStatus(r -> r.keyId(name.keyId())));
    answeredKey(operation, name, response.keyId(), response);
    return new Rotation(
        Boolean.TRUE.equals(response.keyRotationEnabled()),
        response.rotationPeriodInDays(),
        response.nextRotationDate());
  }
}
