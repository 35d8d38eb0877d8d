/** What happens when KMS or the caller does something wrong. */
package io.github.kmsjca.failure;
