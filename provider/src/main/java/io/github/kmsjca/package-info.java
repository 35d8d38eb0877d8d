/** Entry points of the AWS KMS provider. */
@NullMarked
package io.github.kmsjca;

import org.jspecify.annotations.NullMarked;
