/** Tests of the command for files, against the local KMS. */
package io.github.kmsjca.samples.files;
