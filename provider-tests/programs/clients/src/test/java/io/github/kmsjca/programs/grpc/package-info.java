/** gRPC for Java. */
@NullUnmarked
package io.github.kmsjca.programs.grpc;

import org.jspecify.annotations.NullUnmarked;
