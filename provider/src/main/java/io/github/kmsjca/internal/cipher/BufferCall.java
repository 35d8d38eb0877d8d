package io.github.kmsjca.internal.cipher;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One call with ByteBuffers as a call with arrays: the buffers' own where they have them, else
 * copies, which are wiped. The buffers move only when the call is done, so that one that failed for
 * want of room can be repeated.
 */
final class BufferCall implements AutoCloseable {
  private final ByteBuffer inputBuffer;
  private final ByteBuffer outputBuffer;
  private final byte[] input;
  private final int inputOffset;
  private final byte[] output;
  private final int outputOffset;
  private final boolean isOutputCopied;

  /**
   * Reads the input, if it must, and changes nothing.
   *
   * @param mostOutput bytes that the call may write at most
   */
  BufferCall(ByteBuffer inputBuffer, ByteBuffer outputBuffer, int mostOutput) {
    this.inputBuffer = inputBuffer;
    this.outputBuffer = outputBuffer;
    if (inputBuffer.hasArray()) {
      this.input = inputBuffer.array();
      this.inputOffset = inputBuffer.arrayOffset() + inputBuffer.position();
    } else {
      this.input = new byte[inputBuffer.remaining()];
      this.inputOffset = 0;
      inputBuffer.duplicate().get(input);
    }
    // An array may go on behind its buffer's limit, and an operation sees only the array.
    this.isOutputCopied = !outputBuffer.hasArray() || outputBuffer.remaining() < mostOutput;
    if (isOutputCopied) {
      this.output = new byte[Math.min(outputBuffer.remaining(), mostOutput)];
      this.outputOffset = 0;
    } else {
      this.output = outputBuffer.array();
      this.outputOffset = outputBuffer.arrayOffset() + outputBuffer.position();
    }
  }

  byte[] input() {
    return input;
  }

  int inputOffset() {
    return inputOffset;
  }

  byte[] output() {
    return output;
  }

  int outputOffset() {
    return outputOffset;
  }

  /** The call wrote so many bytes. */
  int done(int written) {
    inputBuffer.position(inputBuffer.limit());
    if (isOutputCopied) {
      outputBuffer.put(output, 0, written);
    } else {
      outputBuffer.position(outputBuffer.position() + written);
    }
    return written;
  }

  @Override
  public void close() {
    if (!inputBuffer.hasArray()) {
      Arrays.fill(input, (byte) 0);
    }
    if (isOutputCopied) {
      Arrays.fill(output, (byte) 0);
    }
  }
}
