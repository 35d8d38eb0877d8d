package io.github.kmsjca.localkms.internal.operation.grant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.KmsFailure;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.model.Scope;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.policy.Principal;
import io.github.kmsjca.localkms.internal.state.Grant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Ends a grant, by what the grant itself says: its retiring principal may, its grantee if that is
 * among its operations, and the account that gave it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_RetireGrant.html">RetireGrant</a>
 */
public final class RetireGrant implements Operation {
  private static final String ACTION = "kms:RetireGrant";
  private static final Member TOKEN = Member.string("GrantToken").between(1, 8192);
  private static final OperationRow ROW =
      OperationRow.of(
              "RetireGrant", TOKEN, Members.OPTIONAL_KEY_ID, GrantMembers.GRANT_ID, Members.DRY_RUN)
          .takingTurns();
  private static final Pattern KEY_ARN =
      Pattern.compile("arn:[a-z-]+:kms:([a-z0-9-]+):(\\d{12}):key/([0-9a-z-]+)");

  private record Found(Scope owner, Grant grant) {}

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public Optional<String> resource(Input input, Scope scope) {
    return Optional.empty();
  }

  @Override
  public void checkInput(Input input) {
    boolean ids = input.has("KeyId") && input.has(GrantMembers.GRANT_ID.name());
    boolean either = input.has("KeyId") || input.has(GrantMembers.GRANT_ID.name());
    if (input.has(TOKEN.name()) ? either : !ids) {
      throw ErrorType.VALIDATION.failure(
          "A grant token, or a key ID and a grant ID, must be specified.");
    }
  }

  @Override
  public void rehearse(Invocation call) {
    retirable(call);
  }

  @Override
  public @Nullable ObjectNode handle(Invocation call) {
    Found found = retirable(call);
    call.store().realm(found.owner()).grants().remove(found.grant().id());
    return null;
  }

  private static Found retirable(Invocation call) {
    Optional<String> token = call.input().text(TOKEN.name());
    Found found = token.isPresent() ? byToken(call, token.get()) : byIds(call);
    if (!mayRetire(call.access().principal(), found.grant())) {
      // The account that gave it decides by its own policies who of it may.
      if (!found.grant().parties().issuer().contains("::" + call.scope().account() + ":")) {
        throw ErrorType.ACCESS_DENIED.failure(
            "User: "
                + call.access().principal().arn()
                + " is not authorized to perform: "
                + ACTION
                + " on resource: "
                + found.owner().keyArn(found.grant().keyId()));
      }
      call.access().authorize(ACTION, found.owner().keyArn(found.grant().keyId()));
    }
    return found;
  }

  private static boolean mayRetire(Principal principal, Grant grant) {
    boolean retiring = names(grant.parties().retiring(), principal);
    boolean grantee = names(grant.parties().grantee(), principal);
    return retiring || (grantee && grant.operations().contains("RetireGrant"));
  }

  private static boolean names(@Nullable String arn, Principal principal) {
    return principal.arn().equals(arn) || principal.entity().equals(arn);
  }

  private static Found byToken(Invocation call, String token) {
    Grant.Token read = Grant.Token.read(token).orElseThrow(RetireGrant::invalidToken);
    Scope owner = new Scope(read.account(), call.scope().region());
    return call.store()
        .realm(owner)
        .grants()
        .get(Grant.id(read.keyId(), read.grantId()))
        .filter(read::isOf)
        .map(grant -> new Found(owner, grant))
        .orElseThrow(RetireGrant::invalidToken);
  }

  private static KmsFailure invalidToken() {
    return ErrorType.INVALID_GRANT_TOKEN.failure("The grant token is not valid.");
  }

  private static Found byIds(Invocation call) {
    String arn = call.input().required("KeyId");
    Matcher parts = KEY_ARN.matcher(arn);
    if (!parts.matches()) {
      throw ErrorType.INVALID_ARN.failure("Invalid arn " + arn);
    }
    if (!parts.group(1).equals(call.scope().region())) {
      throw ErrorType.NOT_FOUND.failure("Invalid arn " + parts.group(1));
    }
    Scope owner = new Scope(parts.group(2), parts.group(1));
    String grantId = call.input().required(GrantMembers.GRANT_ID.name());
    return call.store()
        .realm(owner)
        .grants()
        .get(Grant.id(parts.group(3), grantId))
        .map(grant -> new Found(owner, grant))
        .orElseThrow(
            () ->
                ErrorType.NOT_FOUND.failure(
                    "Grant ID " + grantId + " is not found for key " + arn + "."));
  }
}
