package io.github.kmsjca.differential;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.Key;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/** One transformation of a Cipher, with keys for it. */
abstract class CipherRow {
  static final byte[] MESSAGE = "a message of 16s".getBytes(UTF_8);

  final Key one;
  final Key other;
  private final String name;
  private final AlgorithmParameterSpec parameters;
  private final Outcomes outcomes;

  /**
   * A row.
   *
   * @param one encrypts
   * @param other decrypts
   * @param parameters of symmetric ciphers; {@code null} for RSA
   */
  CipherRow(String name, Key one, Key other, AlgorithmParameterSpec parameters, Outcomes outcomes) {
    this.name = name;
    this.one = one;
    this.other = other;
    this.parameters = parameters;
    this.outcomes = outcomes;
  }

  final boolean isOfRsa() {
    return parameters == null;
  }

  final boolean isGcm() {
    return parameters instanceof GCMParameterSpec;
  }

  final void check(String what, Outcomes.Check check) {
    outcomes.of("Cipher " + name + ": " + what, check);
  }

  final Cipher cipher() throws Exception {
    return Cipher.getInstance(name);
  }

  final Cipher encrypting(Cipher cipher) throws Exception {
    return init(cipher, Cipher.ENCRYPT_MODE, one);
  }

  final Cipher decrypting(Cipher cipher) throws Exception {
    return init(cipher, Cipher.DECRYPT_MODE, other);
  }

  final Cipher init(Cipher cipher, int mode, Key key) throws Exception {
    if (parameters == null) {
      cipher.init(mode, key);
    } else {
      cipher.init(mode, key, parameters);
    }
    return cipher;
  }

  final byte[] encrypted() throws Exception {
    return encrypting(cipher()).doFinal(MESSAGE);
  }

  /** What deterministic algorithms made, and of the others the length. */
  final Object made(byte[] made) {
    return isOfRsa() ? (Object) made.length : made;
  }

  /** Random where the platform makes an IV. */
  static Object parameters(Cipher cipher) {
    return cipher.getParameters() == null ? null : cipher.getParameters().getAlgorithm();
  }

  final Cipher asked() throws Exception {
    Cipher cipher = cipher();
    cipher.getProvider();
    return cipher;
  }
}
