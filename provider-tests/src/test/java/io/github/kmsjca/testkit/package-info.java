/** What the tests of the provider and of the local KMS share. */
@NullMarked
package io.github.kmsjca.testkit;

import org.jspecify.annotations.NullMarked;
