/** Apache Kafka's clients. */
@NullUnmarked
package io.github.kmsjca.programs.kafka;

import org.jspecify.annotations.NullUnmarked;
