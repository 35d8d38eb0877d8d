/** Handles of KMS keys as programs see them. */
package io.github.kmsjca.key;
