package io.github.kmsjca.samples.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;

/**
 * Plaintext that waits until it is whole. On POSIX its file has no name from the moment it is open,
 * so nobody finds it, and it goes with the process, however that ends.
 */
final class Spool implements Closeable {
  private final FileChannel channel;

  private Spool(FileChannel channel) {
    this.channel = channel;
  }

  static Spool open() throws IOException {
    Path directory = Path.of(System.getProperty("java.io.tmpdir"));
    return new Spool(
        FileChannel.open(
            directory.resolve("kms-" + UUID.randomUUID() + ".tmp"),
            Set.of(
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE),
            AtomicOutput.ownerOnly(directory)));
  }

  OutputStream stream() {
    return Channels.newOutputStream(channel);
  }

  void copyTo(OutputStream out) throws IOException {
    channel.position(0);
    InputStream in = Channels.newInputStream(channel);
    in.transferTo(out);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
