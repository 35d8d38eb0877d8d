/** Key encapsulation with keys in KMS. */
package io.github.kmsjca.kem;
