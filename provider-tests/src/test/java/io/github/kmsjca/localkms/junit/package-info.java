/** Tests of the extension of JUnit. */
@NullMarked
package io.github.kmsjca.localkms.junit;

import org.jspecify.annotations.NullMarked;
