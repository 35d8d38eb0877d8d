/** Apache MINA SSHD. */
@NullUnmarked
package io.github.kmsjca.programs.sshd;

import org.jspecify.annotations.NullUnmarked;
