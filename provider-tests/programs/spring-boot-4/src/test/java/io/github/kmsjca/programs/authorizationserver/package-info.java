/** Spring Authorization Server, in an application of Spring Boot 4. */
@NullUnmarked
package io.github.kmsjca.programs.authorizationserver;

import org.jspecify.annotations.NullUnmarked;
