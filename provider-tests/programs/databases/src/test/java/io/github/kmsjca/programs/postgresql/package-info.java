/** PostgreSQL's JDBC driver, and the server. */
@NullUnmarked
package io.github.kmsjca.programs.postgresql;

import org.jspecify.annotations.NullUnmarked;
