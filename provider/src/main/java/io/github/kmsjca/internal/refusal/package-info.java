/** Engines that do nothing but say why KMS cannot do what was asked for. */
@NullMarked
package io.github.kmsjca.internal.refusal;

import org.jspecify.annotations.NullMarked;
