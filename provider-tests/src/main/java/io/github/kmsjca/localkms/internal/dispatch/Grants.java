package io.github.kmsjca.localkms.internal.dispatch;

import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.Scope;
import io.github.kmsjca.localkms.internal.operation.GrantInput;
import io.github.kmsjca.localkms.internal.policy.AccessRequest;
import io.github.kmsjca.localkms.internal.policy.Principal;
import io.github.kmsjca.localkms.internal.policy.Verdict;
import io.github.kmsjca.localkms.internal.state.Grant;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import io.github.kmsjca.localkms.internal.state.Store;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What grants allow. A new grant works for those who show a token of it, and later without.
 *
 * @param delay how much later
 */
record Grants(Store store, Duration delay) {
  private static final String PREFIX = "kms:";

  /** The operations whose encryption context a grant can constrain. */
  private static final Set<String> CONSTRAINED =
      Set.of(
          "Encrypt",
          "Decrypt",
          "GenerateDataKey",
          "GenerateDataKeyWithoutPlaintext",
          "GenerateDataKeyPair",
          "GenerateDataKeyPairWithoutPlaintext",
          "ReEncryptFrom",
          "ReEncryptTo");

  /** Refuses a call with a token that is none. */
  void checkTokens(Authorizer call) {
    for (String token : call.input().texts("GrantTokens")) {
      if (named(token, call).isEmpty()) {
        throw ErrorType.INVALID_GRANT_TOKEN.failure(
            call.principal().arn()
                + " presented an invalid grant token to kms:"
                + call.row().name()
                + ".");
      }
    }
  }

  /** Whether a grant of the key allows that. */
  boolean allow(Authorizer call, KmsKey key, AccessRequest request) {
    String operation = request.action().substring(PREFIX.length());
    List<Grant> shown =
        call.input().texts("GrantTokens").stream()
            .flatMap(token -> named(token, call).stream())
            .toList();
    return store.realm(key.scope()).grants().startingWith(key.id() + "/").stream()
        .filter(grant -> inForce(grant, call) || shown.contains(grant))
        .anyMatch(
            grant ->
                grant.operations().contains(operation)
                    && isGrantee(grant, call, request)
                    && admits(grant, operation, call, request));
  }

  private boolean inForce(Grant grant, Authorizer call) {
    return delay.isZero() || !grant.seenFrom().isAfter(call.now());
  }

  private Optional<Grant> named(String token, Authorizer call) {
    return Grant.Token.read(token)
        .flatMap(
            read ->
                store
                    .realm(new Scope(read.account(), call.caller().scope().region()))
                    .grants()
                    .get(Grant.id(read.keyId(), read.grantId()))
                    .filter(read::isOf));
  }

  /** What a whole account is granted, its own policies have to give on. */
  private static boolean isGrantee(Grant grant, Authorizer call, AccessRequest request) {
    Principal principal = call.principal();
    String grantee = grant.parties().grantee();
    if (grantee == null) {
      return principal.kind() == Principal.Kind.SERVICE
          && principal.name().equals(grant.parties().granteeService());
    }
    if (grantee.equals(principal.arn()) || grantee.equals(principal.entity())) {
      return true;
    }
    AccessRequest athome =
        new AccessRequest(
            principal,
            request.action(),
            request.resource(),
            principal.account(),
            request.context());
    return grantee.endsWith("::" + principal.account() + ":root")
        && Verdict.onNoKey(athome, call.identity().policies()) == Verdict.ALLOWED;
  }

  private static boolean admits(
      Grant grant, String operation, Authorizer call, AccessRequest request) {
    Grant.Constraints constraints = grant.constraints();
    if (operation.equals("CreateGrant")) {
      // Nobody gives on more than he has.
      Input input = call.input();
      return grant.operations().containsAll(input.texts(GrantInput.OPERATIONS.name()))
          && GrantInput.constraints(input).within(constraints);
    }
    if (!CONSTRAINED.contains(operation)) {
      return true;
    }
    // No service calls here, so that there is no resource that it calls for.
    return constraints.sourceArn() == null
        && request.context() instanceof CallContext context
        && constraints.admit(context.encryptionContext());
  }
}
