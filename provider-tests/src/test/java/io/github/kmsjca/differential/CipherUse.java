package io.github.kmsjca.differential;

import static io.github.kmsjca.differential.Act.done;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kmsjca.differential.AlienKeys.Silent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.CipherOutputStream;
import javax.crypto.SealedObject;
import javax.crypto.spec.SecretKeySpec;

/** A Cipher with its key. */
final class CipherUse extends CipherRow {
  CipherUse(String name, Key one, Key other, AlgorithmParameterSpec parameters, Outcomes outcomes) {
    super(name, one, other, parameters, outcomes);
  }

  void run() {
    use();
    wraps();
    afterAsked();
  }

  private void use() {
    check("encrypts", () -> made(encrypted()));
    check("decrypts", () -> decrypting(cipher()).doFinal(encrypted()));
    check("is whose", () -> encrypting(cipher()).getProvider().getName());
    check("encrypts without parameters", this::withoutParameters);
    check("encrypts twice", () -> twice(cipher()));
    check("output size", () -> encrypting(cipher()).getOutputSize(100));
    check("block size", () -> encrypting(cipher()).getBlockSize());
    check("IV", () -> encrypting(cipher()).getIV());
    check("parameters", () -> parameters(encrypting(cipher())));
    check("IV after parameters and a refused init", this::refusedAfterParameters);
    check("into too short an array", () -> intoShort(cipher()));
    check("buffers", () -> buffers(cipher()));
    check("in place", () -> inPlace(cipher()));
    check("tampered with", () -> decrypting(cipher()).doFinal(tampered()));
    check("truncated", () -> decrypting(cipher()).doFinal(Arrays.copyOf(encrypted(), 7)));
    check("nothing", () -> decrypting(cipher()).doFinal());
    check("after tampering", () -> afterTampering(cipher()));
    check("too long", () -> encrypting(cipher()).doFinal(new byte[3000]).length);
    check("updateAAD after update", () -> lateAad(cipher()));
    check("encrypting stream", () -> made(stream(cipher())));
    check("decrypting stream", () -> unstream(cipher(), encrypted()));
    check("decrypting stream, tampered", () -> unstream(cipher(), tampered()));
    check("sealed object", () -> sealed());
    check(
        "sealed object by text",
        () -> new SealedObject("text", encrypting(cipher())).getAlgorithm());
  }

