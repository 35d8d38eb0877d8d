/** TLS with its key in KMS, and with its key in a file. */
@NullMarked
package io.github.kmsjca.benchmarks.tls;

import org.jspecify.annotations.NullMarked;
