package io.github.kmsjca.localkms.internal.operation.rotation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.KindRule;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.Paging;
import io.github.kmsjca.localkms.internal.operation.StateRule;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lists the rotations of a key that are complete, oldest first; if asked, with the first material
 * and with what the next rotation leads to.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_ListKeyRotations.html">ListKeyRotations</a>
 */
public final class ListKeyRotations implements Operation {
  private static final String ALL = "ALL_KEY_MATERIAL";
  private static final Member INCLUDED =
      Member.oneOf("IncludeKeyMaterial", List.of(ALL, "ROTATIONS_ONLY"));
  private static final OperationRow ROW =
      OperationRow.of(
              "ListKeyRotations", Members.KEY_ID, INCLUDED, Members.limit(1000), Members.MARKER)
          .on(KeyRule.MANAGED_KEY, StateRule.ANY)
          .onlyOn(KindRule.SYMMETRIC);
  private static final Paging PAGING = new Paging("Rotations", 100);

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public ObjectNode handle(Invocation call) {
    Input input = call.input();
    boolean all = input.text(INCLUDED.name()).filter(ALL::equals).isPresent();
    Stream<MaterialEntry> entries =
        MaterialEntry.of(call).filter(entry -> all || entry.material().rotation() != null);
    return PAGING.page(input, entries, MaterialEntry::name, MaterialEntry::json);
  }
}
