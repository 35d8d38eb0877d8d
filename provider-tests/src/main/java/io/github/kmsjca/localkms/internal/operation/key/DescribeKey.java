package io.github.kmsjca.localkms.internal.operation.key;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.KeyMetadata;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.StateRule;

/**
 * Describes a key, in whatever state it is.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html">DescribeKey</a>
 */
public final class DescribeKey implements Operation {
  private static final OperationRow ROW =
      OperationRow.of("DescribeKey", Members.KEY_ID, Members.GRANT_TOKENS)
          .on(KeyRule.DESCRIBED_OR_MADE_KEY, StateRule.ANY);

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public ObjectNode handle(Invocation call) {
    return KeyMetadata.answer(call, call.key());
  }
}
