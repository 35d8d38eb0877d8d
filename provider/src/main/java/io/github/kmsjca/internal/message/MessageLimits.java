package io.github.kmsjca.internal.message;

/**
 * What a reader accepts, checked before anything is allocated or asked of KMS.
 *
 * @param maxDataKeys most encrypted data keys in a header
 * @param maxHeaderLength most bytes of a header, authentication included
 * @param maxFrameLength most bytes of plaintext in a frame
 * @param maxUnframedLength most bytes of plaintext of a message without frames
 */
public record MessageLimits(
    int maxDataKeys, int maxHeaderLength, int maxFrameLength, int maxUnframedLength) {
  /** 10 data keys, 64 KiB of header, frames of 16 MiB, 64 MiB without frames. */
  public static final MessageLimits DEFAULT = new MessageLimits(10, 1 << 16, 1 << 24, 1 << 26);

  public MessageLimits {
    if (maxDataKeys < 1 || maxHeaderLength < 1 || maxFrameLength < 1 || maxUnframedLength < 0) {
      throw new IllegalArgumentException("a limit is too small");
    }
  }
}
