/** Rows to JCA services, and what the engines of one provider instance share. */
@NullMarked
package io.github.kmsjca.internal.registration;

import org.jspecify.annotations.NullMarked;
