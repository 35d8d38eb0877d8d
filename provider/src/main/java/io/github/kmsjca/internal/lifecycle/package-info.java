/** What runs beside the callers of a provider instance, and how all of it ends. */
@NullMarked
package io.github.kmsjca.internal.lifecycle;

import org.jspecify.annotations.NullMarked;
