/** SAML assertions. */
@NullUnmarked
package io.github.kmsjca.programs.opensaml;

import org.jspecify.annotations.NullUnmarked;
