package io.github.kmsjca.envelope;

import io.github.kmsjca.KmsProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.security.Key;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.CipherOutputStream;

/** Encrypts so many MiB into a pipe, and decrypts them from it, in whatever memory there is. */
final class LongStreamProbe {
  private static final String NAME = "AWSKMS/Framed/NoPadding";
  private static final int CHUNK = 1 << 20;
  private static final int PIPE = 1 << 18;

  private LongStreamProbe() {}

  public static void main(String[] args) throws Exception {
    int mebibytes = Integer.parseInt(args[1]);
    KmsProvider.install();
    KeyStore keyStore = KeyStore.getInstance("AWSKMS");
    keyStore.load(null, null);
    Key key = keyStore.getKey(args[0], null);
    ExecutorService writer = Executors.newSingleThreadExecutor();
    try (PipedInputStream in = new PipedInputStream(PIPE)) {
      PipedOutputStream pipe = new PipedOutputStream(in);
      Future<String> written = writer.submit(() -> encrypt(key, pipe, mebibytes));
      String read = decrypt(key, in);
      if (!read.equals(written.get())) {
        throw new IllegalStateException("written " + written.get() + ", read " + read);
      }
    } finally {
      writer.shutdown();
    }
    System.out.println(mebibytes + " MiB came through");
  }

  /** Every chunk differs, so none can be missing or stand in for another. */
  private static String encrypt(Key key, OutputStream target, int mebibytes) throws Exception {
    Cipher cipher = Cipher.getInstance(NAME);
    cipher.init(Cipher.ENCRYPT_MODE, key);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] chunk = new byte[CHUNK];
    try (OutputStream out = new CipherOutputStream(target, cipher)) {
      for (int i = 0; i < mebibytes; i++) {
        Arrays.fill(chunk, (byte) i);
        chunk[0] = (byte) (i >> 8);
        digest.update(chunk);
        out.write(chunk);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String decrypt(Key key, InputStream source) throws Exception {
    Cipher cipher = Cipher.getInstance(NAME);
    cipher.init(Cipher.DECRYPT_MODE, key);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (InputStream in = new CipherInputStream(source, cipher)) {
      in.transferTo(
          new OutputStream() {
            @Override
            public void write(int b) throws IOException {
              digest.update((byte) b);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
              digest.update(bytes, offset, length);
            }
          });
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
