/**
 * The cryptography behind each key spec. Every JCA call names its provider, and every call is given
 * its randomness.
 */
@NullMarked
package io.github.kmsjca.localkms.internal.crypto;

import org.jspecify.annotations.NullMarked;
