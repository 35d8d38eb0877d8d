/** Tests of the samples, against the local KMS. */
package io.github.kmsjca.samples;
