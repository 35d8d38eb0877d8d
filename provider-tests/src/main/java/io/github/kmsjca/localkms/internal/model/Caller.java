package io.github.kmsjca.localkms.internal.model;

/** Who calls, and where: known once the signature has been checked. */
public record Caller(String accessKeyId, Scope scope) {

  /** The ARN of the caller's identity, as it appears in refusals. */
  public String principal() {
    return "arn:" + scope.partition() + ":iam::" + scope.account() + ":user/" + accessKeyId;
  }
}
