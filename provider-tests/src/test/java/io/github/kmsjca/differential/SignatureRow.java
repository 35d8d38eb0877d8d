package io.github.kmsjca.differential;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kmsjca.differential.Material.Kind;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/** One name of a Signature, with keys for it. */
abstract class SignatureRow {
  static final byte[] MESSAGE = "the message, 32 bytes of ASCII!!".getBytes(UTF_8);
  static final AlgorithmParameterSpec PSS =
      new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);
  static final AlgorithmParameterSpec UNKNOWN = new AlgorithmParameterSpec() {};

  final Kind kind;
  final PrivateKey key;
  final PublicKey publicKey;
  private final String name;
  private final Outcomes outcomes;

  SignatureRow(String name, Kind kind, Material material, Outcomes outcomes) throws Exception {
    this.name = name;
    this.kind = kind;
    this.key = material.privateKey(kind);
    this.publicKey = material.publicKey(kind);
    this.outcomes = outcomes;
  }

  final boolean isPss() {
    return name.equals("RSASSA-PSS") || name.endsWith(".10");
  }

  final boolean isDeterministic() {
    return kind == Kind.ED25519 || kind == Kind.ED448 || (kind == Kind.RSA && !isPss());
  }

  final byte[] message() {
    return name.equals("NONEwithDSA") ? new byte[20] : MESSAGE;
  }

  final void check(String what, Outcomes.Check check) {
    outcomes.of("Signature " + name + ": " + what, check);
  }

  final Signature signature() throws Exception {
    return Signature.getInstance(name);
  }

  final Signature signing() throws Exception {
    Signature signature = signature();
    signature.initSign(key);
    return withParameters(signature);
  }

  final Signature verifying() throws Exception {
    Signature signature = signature();
    signature.initVerify(publicKey);
    return withParameters(signature);
  }

  final Signature withParameters(Signature signature) throws Exception {
    if (isPss()) {
      signature.setParameter(PSS);
    }
    return signature;
  }

  final byte[] sign(Signature signature) throws Exception {
    signature.update(message());
    return signature.sign();
  }

  final boolean verify(Signature signature, byte[] made) throws Exception {
    signature.update(message());
    return signature.verify(made);
  }

  /** What deterministic algorithms made, and of the others that it can be verified. */
  final Object made(byte[] made) throws Exception {
    return isDeterministic() ? made : verify(verifying(), made);
  }

  final byte[] good() throws Exception {
    return sign(signing());
  }

  /** Of ML-DSA the last byte counts hints: with another count it may be malformed, by chance. */
  final byte[] wrong() throws Exception {
    byte[] made = good();
    int place = publicKey.getAlgorithm().startsWith("ML-DSA") ? 0 : made.length - 1;
    made[place] ^= 1;
    return made;
  }

  static Signature asked(Signature signature) {
    signature.getProvider();
    return signature;
  }
}
