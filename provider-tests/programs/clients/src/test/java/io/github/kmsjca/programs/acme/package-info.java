/** acme4j, a client of certification authorities by RFC 8555. */
@NullUnmarked
package io.github.kmsjca.programs.acme;

import org.jspecify.annotations.NullUnmarked;
