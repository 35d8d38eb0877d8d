package io.github.kmsjca.localkms.internal.operation;

import io.github.kmsjca.localkms.internal.model.ErrorType;

/**
 * How an operation names its key.
 *
 * @param member the member of the input that holds the identifier
 * @param aliases whether alias names and alias ARNs are identifiers too
 * @param badArn the answer to an ARN that is none; not every operation knows InvalidArnException
 * @param makes whether the key of a service of AWS is made if it is not there yet
 * @param role what the IAM action says of the key after the operation's name, empty if nothing
 */
public record KeyRule(
    String member, boolean aliases, ErrorType badArn, boolean makes, String role) {

  /** Key id, key ARN, alias name or alias ARN, in an operation that uses the key. */
  public static final KeyRule USED_KEY = new KeyRule("KeyId", true, ErrorType.NOT_FOUND, false, "");

  /** Key id, key ARN, alias name or alias ARN, in an operation that describes the key. */
  public static final KeyRule DESCRIBED_KEY =
      new KeyRule("KeyId", true, ErrorType.INVALID_ARN, false, "");

  /** The same in DescribeKey, by which AWS makes the keys of its services. */
  public static final KeyRule DESCRIBED_OR_MADE_KEY =
      new KeyRule("KeyId", true, ErrorType.INVALID_ARN, true, "");

  /** Key id or key ARN, in an operation that manages the key. */
  public static final KeyRule MANAGED_KEY =
      new KeyRule("KeyId", false, ErrorType.INVALID_ARN, false, "");

  /** Key id or key ARN of the key behind an alias. */
  public static final KeyRule ALIAS_TARGET =
      new KeyRule("TargetKeyId", false, ErrorType.NOT_FOUND, false, "");

  /** The key that a ciphertext is to be moved from. */
  public static final KeyRule SOURCE_KEY =
      new KeyRule("SourceKeyId", true, ErrorType.NOT_FOUND, false, "From");

  /** The key that a ciphertext is to be moved to. */
  public static final KeyRule DESTINATION_KEY =
      new KeyRule("DestinationKeyId", true, ErrorType.NOT_FOUND, false, "To");
}
