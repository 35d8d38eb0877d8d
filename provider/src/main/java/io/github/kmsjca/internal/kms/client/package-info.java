/**
 * The AWS SDK's clients, and what they are made of: retries, credentials, HTTP, proxies, and the
 * class path.
 */
@NullMarked
package io.github.kmsjca.internal.kms.client;

import org.jspecify.annotations.NullMarked;
