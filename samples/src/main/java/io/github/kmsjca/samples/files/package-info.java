/**
 * A command that encrypts and decrypts files: plain JCA streams, and what files need around them.
 */
@NullMarked
package io.github.kmsjca.samples.files;

import org.jspecify.annotations.NullMarked;
