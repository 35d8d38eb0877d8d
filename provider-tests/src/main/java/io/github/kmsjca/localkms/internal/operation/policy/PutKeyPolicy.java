package io.github.kmsjca.localkms.internal.operation.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.KeyPolicy;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.StateRule;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import org.jspecify.annotations.Nullable;

/**
 * Sets the policy of a key.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html">PutKeyPolicy</a>
 */
public final class PutKeyPolicy implements Operation {
  private static final OperationRow ROW =
      OperationRow.of(
              "PutKeyPolicy",
              Members.KEY_ID,
              PolicyName.MEMBER,
              KeyPolicy.MEMBER.required(),
              KeyPolicy.BYPASS)
          .on(KeyRule.MANAGED_KEY, StateRule.ANY)
          .takingTurns();

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public @Nullable ObjectNode handle(Invocation call) {
    PolicyName.check(call.input());
    String document = KeyPolicy.of(call.input()).orElseThrow();
    KmsKey key = call.key().edit().policy(document).done();
    KeyPolicy.checkLockout(call, key);
    call.put(key);
    return null;
  }
}
