/** The packaged jars, as applications use them. */
package io.github.kmsjca.packaging;
