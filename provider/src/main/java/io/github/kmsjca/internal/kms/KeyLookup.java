package io.github.kmsjca.internal.kms;

import static io.github.kmsjca.internal.kms.ResponseChecks.answeredKey;
import static io.github.kmsjca.internal.kms.ResponseChecks.failure;
import static io.github.kmsjca.internal.kms.ResponseChecks.requestId;
import static io.github.kmsjca.internal.kms.ResponseChecks.required;

import io.github.kmsjca.internal.algorithm.KeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KmsResponse;
import software.amazon.awssdk.services.kms.model.ListAliasesResponse;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;

/**
 * What KMS tells of keys. The scope learns from each answer which key a name means; whether a name
 * may be asked for is for {@link ScopeGuard} to say, which itself looks up listed names by this.
 */
final class KeyLookup {
  private static final String ALIAS = "alias/";
  private static final String AWS_MANAGED = "alias/aws/";

  private final SdkCalls calls;
  private final KeyScope scope;

  KeyLookup(SdkCalls calls, KeyScope scope) {
    this.calls = calls;
    this.scope = scope;
  }

  PublicKeyFacts publicKey(KeyName name) throws KmsCallException {
    String operation = "GetPublicKey";
    GetPublicKeyResponse response =
        calls.call(operation, name, kms -> kms.getPublicKey(r -> r.keyId(name.keyId())));
    KeyArn arn = resolved(operation, name, response.keyId(), response);
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

  KeyDescription describe(KeyName name) throws KmsCallException {
    String operation = "DescribeKey";
    DescribeKeyResponse response =
        calls.call(operation, name, kms -> kms.describeKey(r -> r.keyId(name.keyId())));
    KeyMetadata metadata = required(operation, name, "KeyMetadata", response.keyMetadata());
    KeyArn arn = resolved(operation, name, metadata.arn(), response);
    return new KeyDescription(
        arn,
        required(operation, name, "KeySpec", metadata.keySpecAsString()),
        required(operation, name, "KeyUsage", metadata.keyUsageAsString()),
        required(operation, name, "KeyState", metadata.keyStateAsString()),
        required(operation, name, "Origin", metadata.originAsString()),
        Boolean.TRUE.equals(metadata.multiRegion()),
        metadata.deletionDate());
  }

  private KeyArn resolved(String operation, KeyName name, String keyId, KmsResponse response)
      throws KmsCallException {
    KeyArn arn = answeredKey(operation, name, keyId, response);
    scope.learn(name, arn);
    if (!scope.permitsResolved(arn)) {
      throw failure(KmsFailure.OUT_OF_SCOPE, operation, name, "it is " + arn + requestId(response));
    }
    return arn;
  }

  List<String> aliases() throws KmsCallException {
    List<String> names = new ArrayList<>();
    String marker = null;
    do {
      String page = marker;
      ListAliasesResponse response =
          calls.call("ListAliases", Optional.empty(), kms -> kms.listAliases(r -> r.marker(page)));
      for (AliasListEntry alias : response.aliases()) {
        if (alias.targetKeyId() != null && !alias.aliasName().startsWith(AWS_MANAGED)) {
          names.add(alias.aliasName().substring(ALIAS.length()));
        }
      }
      marker = Boolean.TRUE.equals(response.truncated()) ? response.nextMarker() : null;
    } while (marker != null);
    return names;
  }

  /** Some key of the caller's account in that Region, if it has any: one row of ListKeys. */
  Optional<KeyArn> anyKey(Optional<String> region) throws KmsCallException {
    ListKeysResponse response =
        calls.call("ListKeys", region, kms -> kms.listKeys(r -> r.limit(1)));
    return response.keys().stream().findFirst().map(key -> KeyArn.parse(key.keyArn()));
  }
}
