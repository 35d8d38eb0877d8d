package io.github.kmsjca.samples.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;

/**
 * One message, from its first byte to its last. In both directions by CipherInputStream, read to
 * its end: only then has the cipher said that this was all. CipherOutputStream ends a message when
 * it is closed, also after a source that broke off, and what broke off would decrypt as if whole.
 */
final class Transfer {
  private static final int BUFFER_SIZE = 64 * 1024;

  private Transfer() {}

  /** Returns if and only if the message is whole. What was written before is otherwise void. */
  static void run(InputStream source, Cipher cipher, OutputStream target) throws IOException {
    try (InputStream in = new CipherInputStream(source, cipher)) {
      byte[] buffer = new byte[BUFFER_SIZE];
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        target.write(buffer, 0, length);
      }
    }
    target.flush();
  }
}
