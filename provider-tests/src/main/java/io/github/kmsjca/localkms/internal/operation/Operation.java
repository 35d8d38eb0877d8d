package io.github.kmsjca.localkms.internal.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.Scope;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One operation of KMS: its row, and the rule that is its own. */
public interface Operation {

  /** What the dispatcher has to know and to check. */
  OperationRow row();

  /**
   * What the caller needs permission for if the input names no key: the account as such, unless an
   * operation knows better; empty if it asks for permission itself.
   */
  default Optional<String> resource(Input input, Scope scope) {
    return Optional.of("*");
  }

  /** What the input alone tells, before anybody looks at the key. Most operations need nothing. */
  default void checkInput(Input input) {}

  /**
   * What a dry run finds out: it refuses what {@link #handle} would refuse, and changes nothing.
   */
  default void rehearse(Invocation call) {}

  /** Performs the call; null is an answer without a body. */
  @Nullable ObjectNode handle(Invocation call);
}
