package io.github.kmsjca.internal.signature;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.internal.algorithm.SignatureScheme;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.InvalidAlgorithmParameterException;
import java.security.SignatureException;
import java.security.spec.AlgorithmParameterSpec;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519phSigner;
import org.jspecify.annotations.Nullable;

/** Verifies a digest that the platform computed: its hashes are compiled to the CPU's own. */
final class DigestVerification implements Operation {
  /** Compares a signature with a digest. */
  @FunctionalInterface
  interface Check {
    boolean verify(byte[] digest, byte[] signature) throws SignatureException;
  }

  private final MessageInput input;
  private final Check check;
  private final KeyParameters.Rule takes;

  DigestVerification(MessageInput input, Check check, KeyParameters.Rule takes) {
    this.input = input;
    this.check = check;
    this.takes = takes;
  }

  static Check check(SignatureAlgorithm row, KeySpec spec, CipherParameters key) {
    return row.scheme() == SignatureScheme.ED25519PH
        ? (digest, signature) -> ed25519ph(key, digest, signature)
        : (digest, signature) ->
            ecdsa(
                (ECPublicKeyParameters) key,
                digest,
                row.scheme() == SignatureScheme.ECDSA_P1363
                    ? EcdsaEncodings.decodeP1363(signature, spec)
                    : EcdsaEncodings.decodeDer(signature, spec));
  }

  static boolean ecdsa(ECPublicKeyParameters key, byte[] digest, BigInteger[] rs) {
    ECDSASigner signer = new ECDSASigner();
    signer.init(false, key);
    return signer.verifySignature(digest, rs[0], rs[1]);
  }

  /** As KMS has it: the digest is the message, and is hashed again. */
  static boolean ed25519ph(CipherParameters key, byte[] digest, byte[] signature) {
    Ed25519phSigner signer = new Ed25519phSigner(new byte[0]);
    signer.init(false, key);
    signer.update(digest, 0, digest.length);
    return signer.verifySignature(signature);
  }

  @Override
  public void update(byte[] bytes, int offset, int length) throws SignatureException {
    input.update(bytes, offset, length);
  }

  @Override
  public void update(ByteBuffer bytes) {
    input.update(bytes);
  }

  @Override
  public boolean verify(byte[] signature) throws SignatureException {
    try {
      return check.verify(input.finish(), signature);
    } finally {
      input.reset(); // of a message that was too long
    }
  }

  @Override
  public void setParameter(@Nullable AlgorithmParameterSpec parameters)
      throws InvalidAlgorithmParameterException {
    takes.require(parameters);
  }

  @Override
  public @Nullable AlgorithmParameters parameters() {
    return null;
  }

  @Override
  public void reset() {
    input.reset();
  }
}
