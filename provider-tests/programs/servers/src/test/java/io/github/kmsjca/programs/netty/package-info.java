/** Netty's own TLS contexts, with the JDK's engine and with BoringSSL. */
@NullUnmarked
package io.github.kmsjca.programs.netty;

import org.jspecify.annotations.NullUnmarked;
