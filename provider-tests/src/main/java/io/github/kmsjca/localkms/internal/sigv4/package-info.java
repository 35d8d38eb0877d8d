/** Signature Version 4 of AWS, seen from the server. */
@NullMarked
package io.github.kmsjca.localkms.internal.sigv4;

import org.jspecify.annotations.NullMarked;
