package io.github.kmsjca.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.Key;
import java.security.spec.AlgorithmParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/** One of two Ciphers that are given the same calls, with its own key and its own ciphertexts. */
final class Side {
  /** Room that every output fits in. */
  private static final int ROOM = 4096;

  /** How input and output are handed over. */
  enum Form {
    RETURNED,
    ARRAYS,
    BUFFERS
  }

  /** What this side encrypted. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Sealed(byte[] iv, byte[] message) {}

  /** A call and what became of it; the text is the same on both sides. */
  @FunctionalInterface
  interface Call {
    String on(Side side) throws Exception;
  }

  private final Cipher cipher;
  private final Cipher checker;
  private final Key key;
  private final List<Sealed> all = new ArrayList<>();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private byte[] message = new byte[0];
  private int given;

  Side(Cipher cipher, Cipher checker, Key key) {
    this.cipher = cipher;
    this.checker = checker;
    this.key = key;
  }

  /** "ok" with what was released, or the exception's name. */
  String outcome(Call call) {
    try {
      return "ok " + call.on(this);
    } catch (Exception e) {
      return e.getClass().getName();
    }
  }

  String init(int mode, AlgorithmParameterSpec parameters) throws Exception {
    cipher.init(mode, key, parameters);
    written.reset();
    return "";
  }

  String initWithoutKey(int mode) throws Exception {
    cipher.init(mode, (Key) null);
    return "";
  }

  /** To decrypt one of the messages, with its own IV or another one's. */
  String initToOpen(int mode, int number, int ivOf, Spoiling spoiling) throws Exception {
    message = spoiling.of(all.get(number).message());
    given = 0;
    return init(mode, new GCMParameterSpec(128, all.get(ivOf).iv()));
  }

  /** What may happen to a message on its way. */
  enum Spoiling {
    NONE,
    ANOTHER_TAG,
    EXTENDED,
    CUT_OFF,
    CUT_TO_NOTHING;

    /** So many, from the first, leave room for a tag. */
    static final int LONG_ENOUGH = 3;

    private byte[] of(byte[] message) {
      byte[] spoilt = message.clone();
      return switch (this) {
        case NONE -> spoilt;
        case ANOTHER_TAG -> {
          spoilt[spoilt.length - 1] ^= 1;
          yield spoilt;
        }
        case CUT_OFF -> Arrays.copyOf(message, message.length - 1);
        case CUT_TO_NOTHING -> new byte[0];
        case EXTENDED -> Arrays.copyOf(message, message.length + 1);
      };
    }
  }

  String updateAad(byte[] aad, Form form) {
    if (form == Form.BUFFERS) {
      cipher.updateAAD(ByteBuffer.wrap(aad));
    } else {
      cipher.updateAAD(aad, 0, aad.length);
    }
    return "";
  }

  /** The next part of the message, as a share of what is left of it. */
  private byte[] next(double share) {
    int length = (int) Math.round((message.length - given) * share);
    return Arrays.copyOfRange(message, given, given + length);
  }

  String updateToOpen(double share, Form form) throws Exception {
    byte[] part = next(share);
    String outcome = update(part, form);
    given += part.length;
    return outcome;
  }

  String update(byte[] part, Form form) throws Exception {
    switch (form) {
      case RETURNED -> keep(cipher.update(part));
      case ARRAYS -> {
        byte[] output = new byte[ROOM];
        keep(Arrays.copyOf(output, cipher.update(part, 0, part.length, output, 0)));
      }
      case BUFFERS -> {
        ByteBuffer output = ByteBuffer.allocate(ROOM);
        cipher.update(ByteBuffer.wrap(part), output);
        keep(Arrays.copyOf(output.array(), output.position()));
      }
    }
    return "";
  }

  private void keep(byte[] released) {
    if (released != null) {
      written.writeBytes(released);
    }
  }

  /** Everything that is left of the message; answers the plaintext. */
  String open(Form form) throws Exception {
    byte[] rest = next(1);
    given = 0; // whatever comes of it, the next one begins
    written.reset();
    doFinal(rest, form, ROOM);
    return Arrays.toString(written.toByteArray());
  }

  /** The same with less room than the plaintext needs: nothing is lost. */
  String openIntoTooLittle(Form form, int room) throws Exception {
    doFinal(next(1), form, room);
    return "";
  }

  String seal(byte[] rest, Form form) throws Exception {
    doFinal(rest, form, ROOM);
    return "";
  }

  /** One byte less than there must be. */
  String sealIntoTooLittle(byte[] rest, Form form) throws Exception {
    doFinal(rest, form, cipher.getOutputSize(rest.length) - 1);
    return "";
  }

  private void doFinal(byte[] rest, Form form, int room) throws Exception {
    switch (form) {
      case RETURNED -> keep(rest.length == 0 ? cipher.doFinal() : cipher.doFinal(rest));
      case ARRAYS -> {
        byte[] output = new byte[room];
        int length = cipher.doFinal(rest, 0, rest.length, output, 0);
        keep(Arrays.copyOf(output, length));
      }
      case BUFFERS -> {
        ByteBuffer output = ByteBuffer.allocate(room);
        cipher.doFinal(ByteBuffer.wrap(rest), output);
        keep(Arrays.copyOf(output.array(), output.position()));
      }
    }
  }

  /** The encryption is complete: it opens to the plaintext, and may be opened by calls to come. */
  String sealed(byte[] aad) throws Exception {
    Sealed sealed = new Sealed(cipher.getIV(), written.toByteArray());
    all.add(sealed);
    checker.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, sealed.iv()));
    checker.updateAAD(aad);
    return Arrays.toString(checker.doFinal(sealed.message()));
  }

  String wrap(Key inner) throws Exception {
    byte[] wrapped = cipher.wrap(inner);
    written.reset();
    written.writeBytes(wrapped);
    return "";
  }

  String unwrap() throws Exception {
    return Arrays.toString(cipher.unwrap(message, "AES", Cipher.SECRET_KEY).getEncoded());
  }

  String outputSize(int length) {
    return cipher.getOutputSize(length) < length - 16 ? "too small" : "";
  }

  String iv() {
    byte[] iv = cipher.getIV();
    return iv == null ? "none" : String.valueOf(iv.length);
  }

  String blockSize() {
    return String.valueOf(cipher.getBlockSize());
  }
}
