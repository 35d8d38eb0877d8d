/** Under a security manager, as servers on JDK 17 may have one. */
package io.github.kmsjca.sandbox;
