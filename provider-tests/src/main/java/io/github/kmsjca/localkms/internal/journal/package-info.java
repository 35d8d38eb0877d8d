/**
 * Keeps records on disk: atomic, in order, and durable once acknowledged. It knows nothing of KMS.
 */
@NullMarked
package io.github.kmsjca.localkms.internal.journal;

import org.jspecify.annotations.NullMarked;
