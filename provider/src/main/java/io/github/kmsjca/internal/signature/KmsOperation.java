package io.github.kmsjca.internal.signature;

import io.github.kmsjca.internal.algorithm.Digest;
import io.github.kmsjca.internal.algorithm.KeyFamily;
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
import java.security.interfaces.ECKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One algorithm with one KMS key: hashes here, one Sign or Verify call per signature. */
final class KmsOperation implements Operation {
  private final SignatureAlgorithm algorithm;
  private final PrivateKeyHandle key;
  private @Nullable PSSParameterSpec pss;

  /** The digest that PSS parameters name; {@code null} until they are set. */
  private @Nullable Digest pssDigest;

  /** Made when the message begins: it may need the public key, and init must not ask KMS for it. */
  private @Nullable MessageInput input;

  /** Offline: what can be refused without asking KMS is refused here. */
  KmsOperation(
      SignatureAlgorithm algorithm,
      PrivateKeyHandle key,
      @Nullable AlgorithmParameterSpec parameters)
      throws InvalidKeyException {
    requireSuitable(algorithm, key);
    this.algorithm = algorithm;
    this.key = key;
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
    key.requireUsage(KeyUsage.SIGN_VERIFY, "Sign");
  }

  @Override
  public void update(byte[] bytes, int offset, int length) throws SignatureException {
    input().update(bytes, offset, length);
  }

  @Override
  public void update(ByteBuffer bytes) throws SignatureException {
    input().update(bytes);
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

  private byte[] message() throws SignatureException {
    MessageInput whole = input();
    try {
      return whole.finish();
    } catch (LinkageError e) {
      throw notLinked(e);
    }
  }

  /** The class path lacks what hashing here takes; the gateway tells of what KMS takes. */
  private static SignatureException notLinked(LinkageError cause) {
    return new SignatureException(ClassPathFailure.text(cause), cause);
  }

  @Override
  public byte[] sign() throws SignatureException {
    byte[] collected = message();
    try {
      KmsMessage message = KmsMessage.of(algorithm, key, pssDigest, collected);
      try {
        byte[] signature = key.gateway().perform(message.toSign(key.use()));
        return algorithm.scheme() == SignatureScheme.ECDSA_P1363
            ? EcdsaEncodings.derToP1363(signature, key.spec())
            : signature;
      } finally {
        message.wipe();
      }
    } catch (KmsCallException e) {
      throw new SignatureException(e.getMessage(), e);
    } catch (LinkageError e) {
      throw notLinked(e);
    } finally {
      Arrays.fill(collected, (byte) 0);
    }
  }

  @Override
  public boolean verify(byte[] signature) throws SignatureException {
    byte[] collected = message();
    try {
      KmsMessage message = KmsMessage.of(algorithm, key, pssDigest, collected);
      try {
        byte[] encoded =
            algorithm.scheme() == SignatureScheme.ECDSA_P1363
                ? EcdsaEncodings.p1363ToDer(signature, key.spec())
                : signature;
        return key.gateway().perform(message.toVerify(key.use(), encoded));
      } finally {
        message.wipe();
      }
    } catch (KmsCallException e) {
      throw new SignatureException(e.getMessage(), e);
    } catch (LinkageError e) {
      throw notLinked(e);
    } finally {
      Arrays.fill(collected, (byte) 0);
    }
  }

  @Override
  public void setParameter(@Nullable AlgorithmParameterSpec parameters)
      throws InvalidAlgorithmParameterException {
    if (algorithm.scheme() == SignatureScheme.RSA_PSS) {
      PSSParameterSpec given = PssParameters.require(parameters);
      if (input != null && input.isStarted()) {
        throw new ProviderException("cannot set parameters during an operation");
      }
      pssDigest = PssParameters.requireSupported(given);
      pss = given;
      input = null;
    } else if (parameters != null) {
      requireCurve(parameters);
    }
  }

  /** ECDSA takes the curve, which certificate code passes along; nothing else takes anything. */
  private void requireCurve(AlgorithmParameterSpec parameters)
      throws InvalidAlgorithmParameterException {
    if (algorithm.scheme().family() != KeyFamily.EC
        || !(parameters instanceof ECParameterSpec curve)) {
      throw new InvalidAlgorithmParameterException(algorithm.jcaName() + " takes no parameters");
    }
    ECParameterSpec own = key instanceof ECKey ec ? ec.getParams() : null;
    if (own == null
        || !own.getCurve().equals(curve.getCurve())
        || !own.getGenerator().equals(curve.getGenerator())
        || !own.getOrder().equals(curve.getOrder())) {
      throw new InvalidAlgorithmParameterException(
          "the parameters are of another curve than key " + key.arn() + " (" + key.spec() + ")");
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
  }
}
