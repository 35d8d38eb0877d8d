/** More callers than KMS, or the way to it, has room for. */
package io.github.kmsjca.load;
