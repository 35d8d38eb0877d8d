/** The provider at every place in the list, each in a JVM of its own. */
package io.github.kmsjca.position;
