/** The endpoint by which a running local KMS is steered, apart from the one of KMS itself. */
@NullMarked
package io.github.kmsjca.localkms.internal.admin;

import org.jspecify.annotations.NullMarked;
