/** What the tests share. */
@NullMarked
package io.github.kmsjca.testkit;

import org.jspecify.annotations.NullMarked;
