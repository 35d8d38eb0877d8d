package io.github.kmsjca.localkms.internal.operation;

import io.github.kmsjca.localkms.internal.model.InputShape;
import io.github.kmsjca.localkms.internal.model.KeyUsage;
import io.github.kmsjca.localkms.internal.model.Member;
import org.jspecify.annotations.Nullable;

/**
 * What the dispatcher knows of an operation. The IAM action is {@code kms:} and the name; an
 * operation is dry-runnable if its input has a member DryRun.
 *
 * @param key how the call names its key, null if it names none
 * @param states in which states of the key it works
 * @param usage which usage the key must have, null if any
 * @param exclusive whether it changes what is there, so that calls take turns within a realm
 */
public record OperationRow(
    String name,
    InputShape input,
    @Nullable KeyRule key,
    StateRule states,
    @Nullable KeyUsage usage,
    boolean exclusive) {

  /** An operation on no key in particular. */
  public static OperationRow of(String name, Member... input) {
    return new OperationRow(name, InputShape.of(input), null, StateRule.ANY, null, false);
  }

  /** The same operation on a key. */
  public OperationRow on(KeyRule rule, StateRule inStates) {
    return new OperationRow(name, input, rule, inStates, usage, exclusive);
  }

  /** The same operation on keys of one usage. */
  public OperationRow forUsage(KeyUsage required) {
    return new OperationRow(name, input, key, states, required, exclusive);
  }

  /** The same operation, but calls take turns. */
  public OperationRow takingTurns() {
    return new OperationRow(name, input, key, states, usage, true);
  }

  /** The IAM action that allows the call. */
  public String action() {
    return "kms:" + name;
  }
}
