package io.github.kmsjca.differential;

import static io.github.kmsjca.differential.Act.done;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kmsjca.differential.AlienKeys.Silent;
import io.github.kmsjca.differential.AlienKeys.Throwing;
import io.github.kmsjca.differential.Material.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.Key;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.CipherOutputStream;
import javax.crypto.SealedObject;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/** Ciphers with software keys: all that a caller can do, right and wrong. */
final class CipherChecks {
  private static final byte[] MESSAGE = "a message of 16s".getBytes(UTF_8);
  private static final AlgorithmParameterSpec UNKNOWN = new AlgorithmParameterSpec() {};
  private static final AlgorithmParameterSpec OAEP =
      new OAEPParameterSpec(
          "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

  private final Outcomes outcomes;
  private final Material material;

  CipherChecks(Outcomes outcomes, Material material) {
    this.outcomes = outcomes;
    this.material = material;
  }

  /** Transformations of symmetric keys, with the parameters that they want. */
  private static Map<String, AlgorithmParameterSpec> ofAes() {
    Map<String, AlgorithmParameterSpec> names = new TreeMap<>();
    names.put("AES/GCM/NoPadding", new GCMParameterSpec(128, new byte[12]));
    names.put("aes/gcm/nopadding", new GCMParameterSpec(96, new byte[16]));
    names.put("AES/CBC/PKCS5Padding", new IvParameterSpec(new byte[16]));
    names.put("AES/CTR/NoPadding", new IvParameterSpec(new byte[16]));
    names.put("AES_256/GCM/NoPadding", new GCMParameterSpec(128, new byte[12]));
    names.put("2.16.840.1.101.3.4.1.46", new GCMParameterSpec(128, new byte[12]));
    return names;
  }

  private static final List<String> OF_RSA =
      List.of(
          "RSA",
          "RSA/ECB/PKCS1Padding",
          "RSA/ECB/NoPadding",
          "RSA/ECB/OAEPPadding",
          "RSA/ECB/OAEPWithSHA-1AndMGF1Padding",
          "RSA/ECB/OAEPWithSHA1AndMGF1Padding",
          "RSA/ECB/OAEPWithSHA-256AndMGF1Padding",
          "rsa/ecb/oaepwithsha-256andmgf1padding",
          "RSA/ECB/OAEPWithSHA-512AndMGF1Padding");

  private static final List<String> NOT_FOUND =
      List.of(
          "",
          "Bogus",
          "AES/Bogus/NoPadding",
          "AES/GCM/BogusPadding",
          "AES/GCM/PKCS5Padding",
          "AES/GCM",
          "AES//NoPadding",
          "RSA/Bogus/PKCS1Padding",
          "RSA/ECB/BogusPadding",
          "RSA/ECB/OAEPWithSHA-3AndMGF1Padding",
          "RSA/CBC/OAEPPadding",
          "RSA/ECB/OAEPWithMD5AndMGF1Padding",
          "SM2/Bogus/NoPadding");

  void run() throws Exception {
    Key aes = new SecretKeySpec(MESSAGE, "AES");
    Key aes256 = new SecretKeySpec(new byte[32], "AES");
    ofAes()
        .forEach(
            (name, parameters) -> {
              Key key = name.contains("256") ? aes256 : aes;
              new Row(name, key, key, parameters, outcomes).run(material);
            });
    for (String name : OF_RSA) {
      Key publicKey = material.publicKey(Kind.RSA);
      Key privateKey = material.privateKey(Kind.RSA);
      new Row(name, publicKey, privateKey, null, outcomes).run(material);
    }
    for (String name : NOT_FOUND) {
      outcomes.of("Cipher '" + name + "' is not found", () -> Cipher.getInstance(name));
    }
    outcomes.of("Cipher null is not found", () -> Cipher.getInstance(null));
  }

  /** One transformation, with its keys. */
  private record Row(
      String name, Key one, Key other, AlgorithmParameterSpec parameters, Outcomes outcomes) {
    private boolean isOfRsa() {
      return parameters == null;
    }

    private boolean isGcm() {
      return parameters instanceof GCMParameterSpec;
    }

    private void check(String what, Outcomes.Check check) {
      outcomes.of("Cipher " + name + ": " + what, check);
    }

    private Cipher cipher() throws Exception {
      return Cipher.getInstance(name);
    }

    private Cipher encrypting(Cipher cipher) throws Exception {
      return init(cipher, Cipher.ENCRYPT_MODE, one);
    }

    private Cipher decrypting(Cipher cipher) throws Exception {
      return init(cipher, Cipher.DECRYPT_MODE, other);
    }

    private Cipher init(Cipher cipher, int mode, Key key) throws Exception {
      if (parameters == null) {
        cipher.init(mode, key);
      } else {
        cipher.init(mode, key, parameters);
      }
      return cipher;
    }

    private byte[] encrypted() throws Exception {
      return encrypting(cipher()).doFinal(MESSAGE);
    }

    /** What deterministic algorithms made, and of the others the length. */
    private Object made(byte[] made) {
      return isOfRsa() ? (Object) made.length : made;
    }

    void run(Material material) {
      beforeInit();
      try {
        refusedKeys(material);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      use();
      wraps();
      afterAsked();
    }

    private void beforeInit() {
      check("is found", () -> cipher().getAlgorithm());
      check("as text before init", () -> cipher().toString().replaceFirst("from: .*", ""));
      check("update before init", () -> cipher().update(MESSAGE));
      check("doFinal before init", () -> cipher().doFinal(MESSAGE));
      check("wrap before init", () -> cipher().wrap(one));
      check("unwrap before init", () -> cipher().unwrap(MESSAGE, "AES", Cipher.SECRET_KEY));
      check("updateAAD before init", () -> done(() -> cipher().updateAAD(MESSAGE)));
      check("getIV before init", () -> cipher().getIV());
      check("getBlockSize before init", () -> cipher().getBlockSize());
      check("getOutputSize before init", () -> cipher().getOutputSize(1));
      check("getExemptionMechanism before init", () -> cipher().getExemptionMechanism());
      check("parameters before init", () -> parameters(cipher()));
    }

    /** Random where the platform makes an IV. */
    private static Object parameters(Cipher cipher) {
      return cipher.getParameters() == null ? null : cipher.getParameters().getAlgorithm();
    }

    private void refusedKeys(Material material) throws Exception {
      Silent silent = new Silent(isOfRsa() ? "RSA" : "AES");
      Throwing throwing = new Throwing("AES");
      Key ec = material.publicKey(Kind.EC);
      Key shortKey = new SecretKeySpec(new byte[5], "AES");
      Key another = isOfRsa() ? new SecretKeySpec(MESSAGE, "AES") : material.publicKey(Kind.RSA);
      for (int mode : new int[] {Cipher.ENCRYPT_MODE, Cipher.DECRYPT_MODE, Cipher.UNWRAP_MODE}) {
        check(mode + " null key", () -> init(cipher(), mode, null) != null);
        check(mode + " silent key", () -> init(cipher(), mode, silent) != null);
        check(mode + " throwing key", () -> init(cipher(), mode, throwing) != null);
        check(mode + " EC key", () -> init(cipher(), mode, ec) != null);
        check(mode + " short key", () -> init(cipher(), mode, shortKey) != null);
        check(mode + " key of another kind", () -> init(cipher(), mode, another) != null);
        check(mode + " asked, null key", () -> init(asked(), mode, null) != null);
        check(mode + " asked, silent key", () -> init(asked(), mode, silent) != null);
        check(mode + " asked, EC key", () -> init(asked(), mode, ec) != null);
        check(mode + " asked, short key", () -> init(asked(), mode, shortKey) != null);
      }
      check("mode 7", () -> done(() -> cipher().init(7, one)));
      check("unknown parameters", () -> done(() -> cipher().init(1, one, UNKNOWN)));
      check("OAEP parameters", () -> done(() -> cipher().init(1, one, OAEP)));
      check("asked, unknown parameters", () -> done(() -> asked().init(1, one, UNKNOWN)));
      check("decrypt without parameters", () -> done(() -> cipher().init(2, other)));
      check("asked, decrypt without parameters", () -> done(() -> asked().init(2, other)));
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
      check("sealed object by text", () -> new SealedObject("text", encrypting(cipher())).getAlgorithm());
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
          () ->
              init(cipher(), Cipher.UNWRAP_MODE, other).unwrap(MESSAGE, "AES", Cipher.SECRET_KEY));
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

    private Cipher asked() throws Exception {
      Cipher cipher = cipher();
      cipher.getProvider();
      return cipher;
    }

    private String sameIv(Cipher cipher) throws Exception {
      encrypting(cipher).doFinal(MESSAGE);
      return done(() -> encrypting(cipher));
    }
  }
}
