/** keytool and jarsigner with keys in KMS. */
package io.github.kmsjca.tools;
