package io.github.kmsjca.internal.message;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One recipient's copy of the data key. The arrays are its own: nobody changes them. */
public final class EncryptedDataKey {
  /** Provider id of keys wrapped by KMS. */
  public static final String AWS_KMS = "aws-kms";

  private final String providerId;
  private final byte[] providerInfo;
  private final byte[] ciphertext;

  public EncryptedDataKey(String providerId, byte[] providerInfo, byte[] ciphertext) {
    this.providerId = providerId;
    this.providerInfo = providerInfo;
    this.ciphertext = ciphertext;
  }

  /** Who wrapped it. */
  public String providerId() {
    return providerId;
  }

  /** With which key; for KMS the key's ARN in UTF-8. */
  public byte[] providerInfo() {
    return providerInfo;
  }

  /** The wrapped data key; for KMS a CiphertextBlob. */
  public byte[] ciphertext() {
    return ciphertext;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EncryptedDataKey key
        && providerId.equals(key.providerId)
        && Arrays.equals(providerInfo, key.providerInfo)
        && Arrays.equals(ciphertext, key.ciphertext);
  }

  @Override
  public int hashCode() {
    return Objects.hash(providerId, Arrays.hashCode(providerInfo), Arrays.hashCode(ciphertext));
  }
}
