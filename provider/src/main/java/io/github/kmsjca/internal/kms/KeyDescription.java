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

  /** True of the one kind of symmetric key that this library uses. */
  public boolean isSymmetricForEncryption() {
    return spec.equals(KeySpec.SYMMETRIC_DEFAULT.name()) && usage.equals(ENCRYPT_DECRYPT);
  }
}
