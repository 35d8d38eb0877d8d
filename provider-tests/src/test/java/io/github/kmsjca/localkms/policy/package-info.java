/** Tests of how the local KMS reads and applies IAM policies, as tables. */
@NullMarked
package io.github.kmsjca.localkms.policy;

import org.jspecify.annotations.NullMarked;