  private Object refusedAfterParameters() throws Exception {
    Cipher cipher = cipher();
    cipher.getParameters();
    try {
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(new byte[3], "Bogus"));
    } catch (InvalidKeyException e) {
      byte[] iv = cipher.getIV();
      return iv == null ? "none" : iv.length;
    }
    return "taken";
  }

  private Object withoutParameters() throws Exception {
    Cipher cipher = cipher();
    cipher.init(Cipher.ENCRYPT_MODE, one, new SecureRandom());
    return cipher.doFinal(MESSAGE).length;
  }

  private Object twice(Cipher cipher) throws Exception {
    encrypting(cipher);
    return List.of(cipher.doFinal(MESSAGE).length, cipher.doFinal(MESSAGE).length);
  }

  private int intoShort(Cipher cipher) throws Exception {
    return encrypting(cipher).doFinal(MESSAGE, 0, MESSAGE.length, new byte[1]);
  }

  private Object buffers(Cipher cipher) throws Exception {
    ByteBuffer in = ByteBuffer.allocateDirect(MESSAGE.length).put(MESSAGE).flip();
    ByteBuffer out = ByteBuffer.allocate(1000);
    int length = encrypting(cipher).doFinal(in, out);
    return List.of(length, in.remaining(), out.position());
  }

  private Object inPlace(Cipher cipher) throws Exception {
    byte[] array = Arrays.copyOf(MESSAGE, 1000);
    int length = encrypting(cipher).doFinal(array, 0, MESSAGE.length, array, 0);
    return made(Arrays.copyOf(array, length));
  }

  private byte[] tampered() throws Exception {
    byte[] encrypted = encrypted();
    encrypted[encrypted.length - 1] ^= 1;
    return encrypted;
  }

  private Object afterTampering(Cipher cipher) throws Exception {
    decrypting(cipher);
    try {
      cipher.doFinal(tampered());
    } catch (Exception e) {
      return List.of(e.getClass().getName(), new String(cipher.doFinal(encrypted()), UTF_8));
    }
    return "taken";
  }

  private String lateAad(Cipher cipher) throws Exception {
    encrypting(cipher).update(MESSAGE);
    return done(() -> cipher.updateAAD(MESSAGE));
  }

  private byte[] stream(Cipher cipher) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CipherOutputStream out = new CipherOutputStream(bytes, encrypting(cipher))) {
      out.write(MESSAGE);
    }
    return bytes.toByteArray();
  }

  private byte[] unstream(Cipher cipher, byte[] encrypted) throws Exception {
    ByteArrayInputStream bytes = new ByteArrayInputStream(encrypted);
    try (CipherInputStream in = new CipherInputStream(bytes, decrypting(cipher))) {
      return in.readAllBytes();
    }
  }

  private Object sealed() throws Exception {
    SealedObject sealed = new SealedObject("text", encrypting(cipher()));
    return List.of(sealed.getAlgorithm(), sealed.getObject(other));
  }

  private void wraps() {
    Key secret = new SecretKeySpec(MESSAGE, "AES");
    check("wraps", () -> made(init(cipher(), Cipher.WRAP_MODE, one).wrap(secret)));
    check("unwraps", () -> unwrapped(cipher(), cipher(), secret));
    check("asked, unwraps", () -> unwrapped(asked(), asked(), secret));
    check(
        "unwraps other bytes",
        () -> init(cipher(), Cipher.UNWRAP_MODE, other).unwrap(MESSAGE, "AES", Cipher.SECRET_KEY));
    check("wraps null", () -> init(cipher(), Cipher.WRAP_MODE, one).wrap(null));
    check("wraps a silent key", () -> init(cipher(), 3, one).wrap(new Silent("AES")));
    check("encrypts when wrapping", () -> init(cipher(), 3, one).doFinal(MESSAGE));
    check("wraps when encrypting", () -> encrypting(cipher()).wrap(secret));
  }

  private Object unwrapped(Cipher wrapping, Cipher unwrapping, Key secret) throws Exception {
    byte[] wrapped = init(wrapping, Cipher.WRAP_MODE, one).wrap(secret);
    return init(unwrapping, Cipher.UNWRAP_MODE, other)
        .unwrap(wrapped, "AES", Cipher.SECRET_KEY)
        .equals(secret);
  }

  /** {@code getProvider} and its like end JCA's search before there is a key. */
  private void afterAsked() {
    check("asked, encrypts", () -> made(encrypting(asked()).doFinal(MESSAGE)));
    check("asked, decrypts", () -> decrypting(asked()).doFinal(encrypted()));
    check("asked, tampered with", () -> decrypting(asked()).doFinal(tampered()));
    check("asked, after tampering", () -> afterTampering(asked()));
    check("asked, encrypts twice", () -> twice(asked()));
    check("asked, into too short an array", () -> intoShort(asked()));
    check("asked, update before init", () -> asked().update(MESSAGE));
    check("asked, getIV before init", () -> asked().getIV());
    check("asked, getOutputSize before init", () -> asked().getOutputSize(1));
    check("asked, parameters before init", () -> parameters(asked()));
    check("asked, output size", () -> encrypting(asked()).getOutputSize(100));
    check("asked, wraps when encrypting", () -> encrypting(asked()).wrap(one));
    if (isGcm()) {
      check("asked, updateAAD after update", () -> lateAad(asked()));
      check("same IV again", () -> sameIv(cipher()));
      check("asked, same IV again", () -> sameIv(asked()));
    }
  }

  private String sameIv(Cipher cipher) throws Exception {
    encrypting(cipher).doFinal(MESSAGE);
    return done(() -> encrypting(cipher));
  }
}
