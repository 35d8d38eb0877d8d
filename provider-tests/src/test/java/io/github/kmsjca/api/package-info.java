/** What applications compile against. */
@NullMarked
package io.github.kmsjca.api;

import org.jspecify.annotations.NullMarked;
