/** Byte codec of AWS Encryption SDK messages: no KMS, no keys, no state. */
@NullMarked
package io.github.kmsjca.internal.message;

import org.jspecify.annotations.NullMarked;
