/** Keys made in KMS by KeyPairGenerator and KeyGenerator. */
package io.github.kmsjca.generator;
