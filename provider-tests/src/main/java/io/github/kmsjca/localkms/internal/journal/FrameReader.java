package io.github.kmsjca.localkms.internal.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a file from its beginning, and tells an unfinished end from damage. */
final class FrameReader {
  private final Path file;
  private final FileHeader header;
  private final ByteBuffer bytes;

  private FrameReader(Path file, FileHeader header, ByteBuffer bytes) {
    this.file = file;
    this.header = header;
    this.bytes = bytes;
  }

  /** What is whole of a journal. */
  record Whole(long length, long frames) {}

  static FrameReader open(Path file, FileHeader header) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new IOException(file + " is larger than 2 GiB, more than this KMS ever writes");
      }
      ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // Until all is there.
      }
      bytes.flip();
      FileHeader.refuseNewer(file, bytes);
      return new FrameReader(file, header, bytes);
    }
  }

  /**
   * Whether the file ends before its first frame: its writer was stopped when it had just made it.
   */
  boolean unborn() {
    return bytes.limit() <= FileHeader.BYTES && !header.begins(bytes);
  }

  /**
   * Hands out the records of the last journal. An unfinished frame at its end is left out.
   *
   * @throws IOException if anything but its end is damaged
   */
  Whole readTail(Consumer<byte[]> sink) throws IOException {
    Whole whole = read(sink);
    refuseLaterFrames(whole);
    return whole;
  }

  /**
   * Hands out the records of a journal that others follow, and which is therefore whole.
   *
   * @throws IOException if it is damaged
   */
  void readAll(Consumer<byte[]> sink) throws IOException {
    Whole whole = read(sink);
    if (whole.length() != bytes.limit()) {
      throw damaged(whole.length(), "the end of it is missing, though another journal follows");
    }
  }

  /**
   * Hands out the records of a snapshot, which ends with an empty frame.
   *
   * @throws IOException if it is damaged
   */
  void readSnapshot(Consumer<byte[]> sink) throws IOException {
    Whole whole = read(sink);
    int last = (int) whole.length() - Frame.HEAD_BYTES;
    boolean ended =
        whole.frames() > 0 && Frame.head(bytes, last).filter(h -> h.length() == 0).isPresent();
    if (whole.length() != bytes.limit() || !ended) {
      throw damaged(whole.length(), "a snapshot that is not whole");
    }
  }

  private Whole read(Consumer<byte[]> sink) throws IOException {
    if (!header.begins(bytes)) {
      throw damaged(0, "it does not begin as a " + header.kind().word() + " of that number does");
    }
    int position = FileHeader.BYTES;
    long number = 0;
    for (Optional<byte[]> payload = payload(position, number);
        payload.isPresent();
        payload = payload(position, number)) {
      try {
        Frame.records(payload.get()).forEach(sink);
      } catch (IOException e) {
        throw damaged(position, String.valueOf(e.getMessage()));
      }
      position += Frame.HEAD_BYTES + payload.get().length;
      number++;
    }
    return new Whole(position, number);
  }

  private Optional<byte[]> payload(int position, long number) {
    Optional<Frame.Head> head =
        Frame.head(bytes, position)
            .filter(found -> found.number() == number)
            .filter(found -> position + found.size() <= bytes.limit());
    if (head.isEmpty()) {
      return Optional.empty();
    }
    byte[] payload = new byte[head.get().length()];
    bytes.get(position + Frame.HEAD_BYTES, payload);
    return head.get().fits(payload) ? Optional.of(payload) : Optional.empty();
  }

  /**
   * A frame is only begun when the one before it is on disk. So one that has another behind it was
   * whole once, and dropping it would lose what was acknowledged.
   */
  private void refuseLaterFrames(Whole whole) throws IOException {
    for (int at = (int) whole.length(); at <= bytes.limit() - Frame.HEAD_BYTES; at++) {
      Optional<Frame.Head> later =
          Frame.head(bytes, at).filter(found -> found.number() > whole.frames());
      if (later.isPresent()) {
        throw damaged(
            whole.length(), "frame " + whole.frames() + " is damaged, and others follow it");
      }
    }
  }

  private IOException damaged(long position, String what) {
    return new IOException(
        file
            + " is damaged at byte "
            + position
            + ": "
            + what
            + ". Nothing was changed. Restore the folder from a copy, or start with an empty one");
  }
}
