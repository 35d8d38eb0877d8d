package io.github.kmsjca.internal.signature;

import io.github.kmsjca.internal.algorithm.Digest;
import io.github.kmsjca.internal.algorithm.KeyUsage;
import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.internal.algorithm.SignatureScheme;
import io.github.kmsjca.internal.key.PrivateKeyHandle;
import io.github.kmsjca.internal.kms.ClassPathFailure;
import io.github.kmsjca.internal.kms.KmsCallException;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.ProviderException;
import java.security.SignatureException;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One algorithm with one KMS key: hashes here, one Sign or Verify call per signature. What is to be
 * signed or verified is kept until KMS has answered, so that a call that failed can be repeated.
 */
final class KmsOperation implements Operation {
  private final SignatureAlgorithm algorithm;
  private final PrivateKeyHandle key;
  private @Nullable PSSParameterSpec pss;

  /** The digest that PSS parameters name; {@code null} until they are set. */
  private @Nullable Digest pssDigest;

  private final boolean isChecked;

  /** Made when the message begins: it may need the public key, and init must not ask KMS for it. */
  private @Nullable MessageInput input;

  /** The message collected, from the first attempt to have it signed or verified to an answer. */
  private byte @Nullable [] collected;

  /** Whether there was such an attempt: what comes in after it is a new message. */
  private boolean isAsked;

  /** Whether the message could not even begin: to sign would be to sign an empty one. */
  private boolean isLost;

  /**
   * Offline: what can be refused without asking KMS is refused here.
   *
   * @param isChecked whether signatures are to be checked before they are handed out
   */
  KmsOperation(
      SignatureAlgorithm algorithm,
      PrivateKeyHandle key,
      @Nullable AlgorithmParameterSpec parameters,
      boolean isChecked)
      throws InvalidKeyException {
    requireSuitable(algorithm, key);
    this.algorithm = algorithm;
    this.key = key;
    this.isChecked = isChecked;
    if (parameters != null) {
      try {
        setParameter(parameters);
      } catch (InvalidAlgorithmParameterException e) {
        throw new InvalidKeyException(key.arn() + ": " + e.getMessage(), e);
      }
    }
  }

  private static void requireSuitable(SignatureAlgorithm algorithm, PrivateKeyHandle key)
      throws InvalidKeyException {
    key.requireOpen();
    if (!algorithm.suits(key.spec())) {
      throw key.unsuitableFor(algorithm.jcaName());
    }
    if (key.getAlgorithm().equals(SignatureAlgorithm.RSASSA_PSS.jcaName())
        && algorithm.scheme() != SignatureScheme.RSA_PSS) {
      throw new InvalidKeyException(
          key.arn()
              + " is bound to RSASSA-PSS by its certificate; it cannot do "
              + algorithm.jcaName());
    }
    key.requireUsage(KeyUsage.SIGN_VERIFY, "Sign");
  }

  @Override
  public void update(byte[] bytes, int offset, int length) throws SignatureException {
    open().update(bytes, offset, length);
  }

  @Override
  public void update(ByteBuffer bytes) throws SignatureException {
    open().update(bytes);
  }

  private MessageInput open() throws SignatureException {
    if (isAsked) {
      reset();
    }
    isLost = true;
    MessageInput opened = input();
    isLost = false;
    return opened;
  }

  private MessageInput input() throws SignatureException {
    if (algorithm.scheme() == SignatureScheme.RSA_PSS && pssDigest == null) {
      throw new SignatureException("RSASSA-PSS needs parameters: call setParameter first");
    }
    MessageInput made = input;
    if (made == null) {
      try {
        made = MessageInputs.of(algorithm, pssDigest, key::publicKey);
      } catch (LinkageError e) {
        throw notLinked(e);
      }
      input = made;
    }
    return made;
  }

  private KmsMessage message() throws SignatureException {
    if (isLost) {
      throw new SignatureException("the message could not be taken in: update once more");
    }
    isAsked = true;
    byte[] whole = collected;
    if (whole == null) {
      MessageInput complete = input();
      try {
        whole = complete.finish();
      } catch (LinkageError e) {
        throw notLinked(e);
      }
      collected = whole;
    }
    return KmsMessage.of(algorithm, key, pssDigest, whole);
  }

  /** The class path lacks what hashing here takes; the gateway tells of what KMS takes. */
  private static SignatureException notLinked(LinkageError cause) {
    return new SignatureException(ClassPathFailure.text(cause), cause);
  }

  @Override
  public byte[] sign(int room) throws SignatureException {
    KmsMessage message = message();
    try {
      byte[] made = key.gateway().perform(message.toSign(key.use(), check(message)));
      byte[] signature =
          algorithm.scheme() == SignatureScheme.ECDSA_P1363
              ? EcdsaEncodings.derToP1363(made, key.spec())
              : made;
      Operation.fitting(signature, room);
      reset();
      return signature;
    } catch (KmsCallException e) {
      throw new SignatureException(e.getMessage(), e);
    } catch (LinkageError e) {
      throw notLinked(e);
    } finally {
      message.wipe();
    }
  }

  /** Made before the call, in which none can be made for the public key. */
  private @Nullable Predicate<byte[]> check(KmsMessage message) throws SignatureException {
    try {
      return isChecked ? new SignatureCheck(algorithm, message, key.spec(), key.publicKey()) : null;
    } catch (ProviderException e) {
      throw new SignatureException(e.getMessage(), e);
    }
  }

  @Override
  public boolean verify(byte[] signature) throws SignatureException {
    KmsMessage message = message();
    try {
      boolean isRight = key.gateway().perform(message.toVerify(key.use(), asKmsHasIt(signature)));
      reset();
      return isRight;
    } catch (KmsCallException e) {
      throw new SignatureException(e.getMessage(), e);
    } catch (LinkageError e) {
      throw notLinked(e);
    } finally {
      message.wipe();
    }
  }

  /** What is no signature needs no answer, and is the end of the message like one. */
  private byte[] asKmsHasIt(byte[] signature) throws SignatureException {
    if (algorithm.scheme() != SignatureScheme.ECDSA_P1363) {
      return signature;
    }
    try {
      return EcdsaEncodings.p1363ToDer(signature, key.spec());
    } catch (SignatureException e) {
      reset();
      throw e;
    }
  }

  @Override
  public void setParameter(@Nullable AlgorithmParameterSpec parameters)
      throws InvalidAlgorithmParameterException {
    if (algorithm.scheme() == SignatureScheme.RSA_PSS) {
      PSSParameterSpec given = PssParameters.require(parameters);
      requireNotStarted(input != null && input.isStarted());
      Digest digest = PssParameters.requireSupported(given);
      if (digest != pssDigest) {
        requireNotStarted(collected != null);
        pssDigest = digest;
        input = null;
      }
      pss = given;
    } else if (parameters != null) {
      KeyParameters.require(
          algorithm, parameters, key, "key " + key.arn() + " (" + key.spec() + ")");
    }
  }

  private static void requireNotStarted(boolean isStarted) {
    if (isStarted) {
      throw new ProviderException("cannot set parameters during an operation");
    }
  }

  @Override
  public @Nullable AlgorithmParameters parameters() {
    return pss == null ? null : PssParameters.encoded(pss);
  }

  @Override
  public void reset() {
    if (input != null) {
      input.reset();
    }
    if (collected != null) {
      Arrays.fill(collected, (byte) 0);
      collected = null;
    }
    isAsked = false;
    isLost = false;
  }
}
