/**
 * IAM policies: their documents, read once, and the decision that they lead to. It knows nothing of
 * operations: what a call is about comes as a {@link
 * io.github.kmsjca.localkms.internal.policy.ConditionContext}.
 */
@NullMarked
package io.github.kmsjca.localkms.internal.policy;

import org.jspecify.annotations.NullMarked;
