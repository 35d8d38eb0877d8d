/** An embedded AWS KMS on loopback, for tests and laptops without AWS. */
@NullMarked
package io.github.kmsjca.localkms;

import org.jspecify.annotations.NullMarked;
