package io.github.kmsjca.internal.signature;

import io.github.kmsjca.internal.algorithm.Digest;
import io.github.kmsjca.internal.algorithm.KeyFamily;
import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.internal.algorithm.SignatureScheme;
import io.github.kmsjca.internal.delegation.ForeignSignatures;
import io.github.kmsjca.internal.key.KeyResolver;
import io.github.kmsjca.internal.key.PrivateKeyHandle;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.InvalidParameterException;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Every Signature algorithm: a state machine over its row. With a key of ours it signs in KMS; with
 * any other key it is a pipe to the provider that JCA would have chosen. Initialising never does
 * I/O.
 */
public final class KmsSignatureSpi extends SignatureSpi {
  private final SignatureAlgorithm algorithm;
  private final KeyResolver owner;

  /** Given before a key, with one, or by the row; passed on to a delegate. */
  private @Nullable AlgorithmParameterSpec parameters;

  /** At most one of the two is there: neither before the first init and after a failed one. */
  private @Nullable RemoteSigner remote;

  private @Nullable Signature delegate;

  /** What the delegate verifies with. */
  private @Nullable PublicKey verifyKey;

  public KmsSignatureSpi(SignatureAlgorithm algorithm, KeyResolver owner) {
    this.algorithm = algorithm;
    this.owner = owner;
    Digest digest = algorithm.digest();
    if (isPss() && digest != null) {
      this.parameters = PssParameters.of(digest);
    }
  }

  private boolean isPss() {
    return algorithm.scheme() == SignatureScheme.RSA_PSS;
  }

  @Override
  protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
    engineInitSign(key, null);
  }

  @Override
  protected void engineInitSign(PrivateKey key, @Nullable SecureRandom random)
      throws InvalidKeyException {
    clear();
    if (key instanceof PrivateKeyHandle handle && handle.belongsTo(owner)) {
      remote = new RemoteSigner(algorithm, handle, isPss() ? (PSSParameterSpec) parameters : null);
    } else {
      requireKey(key);
      delegate = foreign(key, random);
    }
  }

  private Signature foreign(PrivateKey key, @Nullable SecureRandom random)
      throws InvalidKeyException {
    try {
      return ForeignSignatures.forSigning(algorithm.delegateName(), key, parameters, random);
    } catch (InvalidKeyException e) {
      if (key instanceof PrivateKeyHandle handle) {
        throw new InvalidKeyException(
            handle.arn()
                + " is a key of another provider instance, '"
                + handle.providerName()
                + "': register that one, or name it in getInstance ("
                + e.getMessage()
                + ")",
            e);
      }
      throw e;
    }
  }

  @Override
  protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
    clear();
    requireKey(key);
    delegate = ForeignSignatures.forVerifying(algorithm.delegateName(), key, parameters);
    verifyKey = key;
  }

  /** A failed init must not leave an earlier key in place. */
  private void clear() {
    if (remote != null) {
      remote.reset();
    }
    remote = null;
    delegate = null;
    verifyKey = null;
  }

  private static void requireKey(@Nullable Object key) throws InvalidKeyException {
    if (key == null) {
      throw new InvalidKeyException("the key is null");
    }
  }

  @Override
  protected void engineUpdate(byte b) throws SignatureException {
    engineUpdate(new byte[] {b}, 0, 1);
  }

  @Override
  protected void engineUpdate(byte[] bytes, int offset, int length) throws SignatureException {
    if (delegate != null) {
      delegate.update(bytes, offset, length);
    } else {
      signer().input().update(bytes, offset, length);
    }
  }

  @Override
  protected void engineUpdate(ByteBuffer bytes) {
    try {
      if (delegate != null) {
        delegate.update(bytes);
      } else {
        signer().input().update(bytes);
      }
    } catch (SignatureException e) {
      throw new ProviderException(e.getMessage(), e);
    }
  }

  @Override
  protected byte[] engineSign() throws SignatureException {
    return delegate != null ? delegate.sign() : signer().sign();
  }

  @Override
  protected boolean engineVerify(byte[] signature) throws SignatureException {
    if (delegate == null) {
      throw new SignatureException("not initialised for verification");
    }
    try {
      return delegate.verify(signature);
    } catch (SignatureException e) {
      forgetMessage(delegate);
      throw e;
    }
  }

  /** The platform's EC and EdDSA verifiers keep the message if the signature is malformed. */
  private void forgetMessage(Signature verifier) throws SignatureException {
    try {
      verifier.initVerify(verifyKey);
    } catch (InvalidKeyException e) {
      throw new SignatureException("the key is not accepted a second time", e);
    }
  }

  private RemoteSigner signer() throws SignatureException {
    if (remote == null) {
      throw new SignatureException("not initialised with a key");
    }
    return remote;
  }

  @Override
  protected void engineSetParameter(@Nullable AlgorithmParameterSpec spec)
      throws InvalidAlgorithmParameterException {
    requireNamedDigest(spec);
    if (delegate != null) {
      delegate.setParameter(spec);
    } else if (isPss()) {
      setPssParameters(spec);
    } else if (spec != null) {
      requireSuitable(spec);
    }
    if (!isPss() || spec != null) {
      parameters = spec;
    }
  }

  /** What the name says must hold: other providers of these names refuse another digest too. */
  private void requireNamedDigest(@Nullable AlgorithmParameterSpec spec)
      throws InvalidAlgorithmParameterException {
    Digest named = algorithm.digest();
    if (named != null
        && spec instanceof PSSParameterSpec pss
        && isPss()
        && !PssParameters.names(pss.getDigestAlgorithm(), named)) {
      throw new InvalidAlgorithmParameterException(
          algorithm.jcaName()
              + " takes parameters of "
              + named.jcaName()
              + ", not of "
              + pss.getDigestAlgorithm()
              + "; RSASSA-PSS takes both");
    }
  }

  private void setPssParameters(@Nullable AlgorithmParameterSpec spec)
      throws InvalidAlgorithmParameterException {
    if (!(spec instanceof PSSParameterSpec pss)) {
      throw new InvalidAlgorithmParameterException("parameters must be a PSSParameterSpec");
    }
    if (remote == null) {
      // The key may turn out to be anybody's: what the platform takes, we take.
      if (!ForeignSignatures.nextProviderAccepts(
          algorithm.delegateName(), pss, KmsSignatureSpi.class.getName())) {
        PssParameters.requireSupported(pss);
      }
    } else if (remote.isStarted()) {
      throw new ProviderException("cannot set parameters during an operation");
    } else {
      remote.setParameters(pss);
    }
  }

  /** ECDSA takes the curve, which certificate code passes along; nothing else takes anything. */
  private void requireSuitable(AlgorithmParameterSpec spec)
      throws InvalidAlgorithmParameterException {
    if (algorithm.scheme().family() != KeyFamily.EC || !(spec instanceof ECParameterSpec curve)) {
      throw new InvalidAlgorithmParameterException(algorithm.jcaName() + " takes no parameters");
    }
    if (remote != null) {
      remote.requireCurve(curve);
    }
  }

  @Override
  protected @Nullable AlgorithmParameters engineGetParameters() {
    if (delegate != null) {
      return delegate.getParameters();
    }
    return parameters instanceof PSSParameterSpec pss ? PssParameters.encoded(pss) : null;
  }

  @Override
  @Deprecated
  protected void engineSetParameter(String name, Object value) {
    throw new InvalidParameterException("no parameter is set by name");
  }

  @Override
  @Deprecated
  protected Object engineGetParameter(String name) {
    throw new InvalidParameterException("no parameter has a name");
  }
}
