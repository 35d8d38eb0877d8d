/** From the first use of a provider to its end: closing, dropping, redeploying, warming up. */
package io.github.kmsjca.lifecycle;
