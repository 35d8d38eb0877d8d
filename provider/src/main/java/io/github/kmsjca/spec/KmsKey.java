package io.github.kmsjca.spec;

import java.security.Key;
import java.util.List;

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

  /**
   * A handle of the same key whose KMS calls carry these grant tokens: for a grant that was made
   * just now and may not have reached all of KMS yet. It works wherever a key is taken, so
   * libraries need not know of it. Makes no KMS call.
   *
   * <p>Tokens are no part of the key: such a handle equals the one without, and a serialized handle
   * leaves them behind, since by the time it is read the grant itself is known. They go to KMS and
   * nowhere else. They do not go with the lookup of the key, which the KeyStore makes, nor with
   * verification ({@code verify=kms}), which is by the public key.
   *
   * @param tokens as CreateGrant returned them, at most 10 of 1 to 8192 characters; they replace
   *     those of this handle, and none removes them
   * @return the new handle; this one is unchanged
   * @throws IllegalArgumentException if there are more, or one is of another length; the message
   *     has no token
   * @throws NullPointerException if the array or a token is {@code null}
   * @see <a
   *     href="https://docs.aws.amazon.com/kms/latest/developerguide/using-grant-token.html">Using a
   *     grant token</a>
   */
  KmsKey withGrantTokens(String... tokens);

  /**
   * Checks grant tokens as {@link #withGrantTokens} does.
   *
   * @param tokens at most 10 of 1 to 8192 characters
   * @return an immutable copy
   * @throws IllegalArgumentException as there
   * @throws NullPointerException as there
   */
  static List<String> checkedGrantTokens(List<String> tokens) {
    return GrantTokenRules.check(tokens);
  }
}
