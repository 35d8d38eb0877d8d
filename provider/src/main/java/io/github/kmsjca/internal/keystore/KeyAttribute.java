package io.github.kmsjca.internal.keystore;

import io.github.kmsjca.spec.KmsKey;
import java.security.KeyStore;
import java.util.Set;

/**
 * A public fact of a KMS key as an attribute of its entry.
 *
 * @param getName as in {@code aws.kms.arn}
 */
record KeyAttribute(String getName, String getValue) implements KeyStore.Entry.Attribute {
  static Set<KeyStore.Entry.Attribute> of(KmsKey key) {
    return Set.of(
        new KeyAttribute("aws.kms.arn", key.arn()),
        new KeyAttribute("aws.kms.keySpec", key.keySpec()),
        new KeyAttribute("aws.kms.keyUsage", key.keyUsage()));
  }
}
