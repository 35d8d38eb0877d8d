/** AWS Encryption SDK messages: encrypted and opened, under data keys that somebody brings. */
@NullMarked
package io.github.kmsjca.internal.envelope;

import org.jspecify.annotations.NullMarked;
