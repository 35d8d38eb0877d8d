/** JNDI's LDAP provider. */
@NullUnmarked
package io.github.kmsjca.programs.ldap;

import org.jspecify.annotations.NullUnmarked;
