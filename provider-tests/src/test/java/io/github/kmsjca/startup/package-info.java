/** What a JVM pays for the provider as long as no KMS key is used. */
package io.github.kmsjca.startup;
