package io.github.kmsjca.localkms.internal.operation;

import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.InputShape;
import io.github.kmsjca.localkms.internal.model.KeyUsage;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import org.jspecify.annotations.Nullable;

/**
 * What the dispatcher knows of an operation. The IAM action is {@code kms:}, the name and the role
 * of the key; an operation is dry-runnable if its input has a member DryRun.
 *
 * @param key how the call names its key, null if it names none
 * @param source how it names the key of a ciphertext, null if it decrypts none; the ciphertext
 *     itself tells the key too, so that the operation, and not the dispatcher, decides which one
 *     counts
 * @param kind on what kind of key it works
 * @param states in which states of the key it works
 * @param usage which usage the key must have, null if any
 * @param stateFirst whether the state of the key counts before its kind and usage; usually after
 * @param exclusive whether it changes what is there, so that calls take turns within a realm
 */
public record OperationRow(
    String name,
    InputShape input,
    @Nullable KeyRule key,
    @Nullable KeyRule source,
    KindRule kind,
    StateRule states,
    @Nullable KeyUsage usage,
    boolean stateFirst,
    boolean exclusive) {

  /** An operation on no key in particular. */
  public static OperationRow of(String name, Member... input) {
    return new OperationRow(
        name, InputShape.of(input), null, null, KindRule.ANY, StateRule.ANY, null, false, false);
  }

  /** The same operation on a key. */
  public OperationRow on(KeyRule rule, StateRule inStates) {
    return new OperationRow(
        name, input, rule, source, kind, inStates, usage, stateFirst, exclusive);
  }

  /** The same operation on a ciphertext, whose key the call may name. */
  public OperationRow decrypting(KeyRule rule, StateRule inStates) {
    return new OperationRow(name, input, key, rule, kind, inStates, usage, stateFirst, exclusive);
  }

  /** The same operation on keys of one usage. */
  public OperationRow forUsage(KeyUsage required) {
    return new OperationRow(
        name, input, key, source, kind, states, required, stateFirst, exclusive);
  }

  /** The same operation on keys of one kind. */
  public OperationRow onlyOn(KindRule required) {
    return new OperationRow(
        name, input, key, source, required, states, usage, stateFirst, exclusive);
  }

  /** The same operation, but calls take turns. */
  public OperationRow takingTurns() {
    return new OperationRow(name, input, key, source, kind, states, usage, stateFirst, true);
  }

  /** The same operation, but a key in the wrong state is refused for that, whatever it is. */
  public OperationRow checkingStateFirst() {
    return new OperationRow(name, input, key, source, kind, states, usage, true, exclusive);
  }

  /** Lets a key pass whose kind, usage and state permit the operation, or refuses the call. */
  public void check(KmsKey candidate) {
    if (stateFirst) {
      states.check(candidate);
    }
    kind.check(candidate);
    checkUsage(candidate);
    states.check(candidate);
  }

  private void checkUsage(KmsKey candidate) {
    if (usage != null && candidate.usage() != usage) {
      throw ErrorType.INVALID_KEY_USAGE.failure(
          candidate.arn()
              + " key usage is "
              + candidate.usage()
              + " which is not valid for "
              + name
              + ".");
    }
  }

  /** The IAM action that allows the call on the key of that rule. */
  public String action(KeyRule rule) {
    return "kms:" + name + rule.role();
  }
}
