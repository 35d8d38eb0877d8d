/** Interfaces of KMS keys, and parameters: values that depend on nothing else in this library. */
@NullMarked
package io.github.kmsjca.spec;

import org.jspecify.annotations.NullMarked;
