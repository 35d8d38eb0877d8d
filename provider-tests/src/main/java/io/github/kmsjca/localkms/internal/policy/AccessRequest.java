package io.github.kmsjca.localkms.internal.policy;

/**
 * What somebody wants to do.
 *
 * @param action the IAM action, such as {@code kms:Encrypt}
 * @param resource the ARN of the key or alias, {@code *} for an action on neither
 * @param owner the account that the resource belongs to
 */
public record AccessRequest(
    Principal principal, String action, String resource, String owner, ConditionContext context) {}
