/** Certificates, CMS, time stamps and signed jars. */
@NullUnmarked
package io.github.kmsjca.programs.pki;

import org.jspecify.annotations.NullUnmarked;
