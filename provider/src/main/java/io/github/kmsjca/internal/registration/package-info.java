/** Rows to JCA services. */
@NullMarked
package io.github.kmsjca.internal.registration;

import org.jspecify.annotations.NullMarked;
