/** The gateway to KMS by itself. */
package io.github.kmsjca.gateway;
