/** Certificates and keys for HTTPS. */
@NullMarked
package io.github.kmsjca.localkms.internal.tls;

import org.jspecify.annotations.NullMarked;
