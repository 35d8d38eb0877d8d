/** Envelope encryption of messages that fit in an array, beside the ways there are without us. */
@NullMarked
package io.github.kmsjca.benchmarks.encrypt;

import org.jspecify.annotations.NullMarked;
