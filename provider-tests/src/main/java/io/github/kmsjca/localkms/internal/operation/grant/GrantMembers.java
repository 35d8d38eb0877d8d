package io.github.kmsjca.localkms.internal.operation.grant;

import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.policy.PrincipalArn;
import java.util.Optional;

/** The members that the inputs about grants share. */
final class GrantMembers {
  static final Member GRANTEE = principal("GranteePrincipal");
  static final Member RETIRING = principal("RetiringPrincipal");
  static final Member GRANTEE_SERVICE = service("GranteeServicePrincipal");
  static final Member RETIRING_SERVICE = service("RetiringServicePrincipal");
  static final Member GRANT_ID = Member.string("GrantId").between(1, 128);

  private GrantMembers() {}

  /** The principal that a member names, in the form that grants keep it. */
  static Optional<String> principal(Input input, Member member) {
    return input.text(member.name()).map(GrantMembers::checked);
  }

  private static String checked(String arn) {
    if (PrincipalArn.parse(arn).isEmpty()) {
      throw ErrorType.INVALID_ARN.failure("ARN does not refer to a valid principal: " + arn);
    }
    return arn;
  }

  private static Member principal(String name) {
    return Member.string(name).between(1, 256).matching("^[\\w+=,.@:/-]+$");
  }

  private static Member service(String name) {
    return Member.string(name).between(1, 128).matching("^[\\w.-]+$");
  }
}
