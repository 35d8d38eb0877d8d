package io.github.kmsjca.internal.kms.call;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.KeyUsage;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyName;
import io.github.kmsjca.internal.kms.KmsCall;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.ResponseChecks;
import io.github.kmsjca.spec.KmsFailure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.Tag;

/**
 * CreateKey, in the default Region: the new key's ARN. Repeated only if KMS throttled it, and so
 * did not perform it: a repetition after a lost answer would make two keys.
 */
public final class CreateKey implements KmsCall<CreateKeyResponse, KeyArn> {
  private final NewKey key;

  /**
   * What is asked for.
   *
   * @param alias the name that the key is to have; {@code null} if it is to be named later, or
   *     never
   * @param imported true if the material comes from elsewhere: the key cannot be used before it
   *     came
   * @param policy the key policy, as JSON; {@code null} for KMS's default
   */
  public record NewKey(
      @Nullable KeyName alias,
      KeySpec spec,
      KeyUsage usage,
      boolean imported,
      boolean multiRegion,
      String description,
      @Nullable String policy,
      Map<String, String> tags) {
    public NewKey {
      tags = Map.copyOf(tags);
    }

    /** A key without anything that is not needed. */
    public static NewKey plain(KeySpec spec, KeyUsage usage) {
      return new NewKey(null, spec, usage, false, false, "", null, Map.of());
    }

    /** A key whose material is to be imported. */
    public static NewKey imported(
        @Nullable KeyName alias, KeySpec spec, KeyUsage usage, String description) {
      return new NewKey(alias, spec, usage, true, false, description, null, Map.of());
    }
  }

  public CreateKey(NewKey key) {
    this.key = key;
  }

  /** What is to be done before it is tried again: KMS may have made the key all the same. */
  public static String hint(KmsFailure failure) {
    return switch (failure) {
      case UNAVAILABLE, TIMED_OUT, UNREACHABLE, NOT_KMS, INTERRUPTED, INCOMPLETE_ANSWER ->
          " Before that, see whether there is a new key: KMS may have made it all the same, and"
              + " bills it (CloudTrail shows CreateKey)";
      default -> "";
    };
  }

  @Override
  public String operation() {
    return "CreateKey";
  }

  @Override
  public @Nullable KeyName alias() {
    return key.alias();
  }

  @Override
  public boolean makesKey() {
    return true;
  }

  @Override
  public boolean outlastsThrottling() {
    return true;
  }

  @Override
  public CreateKeyResponse send(Target to) {
    List<Tag> tags = new ArrayList<>();
    key.tags().forEach((k, v) -> tags.add(Tag.builder().tagKey(k).tagValue(v).build()));
    return to.kms()
        .createKey(
            CreateKeyRequest.builder()
                .keySpec(key.spec().name())
                .keyUsage(key.usage().name())
                .origin(key.imported() ? OriginType.EXTERNAL : OriginType.AWS_KMS)
                .multiRegion(key.multiRegion())
                .description(key.description())
                .policy(key.policy())
                .tags(tags)
                .overrideConfiguration(o -> o.addPlugin(OneAttempt.PLUGIN))
                .build());
  }

  @Override
  public List<@Nullable String> answeredKeyIds(CreateKeyResponse response) {
    KeyMetadata metadata = response.keyMetadata();
    return Collections.singletonList(metadata == null ? null : metadata.arn());
  }

  @Override
  public KeyArn result(CreateKeyResponse response, ResponseChecks checks) throws KmsCallException {
    KeyMetadata metadata = response.keyMetadata();
    if (!key.spec().name().equals(metadata.keySpecAsString())
        || !key.usage().name().equals(metadata.keyUsageAsString())) {
      throw checks.incomplete(
          "a " + metadata.keySpecAsString() + " key for " + metadata.keyUsageAsString());
    }
    return checks.key();
  }
}
