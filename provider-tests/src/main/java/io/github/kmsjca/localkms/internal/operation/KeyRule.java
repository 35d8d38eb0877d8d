package io.github.kmsjca.localkms.internal.operation;

import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.KmsFailure;

/**
 * How an operation names its key.
 *
 * @param member the member of the input that holds the identifier
 * @param aliases whether alias names and alias ARNs are identifiers too
 * @param badArn the answer to an ARN that is none; not every operation knows InvalidArnException
 * @param role what the IAM action says of the key after the operation's name, empty if nothing
 */
public record KeyRule(String member, boolean aliases, ErrorType badArn, String role) {

  /** Key id, key ARN, alias name or alias ARN, in an operation that uses the key. */
  public static final KeyRule USED_KEY = new KeyRule("KeyId", true, ErrorType.NOT_FOUND, "");

  /** Key id, key ARN, alias name or alias ARN, in an operation that describes the key. */
  public static final KeyRule DESCRIBED_KEY = new KeyRule("KeyId", true, ErrorType.INVALID_ARN, "");

  /** Key id or key ARN, in an operation that manages the key. */
  public static final KeyRule MANAGED_KEY = new KeyRule("KeyId", false, ErrorType.INVALID_ARN, "");

  /** Key id or key ARN of the key behind an alias. */
  public static final KeyRule ALIAS_TARGET =
      new KeyRule("TargetKeyId", false, ErrorType.NOT_FOUND, "");

  /** The key that a ciphertext is to be moved from. */
  public static final KeyRule SOURCE_KEY =
      new KeyRule("SourceKeyId", true, ErrorType.NOT_FOUND, "From");

  /** The key that a ciphertext is to be moved to. */
  public static final KeyRule DESTINATION_KEY =
      new KeyRule("DestinationKeyId", true, ErrorType.NOT_FOUND, "To");

  /** What KMS answers to an alias where only a key is taken. */
  public KmsFailure aliasRefusal() {
    return equals(ALIAS_TARGET)
        ? ErrorType.VALIDATION.failure("Aliases must refer to keys. Not aliases")
        : ErrorType.INVALID_ARN.failure("Key Aliases are not supported for this operation.");
  }
}
