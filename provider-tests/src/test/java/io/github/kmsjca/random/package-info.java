/** SecureRandom by KMS and the platform, and that it is nobody's who does not name it. */
package io.github.kmsjca.random;
