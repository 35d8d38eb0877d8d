/** KmsProvider.check: what the caller may do, by dry runs. */
package io.github.kmsjca.permission;
