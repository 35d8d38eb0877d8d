/** A local KMS as an extension of JUnit 5, which this package alone needs. */
@NullMarked
package io.github.kmsjca.localkms.junit;

import org.jspecify.annotations.NullMarked;
