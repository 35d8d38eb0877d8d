/** OpenPGP messages that Bouncy Castle or GnuPG encrypted to a KMS key. */
@NullMarked
package io.github.kmsjca.programs.openpgp;

import org.jspecify.annotations.NullMarked;
