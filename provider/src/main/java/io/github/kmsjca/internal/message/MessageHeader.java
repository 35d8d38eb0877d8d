package io.github.kmsjca.internal.message;

import io.github.kmsjca.internal.algorithm.MessageSuite;
import java.util.List;
import java.util.Map;

/**
 * A message's header. The arrays are the header's own: nobody changes them.
 *
 * @param suite the algorithm suite
 * @param messageId unique to the message
 * @param context the stored encryption context
 * @param dataKeys the data key, once for each recipient
 * @param frameLength bytes of plaintext in each frame but the last; 0: the body is one piece
 * @param commitment proves which data key was meant; empty in version 1
 * @param bytes the whole header, exactly as it came
 * @param bodyLength how many of the bytes its authentication covers
 * @param iv of the header's authentication
 * @param tag that authenticates the body
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy per access would cost
public record MessageHeader(
    MessageSuite suite,
    byte[] messageId,
    Map<String, String> context,
    List<EncryptedDataKey> dataKeys,
    int frameLength,
    byte[] commitment,
    byte[] bytes,
    int bodyLength,
    byte[] iv,
    byte[] tag) {
  /** Length of an IV in bytes. */
  public static final int IV_LENGTH = 12;

  /** Length of a tag in bytes. */
  public static final int TAG_LENGTH = 16;

  public boolean isFramed() {
    return frameLength > 0;
  }

  /** Tells the shape and nothing of the content. */
  @Override
  public String toString() {
    return suite + ", " + dataKeys.size() + " data keys, frames of " + frameLength;
  }
}
