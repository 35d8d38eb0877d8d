package io.github.kmsjca.internal.kms;

import io.github.kmsjca.internal.algorithm.KeySpec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What DescribeKey answers, in KMS's own words: it may be a key that this library has no use for.
 *
 * @param deletionDate when the key goes, if it is to go
 */
public record KeyDescription(
    KeyArn arn,
    String spec,
    String usage,
    String state,
    String origin,
    boolean multiRegion,
    @Nullable Instant deletionDate) {
  private static final String ENCRYPT_DECRYPT = "ENCRYPT_DECRYPT";
  private static final String GENERATE_VERIFY_MAC = "GENERATE_VERIFY_MAC";

  /** The spec, if it is of a symmetric key that this library uses, else {@code null}. */
  public @Nullable KeySpec secretKeySpec() {
    KeySpec known = KeySpec.ofWireName(spec);
    if (known == null || known.hasPublicKey()) {
      return null;
    }
    String proper = known == KeySpec.SYMMETRIC_DEFAULT ? ENCRYPT_DECRYPT : GENERATE_VERIFY_MAC;
    return usage.equals(proper) ? known : null;
  }
}
