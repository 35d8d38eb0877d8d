package io.github.kmsjca.localkms.internal.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** One operation of KMS: its row, and the rule that is its own. */
public interface Operation {

  /** What the dispatcher has to know and to check. */
  OperationRow row();

  /** The operation's own checks, made for a dry run too. Most operations have none. */
  default void check(Invocation call) {}

  /** Performs the call; null is an answer without a body. */
  @Nullable ObjectNode handle(Invocation call);
}
