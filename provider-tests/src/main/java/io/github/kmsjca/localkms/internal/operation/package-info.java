/** What all operations share: the row that describes one, and the call it is given. */
@NullMarked
package io.github.kmsjca.localkms.internal.operation;

import org.jspecify.annotations.NullMarked;
