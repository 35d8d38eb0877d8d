package io.github.kmsjca.spec;

import java.io.InvalidObjectException;
import java.io.Serial;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a {@link DataKey} that was serialized: its wrapped form, without the key. Reading
 * it makes no KMS call. Immutable.
 */
public final class WrappedDataKey implements DataKey {
  private static final long serialVersionUID = 1L;

  /** No line breaks, for one: these get into logs. */
  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z0-9-]*:kms:[a-z0-9-]+:\\d{12}:key/[A-Za-z0-9-]+");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9/_.-]{1,64}");

  /** KMS's own limit of a CiphertextBlob. */
  private static final int MAX_LENGTH = 6144;

  /** ARN of the wrapping key. */
  private final String arn;

  /** The CiphertextBlob. */
  private final byte[] blob;

  /** Of the key. */
  private final String algorithm;

  /** As the constants of {@link Cipher} have it. */
  private final int type;

  /** Key, value, key, value, sorted: of a map the stream could choose the class. */
  private final String[] pairs;

  private final transient Map<String, String> context;

  /**
   * A wrapped form.
   *
   * @param wrappingKeyArn ARN of the KMS key that wrapped it
   * @param wrapped the CiphertextBlob, 1 to 6144 bytes; copied
   * @param algorithm of the key
   * @param keyType {@code Cipher.SECRET_KEY} or {@code Cipher.PRIVATE_KEY}
   * @param encryptionContext as {@link KmsSecretKey#checkedContext} takes it
   * @throws IllegalArgumentException if one of them is none
   */
  public WrappedDataKey(
      String wrappingKeyArn,
      byte[] wrapped,
      String algorithm,
      int keyType,
      Map<String, String> encryptionContext) {
    if (wrapped.length == 0 || wrapped.length > MAX_LENGTH) {
      throw new IllegalArgumentException("KMS wraps no key in " + wrapped.length + " bytes");
    }
    if (keyType != Cipher.SECRET_KEY && keyType != Cipher.PRIVATE_KEY) {
      throw new IllegalArgumentException("there are no data keys of type " + keyType);
    }
    if (!ARN.matcher(wrappingKeyArn).matches() || !NAME.matcher(algorithm).matches()) {
      throw new IllegalArgumentException("a data key has a wrapping key's ARN and an algorithm");
    }
    this.arn = wrappingKeyArn;
    this.blob = wrapped.clone();
    this.algorithm = algorithm;
    this.type = keyType;
    this.context = KmsSecretKey.checkedContext(encryptionContext);
    this.pairs = pairs(context);
  }

  private static String[] pairs(Map<String, String> context) {
    String[] pairs = new String[2 * context.size()];
    int next = 0;
    for (Map.Entry<String, String> pair : new TreeMap<>(context).entrySet()) {
      pairs[next++] = pair.getKey();
      pairs[next++] = pair.getValue();
    }
    return pairs;
  }

  @Override
  public byte[] wrapped() {
    return blob.clone();
  }

  @Override
  public String wrappingKeyArn() {
    return arn;
  }

  @Override
  public Map<String, String> encryptionContext() {
    return context;
  }

  @Override
  public String getAlgorithm() {
    return algorithm;
  }

  @Override
  public int keyType() {
    return type;
  }

  /** True of the same wrapped form of the same key. */
  @Override
  @SuppressWarnings("exports") // a null annotation, which callers need not have
  public boolean equals(@Nullable Object other) {
    return other instanceof WrappedDataKey that
        && arn.equals(that.arn)
        && algorithm.equals(that.algorithm)
        && type == that.type
        && Arrays.equals(blob, that.blob)
        && Arrays.equals(pairs, that.pairs);
  }

  /** Of the wrapped form. */
  @Override
  public int hashCode() {
    return Arrays.hashCode(blob);
  }

  /** Without the context, which is not for logs. */
  @Override
  public String toString() {
    return "a data key (" + algorithm + ") wrapped by " + arn;
  }

  /**
   * Checks what was read, and copies what the stream may still hold.
   *
   * @return the same, checked
   * @throws InvalidObjectException if it is none
   */
  @Serial
  private Object readResolve() throws InvalidObjectException {
    try {
      Map<String, String> read = new HashMap<>();
      for (int i = 0; i < pairs.length; i += 2) {
        if (read.put(pairs[i], pairs[i + 1]) != null) {
          throw new IllegalArgumentException("the encryption context has a key twice");
        }
      }
      return new WrappedDataKey(arn, blob, algorithm, type, read);
    } catch (IllegalArgumentException | NullPointerException | IndexOutOfBoundsException e) {
      InvalidObjectException invalid = new InvalidObjectException("not a wrapped data key");
      invalid.initCause(e);
      throw invalid;
    }
  }
}
