/** The way of a call through the rules that hold for every operation. */
@NullMarked
package io.github.kmsjca.localkms.internal.dispatch;

import org.jspecify.annotations.NullMarked;
