/** The Signature engine. */
package io.github.kmsjca.signature;
