/** JSSE with keys in KMS. */
@NullMarked
package io.github.kmsjca.tls;

import org.jspecify.annotations.NullMarked;
