/** The HTTP face: limits, JSON, the wire form of answers and errors, and where tests interfere. */
@NullMarked
package io.github.kmsjca.localkms.internal.http;

import org.jspecify.annotations.NullMarked;
