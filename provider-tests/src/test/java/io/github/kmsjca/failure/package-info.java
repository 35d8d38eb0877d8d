/** What happens when KMS or the caller does something wrong. */
@NullMarked
package io.github.kmsjca.failure;

import org.jspecify.annotations.NullMarked;
