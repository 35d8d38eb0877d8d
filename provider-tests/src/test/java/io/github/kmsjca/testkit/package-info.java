/** What the tests of the provider and of the local KMS share. */
package io.github.kmsjca.testkit;
