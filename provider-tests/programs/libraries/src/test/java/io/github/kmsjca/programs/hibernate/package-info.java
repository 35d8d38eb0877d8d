/** Columns of a database. */
@NullUnmarked
package io.github.kmsjca.programs.hibernate;

import org.jspecify.annotations.NullUnmarked;
