/** MySQL's JDBC driver, and MariaDB's server. */
@NullUnmarked
package io.github.kmsjca.programs.mariadb;

import org.jspecify.annotations.NullUnmarked;
