package io.github.kmsjca.localkms.internal.operation.policy;

import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.Member;

/** The name of a key's policy: it has one only. */
final class PolicyName {
  static final Member MEMBER = Member.string("PolicyName").between(1, 128).matching("[\\w]+");
  static final String ONLY = "default";

  private PolicyName() {}

  static void check(Input input) {
    String name = input.text(MEMBER.name()).orElse(ONLY);
    if (!name.equals(ONLY)) {
      throw ErrorType.NOT_FOUND.failure("No such policy exists");
    }
  }
}
