package io.github.kmsjca.localkms.internal.operation;

import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.KmsFailure;

/**
 * How an operation names its key.
 *
 * @param member the member of the input that holds the identifier
 * @param aliases whether alias names and alias ARNs are identifiers too
 * @param badArn the answer to an ARN that is none; not every operation knows InvalidArnException
 * @param makes whether the key of a service of AWS is made if it is not there yet
 * @param role what the IAM action says of the key after the operation's name, empty if nothing
 * @param reach whose key it may be
 */
public record KeyRule(
    String member, boolean aliases, ErrorType badArn, boolean makes, String role, Reach reach) {

  /** Whose keys an operation reaches. */
  public enum Reach {
    /** Only those of the caller's account. */
    OWN,
    /** Those of other accounts too, if these permit it. */
    SHARED,
    /** The caller's, and they only choose what a listing lists: nobody needs permission on them. */
    FILTER
  }

  /** Key id, key ARN, alias name or alias ARN, in an operation that uses the key. */
  public static final KeyRule USED_KEY =
      new KeyRule("KeyId", true, ErrorType.NOT_FOUND, false, "", Reach.SHARED);

  /** Key id, key ARN, alias name or alias ARN, in an operation that describes the key. */
  public static final KeyRule DESCRIBED_KEY =
      new KeyRule("KeyId", true, ErrorType.INVALID_ARN, false, "", Reach.SHARED);

  /** The same in DescribeKey, by which AWS makes the keys of its services. */
  public static final KeyRule DESCRIBED_OR_MADE_KEY =
      new KeyRule("KeyId", true, ErrorType.INVALID_ARN, true, "", Reach.SHARED);

  /** Key id or key ARN, in an operation that manages the key. */
  public static final KeyRule MANAGED_KEY =
      new KeyRule("KeyId", false, ErrorType.INVALID_ARN, false, "", Reach.OWN);

  /** Key id or key ARN, in an operation that manages what other accounts may share. */
  public static final KeyRule SHARED_KEY =
      new KeyRule("KeyId", false, ErrorType.INVALID_ARN, false, "", Reach.SHARED);

  /** Key id or key ARN of the key that a listing is about. */
  public static final KeyRule FILTER =
      new KeyRule("KeyId", false, ErrorType.INVALID_ARN, false, "", Reach.FILTER);

  /** Key id or key ARN of the key behind an alias. */
  public static final KeyRule ALIAS_TARGET =
      new KeyRule("TargetKeyId", false, ErrorType.NOT_FOUND, false, "", Reach.OWN);

  /** The key that a ciphertext is to be moved from. */
  public static final KeyRule SOURCE_KEY =
      new KeyRule("SourceKeyId", true, ErrorType.NOT_FOUND, false, "From", Reach.SHARED);

  /** The key that a ciphertext is to be moved to. */
  public static final KeyRule DESTINATION_KEY =
      new KeyRule("DestinationKeyId", true, ErrorType.NOT_FOUND, false, "To", Reach.SHARED);

  /** What KMS answers to an alias where only a key is taken. */
  public KmsFailure aliasRefusal() {
    return equals(ALIAS_TARGET)
        ? ErrorType.VALIDATION.failure("Aliases must refer to keys. Not aliases")
        : ErrorType.INVALID_ARN.failure("Key Aliases are not supported for this operation.");
  }
}
