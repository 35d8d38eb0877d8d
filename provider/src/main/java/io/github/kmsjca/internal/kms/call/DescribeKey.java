package io.github.kmsjca.internal.kms.call;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.KeyUsage;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyName;
import io.github.kmsjca.internal.kms.KmsCall;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.ResponseChecks;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/** DescribeKey: of any key, in any state. */
public final class DescribeKey implements KmsCall<DescribeKeyResponse, DescribeKey.Description> {
  private final List<KeyName> keys;

  /**
   * A key in KMS's own words: it may be one that this library has no use for.
   *
   * @param state empty if the server does not tell it, as AWS does
   * @param origin empty likewise
   * @param deletionDate when the key goes, if it is to go
   */
  public record Description(
      KeyArn arn,
      String spec,
      String usage,
      String state,
      String origin,
      boolean multiRegion,
      @Nullable Instant deletionDate) {
    /** The spec, if it is of a symmetric key that this library uses, else {@code null}. */
    public @Nullable KeySpec secretKeySpec() {
      KeySpec known = KeySpec.ofWireName(spec);
      if (known == null || known.hasPublicKey()) {
        return null;
      }
      KeyUsage proper =
          known == KeySpec.SYMMETRIC_DEFAULT
              ? KeyUsage.ENCRYPT_DECRYPT
              : KeyUsage.GENERATE_VERIFY_MAC;
      return usage.equals(proper.name()) ? known : null;
    }
  }

  public DescribeKey(KeyName name) {
    this.keys = List.of(name);
  }

  @Override
  public String operation() {
    return "DescribeKey";
  }

  @Override
  public boolean mayGoElsewhere() {
    return true;
  }

  @Override
  public List<KeyName> keys() {
    return keys;
  }

  @Override
  public DescribeKeyResponse send(Target to) {
    return to.kms().describeKey(r -> r.keyId(to.keyId()));
  }

  /** An answer without metadata is refused as a whole. */
  @Override
  public List<@Nullable String> answeredKeyIds(DescribeKeyResponse response) {
    KeyMetadata metadata = response.keyMetadata();
    return metadata == null ? List.of() : Collections.singletonList(metadata.arn());
  }

  @Override
  public Description result(DescribeKeyResponse response, ResponseChecks checks)
      throws KmsCallException {
    KeyMetadata metadata = checks.required("KeyMetadata", response.keyMetadata());
    return new Description(
        checks.key(),
        checks.required("KeySpec", specName(metadata)),
        checks.required("KeyUsage", metadata.keyUsageAsString()),
        Objects.requireNonNullElse(metadata.keyStateAsString(), ""),
        Objects.requireNonNullElse(metadata.originAsString(), ""),
        Boolean.TRUE.equals(metadata.multiRegion()),
        metadata.deletionDate());
  }

  /** KMS sends it by its former name as well, and some servers by that alone. */
  @SuppressWarnings("deprecation")
  private static @Nullable String specName(KeyMetadata metadata) {
    String name = metadata.keySpecAsString();
    return name != null ? name : metadata.customerMasterKeySpecAsString();
  }
}
