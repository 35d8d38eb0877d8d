package io.github.kmsjca.internal.keystore;

import java.security.KeyStore;

/**
 * A public fact of a KMS key as an attribute of its entry.
 *
 * @param getName as in {@code aws.kms.arn}
 */
record KeyAttribute(String getName, String getValue) implements KeyStore.Entry.Attribute {}
