/** Renewals without a restart, of own code and of servers that take what own code makes. */
@NullUnmarked
package io.github.kmsjca.programs.renewal;

import org.jspecify.annotations.NullUnmarked;
