/** Messages that were spoilt, calls in every order, and what is left in memory afterwards. */
package io.github.kmsjca.hostile;
