/** The jars that the build makes: what is in them, and how they get on with other jars. */
package io.github.kmsjca.packaging;
