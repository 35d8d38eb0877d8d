/** The keystore file: what it says, what is wrong with it, and how it is written. No KMS. */
@NullMarked
package io.github.kmsjca.internal.keystore.file;

import org.jspecify.annotations.NullMarked;
