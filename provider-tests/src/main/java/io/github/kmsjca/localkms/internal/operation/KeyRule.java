package io.github.kmsjca.localkms.internal.operation;

import io.github.kmsjca.localkms.internal.model.ErrorType;

/**
 * How an operation names its key.
 *
 * @param member the member of the input that holds the identifier
 * @param aliases whether alias names and alias ARNs are identifiers too
 * @param badArn the answer to an ARN that is none; not every operation knows InvalidArnException
 */
public record KeyRule(String member, boolean aliases, ErrorType badArn) {

  /** Key id, key ARN, alias name or alias ARN, in an operation that uses the key. */
  public static final KeyRule USED_KEY = new KeyRule("KeyId", true, ErrorType.NOT_FOUND);

  /** Key id, key ARN, alias name or alias ARN, in an operation that describes the key. */
  public static final KeyRule DESCRIBED_KEY = new KeyRule("KeyId", true, ErrorType.INVALID_ARN);

  /** Key id or key ARN, in an operation that manages the key. */
  public static final KeyRule MANAGED_KEY = new KeyRule("KeyId", false, ErrorType.INVALID_ARN);

  /** Key id or key ARN of the key behind an alias. */
  public static final KeyRule ALIAS_TARGET = new KeyRule("TargetKeyId", false, ErrorType.NOT_FOUND);
}
