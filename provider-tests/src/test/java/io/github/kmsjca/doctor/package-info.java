/** The doctor's report, against the local KMS. */
package io.github.kmsjca.doctor;
