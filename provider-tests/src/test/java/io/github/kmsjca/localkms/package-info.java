/** Tests of the local KMS, through the AWS SDK and over HTTP. */
@NullMarked
package io.github.kmsjca.localkms;

import org.jspecify.annotations.NullMarked;
