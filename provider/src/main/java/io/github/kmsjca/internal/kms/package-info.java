/** The narrow port to KMS, and the only code that calls the AWS SDK. */
@NullMarked
package io.github.kmsjca.internal.kms;

import org.jspecify.annotations.NullMarked;
