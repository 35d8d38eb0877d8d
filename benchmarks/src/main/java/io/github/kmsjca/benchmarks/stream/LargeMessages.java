package io.github.kmsjca.benchmarks.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;

/** A way to encrypt large messages and to decrypt its own. Not thread-safe. */
interface LargeMessages {
  /** How much a program reads or writes at once. */
  int PIECE = 64 * 1024;

  void encrypt(byte[] plaintext, OutputStream message) throws GeneralSecurityException, IOException;

  void decrypt(Message message, OutputStream plaintext)
      throws GeneralSecurityException, IOException;

  /** Writes piece by piece, and closes. */
  static void write(byte[] bytes, OutputStream out) throws IOException {
    try (out) {
      for (int at = 0; at < bytes.length; at += PIECE) {
        out.write(bytes, at, Math.min(PIECE, bytes.length - at));
      }
    }
  }

  /** Reads piece by piece to the end, and closes. */
  static void read(InputStream in, OutputStream out) throws IOException {
    try (in) {
      byte[] piece = new byte[PIECE];
      for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
        out.write(piece, 0, length);
      }
    }
  }
}
