package io.github.kmsjca.localkms.internal.operation.grant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.crypto.Randomness;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.GrantInput;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.StateRule;
import io.github.kmsjca.localkms.internal.state.Grant;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import io.github.kmsjca.localkms.internal.state.Table;
import java.util.Collection;

/**
 * Gives a principal permission on a key. Whoever asks for the same again, by name, gets another
 * token of the same grant.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateGrant.html">CreateGrant</a>
 */
public final class CreateGrant implements Operation {
  private static final Member NAME =
      Member.string("Name").between(1, 256).matching("^[a-zA-Z0-9:/_-]+$");
  private static final OperationRow ROW =
      OperationRow.of(
              "CreateGrant",
              Members.KEY_ID,
              GrantMembers.GRANTEE,
              GrantMembers.RETIRING,
              GrantInput.OPERATIONS,
              GrantInput.CONSTRAINTS,
              Members.GRANT_TOKENS,
              NAME,
              Members.DRY_RUN,
              GrantMembers.GRANTEE_SERVICE,
              GrantMembers.RETIRING_SERVICE)
          .on(KeyRule.SHARED_KEY, StateRule.GRANTABLE)
          .takingTurns();
  private static final int ID_BYTES = 32;
  private static final int SECRET_BYTES = 16;
  private static final int MOST_PER_KEY = 50_000;

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public void checkInput(Input input) {
    GrantRules.check(input);
  }

  @Override
  public void rehearse(Invocation call) {
    made(call);
  }

  @Override
  public ObjectNode handle(Invocation call) {
    Grant made = made(call);
    Table<Grant> grants = call.store().realm(call.key().scope()).grants();
    Collection<Grant> others = grants.startingWith(call.key().id() + "/");
    Grant grant =
        made.name().isEmpty()
            ? made
            : others.stream().filter(other -> isSame(other, made)).findAny().orElse(made);
    if (grant.equals(made)) {
      if (others.size() >= MOST_PER_KEY) {
        throw ErrorType.LIMIT_EXCEEDED.failure(
            call.key().arn() + " already has the most grants that a key can have.");
      }
      grants.put(made);
    }
    String salt = call.environment().randomness().hex(SECRET_BYTES);
    return Json.object()
        .put("GrantToken", grant.token(call.key().scope().account(), salt))
        .put("GrantId", grant.grantId());
  }

  private static Grant made(Invocation call) {
    Input input = call.input();
    KmsKey key = call.key();
    Grant.Parties parties =
        new Grant.Parties(
            GrantMembers.principal(input, GrantMembers.GRANTEE).orElse(null),
            input.text(GrantMembers.GRANTEE_SERVICE.name()).orElse(null),
            GrantMembers.principal(input, GrantMembers.RETIRING).orElse(null),
            input.text(GrantMembers.RETIRING_SERVICE.name()).orElse(null),
            "arn:" + call.scope().partition() + ":iam::" + call.scope().account() + ":root");
    Randomness randomness = call.environment().randomness();
    Grant grant =
        new Grant(
            key.id(),
            randomness.hex(ID_BYTES),
            input.text(NAME.name()).orElse(""),
            parties,
            input.texts(GrantInput.OPERATIONS.name()).stream().distinct().toList(),
            GrantInput.constraints(input),
            randomness.hex(SECRET_BYTES),
            call.now(),
            call.environment().consistency().seenFrom(call.now()));
    GrantRules.check(key, grant.operations(), grant.constraints());
    return grant;
  }

  private static boolean isSame(Grant one, Grant other) {
    return one.name().equals(other.name())
        && one.parties().equals(other.parties())
        && one.operations().equals(other.operations())
        && one.constraints().equals(other.constraints());
  }
}
