/** Clients that others wrote, in other languages, on the local KMS as a process. */
@NullMarked
package io.github.kmsjca.localkms.foreign;

import org.jspecify.annotations.NullMarked;
