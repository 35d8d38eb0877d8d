package io.github.kmsjca.spec;

import java.security.Key;

/**
 * A key that lives in AWS KMS. The object is a handle: it holds the key's ARN and public facts,
 * never key material, so {@link #getEncoded()} and {@link #getFormat()} are {@code null}.
 *
 * <p>A handle is pinned to the key ARN it was resolved to: an alias that moves later does not
 * change it. Handles are immutable and safe for use by several threads. A serialized handle carries
 * the ARN and the name of its provider; it works again in any JVM that has a provider of that name,
 * within the {@code keys} and {@code accounts} settings there.
 */
public interface KmsKey extends Key {
  /**
   * The key ARN, as in {@code arn:aws:kms:eu-west-1:111122223333:key/1234abcd-...}.
   *
   * @return the ARN of the key, never of an alias
   */
  String arn();

  /**
   * The KMS key spec, as in {@code RSA_2048} or {@code ECC_NIST_P256}.
   *
   * @return the wire name of the spec
   * @see <a
   *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html">KeyMetadata</a>
   */
  String keySpec();

  /**
   * The one use that KMS permits of this key, as in {@code SIGN_VERIFY}.
   *
   * @return the wire name of the usage
   */
  String keyUsage();
}
