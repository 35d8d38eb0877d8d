package io.github.kmsjca.internal.signature;

import io.github.kmsjca.internal.algorithm.Digest;
import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.internal.algorithm.SignatureScheme;
import io.github.kmsjca.internal.key.PrivateKeyHandle;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.MessageType;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.SignatureException;
import java.security.interfaces.ECKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One algorithm with one KMS key: digests here, one Sign call per signature. */
final class RemoteSigner {
  private static final int MAX_RAW_MESSAGE = 4096;
  private static final int MAX_GIVEN_DIGEST = 64;
  private static final int MAX_DIGEST_INFO = 128;

  private final SignatureAlgorithm algorithm;
  private final PrivateKeyHandle key;
  private MessageInput input;

  /** The digest that PSS parameters name; {@code null} until they are set. */
  private @Nullable Digest pssDigest;

  /** Offline: what can be refused without asking KMS is refused here. */
  RemoteSigner(
      SignatureAlgorithm algorithm, PrivateKeyHandle key, @Nullable PSSParameterSpec parameters)
      throws InvalidKeyException {
    if (key.spec().family() != algorithm.scheme().family()) {
      throw new InvalidKeyException(
          key.arn() + " is a " + key.spec() + " key, which cannot do " + algorithm.jcaName());
    }
    if (key.getAlgorithm().equals(SignatureAlgorithm.RSASSA_PSS.jcaName())
        && algorithm.scheme() != SignatureScheme.RSA_PSS) {
      throw new InvalidKeyException(
          key.arn()
              + " is bound to RSASSA-PSS by its certificate; it cannot do "
              + algorithm.jcaName());
    }
    if (!key.keyUsage().equals("SIGN_VERIFY")) {
      throw new InvalidKeyException(
          key.arn()
              + " has key usage "
              + key.keyUsage()
              + ", which does not permit Sign: use a key made with SIGN_VERIFY");
    }
    this.algorithm = algorithm;
    this.key = key;
    if (parameters != null) {
      try {
        this.pssDigest = PssParameters.requireSupported(parameters);
      } catch (InvalidAlgorithmParameterException e) {
        throw new InvalidKeyException(key.arn() + ": " + e.getMessage(), e);
      }
    }
    this.input = newInput();
  }

  boolean isStarted() {
    return input.isStarted();
  }

  void setParameters(PSSParameterSpec parameters) throws InvalidAlgorithmParameterException {
    pssDigest = PssParameters.requireSupported(parameters);
    input = newInput();
  }

  /** The caller's idea of the curve must be the key's. */
  void requireCurve(ECParameterSpec curve) throws InvalidAlgorithmParameterException {
    if (key.publicKey() instanceof ECKey ec) {
      ECParameterSpec own = ec.getParams();
      if (own.getCurve().equals(curve.getCurve())
          && own.getGenerator().equals(curve.getGenerator())
          && own.getOrder().equals(curve.getOrder())) {
        return;
      }
    }
    throw new InvalidAlgorithmParameterException(
        "the parameters are of another curve than key " + key.arn() + " (" + key.spec() + ")");
  }

  /** Forgets the message. */
  void reset() {
    input.reset();
  }

  /** Where the message goes. */
  MessageInput input() throws SignatureException {
    if (algorithm.scheme() == SignatureScheme.RSA_PSS && pssDigest == null) {
      throw new SignatureException("RSASSA-PSS needs parameters: call setParameter first");
    }
    return input;
  }

  /** Signs what came in; afterwards the input is empty, whatever happened. */
  byte[] sign() throws SignatureException {
    byte[] message = input().finish();
    try {
      return switch (algorithm.scheme()) {
        case RSA_PKCS1 -> signPkcs1(message);
        case RSA_PSS -> call(Objects.requireNonNull(pssDigest), MessageType.DIGEST, message);
        case ECDSA_DER -> signEcdsa(message);
        case ECDSA_P1363 -> EcdsaEncodings.derToP1363(signEcdsa(message), key.spec());
        case ED25519 -> call(Digest.SHA_512, MessageType.RAW, message);
      };
    } finally {
      Arrays.fill(message, (byte) 0);
    }
  }

  private byte[] signPkcs1(byte[] message) throws SignatureException {
    Digest digest = algorithm.digest();
    if (digest != null) {
      return call(digest, MessageType.DIGEST, message);
    }
    for (Digest candidate : PssParameters.DIGESTS) {
      byte[] prefix = candidate.digestInfoPrefix();
      if (message.length == prefix.length + candidate.length()
          && Arrays.equals(message, 0, prefix.length, prefix, 0, prefix.length)) {
        byte[] digested = Arrays.copyOfRange(message, prefix.length, message.length);
        return call(candidate, MessageType.DIGEST, digested);
      }
    }
    throw new SignatureException(
        "KMS key "
            + key.arn()
            + " signs only digests: NONEwithRSA takes a DigestInfo (RFC 8017, section 9.2) of"
            + " SHA-256, SHA-384 or SHA-512, and the input is none");
  }

  /**
   * KMS takes one digest length per curve. ECDSA uses the digest's leftmost bits, as many as the
   * order has (FIPS 186-5, section 6.4.1), as a number: so a longer digest is cut and a shorter one
   * is padded with zeros on its left, and the signature is the same.
   */
  private byte[] signEcdsa(byte[] digest) throws SignatureException {
    Digest nativeDigest = Objects.requireNonNull(key.spec().nativeDigest());
    int size = nativeDigest.length();
    byte[] fitted = new byte[size];
    int count = Math.min(size, digest.length);
    System.arraycopy(digest, 0, fitted, size - count, count);
    return call(nativeDigest, MessageType.DIGEST, fitted);
  }

  private byte[] call(Digest digest, MessageType type, byte[] message) throws SignatureException {
    try {
      return key.gateway().sign(key.keyArn(), algorithm.scheme().wireName(digest), type, message);
    } catch (KmsCallException e) {
      throw new SignatureException(e.getMessage(), e);
    }
  }

  private MessageInput newInput() {
    Digest digest = algorithm.scheme() == SignatureScheme.RSA_PSS ? pssDigest : algorithm.digest();
    if (digest != null) {
      return new DigestInput(digest);
    }
    return switch (algorithm.scheme()) {
      case RSA_PKCS1, RSA_PSS -> new BoundedInput(MAX_DIGEST_INFO, "a DigestInfo is shorter");
      case ECDSA_DER, ECDSA_P1363 -> new BoundedInput(MAX_GIVEN_DIGEST, "no digest is longer");
      case ED25519 ->
          new BoundedInput(
              MAX_RAW_MESSAGE,
              "Ed25519 signs the message itself, and KMS takes no more; sign a digest of it, or use"
                  + " an ECDSA key");
    };
  }
}
