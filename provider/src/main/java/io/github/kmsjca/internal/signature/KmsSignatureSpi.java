package io.github.kmsjca.internal.signature;

import io.github.kmsjca.internal.algorithm.Digest;
import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.internal.algorithm.SignatureScheme;
import io.github.kmsjca.internal.configuration.ConfigurationException;
import io.github.kmsjca.internal.configuration.Setting;
import io.github.kmsjca.internal.configuration.Settings;
import io.github.kmsjca.internal.delegation.ForeignSignatures;
import io.github.kmsjca.internal.key.KeyResolver;
import io.github.kmsjca.internal.key.OtherInstance;
import io.github.kmsjca.internal.key.PrivateKeyHandle;
import io.github.kmsjca.internal.key.PublicKeys;
import io.github.kmsjca.internal.kms.ClassPathFailure;
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
import java.security.spec.PSSParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Every Signature algorithm: a row, perhaps parameters, and from the first init on an {@link
 * Operation}. With a key of ours that is KMS; with any other private key it is a pipe to the
 * provider that JCA would have chosen. Initialising never does I/O.
 */
public final class KmsSignatureSpi extends SignatureSpi {
  private static final String OWN = KmsSignatureSpi.class.getName();

  private final SignatureAlgorithm algorithm;
  private final KeyResolver owner;
  private final Settings settings;

  /** Given before a key, with one, or by the row; each init takes them over. */
  private @Nullable AlgorithmParameterSpec parameters;

  /** Absent before the first init, and after one that failed. */
  private @Nullable Operation operation;

  public KmsSignatureSpi(SignatureAlgorithm algorithm, KeyResolver owner, Settings settings) {
    this.algorithm = algorithm;
    this.owner = owner;
    this.settings = settings;
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
  protected void engineInitSign(@Nullable PrivateKey key, @Nullable SecureRandom random)
      throws InvalidKeyException {
    clear();
    operation =
        key instanceof PrivateKeyHandle handle && handle.belongsTo(owner)
            ? inKms(handle)
            : foreign(key, random);
  }

  private Operation inKms(PrivateKeyHandle key) throws InvalidKeyException {
    try {
      return new KmsOperation(algorithm, key, parameters, isSet(Setting.VERIFY_SIGNED, "true"));
    } catch (LinkageError e) {
      throw new InvalidKeyException(ClassPathFailure.text(e), e);
    }
  }

  private Operation foreign(@Nullable PrivateKey key, @Nullable SecureRandom random)
      throws InvalidKeyException {
    owner.requireFound(key);
    OtherInstance.requireUsable(key);
    try {
      return new ForeignOperation(
          ForeignSignatures.forSigning(algorithm.delegateName(), key, parameters, random, OWN),
          null);
    } catch (InvalidKeyException e) {
      throw OtherInstance.explained(key, e);
    }
  }

  @Override
  protected void engineInitVerify(@Nullable PublicKey key) throws InvalidKeyException {
    clear();
    operation =
        key != null && isSet(Setting.VERIFY, "kms")
            ? inKms(known(key))
            : LocalOperations.verifying(algorithm, key, parameters);
  }

  /** With a configuration that is not valid, other people's verifications still go on. */
  private boolean isSet(Setting setting, String value) {
    try {
      return settings.get().text(setting).filter(value::equals).isPresent();
    } catch (ConfigurationException e) {
      return false;
    }
  }

  /** KMS verifies by ARN, so the key must be one that this instance has resolved. */
  private PrivateKeyHandle known(PublicKey key) throws InvalidKeyException {
    return owner
        .resolved(key)
        .orElseThrow(
            () ->
                new InvalidKeyException(
                    "verify=kms: no KMS key that this provider has resolved has the public key "
                        + PublicKeys.fingerprint(key)
                        + ": get it from the KeyStore first, or set verify=local"));
  }

  /** A failed init must not leave an earlier key in place. */
  private void clear() {
    if (operation != null) {
      operation.reset();
    }
    operation = null;
  }

  @Override
  protected void engineUpdate(byte b) throws SignatureException {
    engineUpdate(new byte[] {b}, 0, 1);
  }

  @Override
  protected void engineUpdate(byte[] bytes, int offset, int length) throws SignatureException {
    operation().update(bytes, offset, length);
  }

  @Override
  protected void engineUpdate(ByteBuffer bytes) {
    try {
      operation().update(bytes);
    } catch (SignatureException e) {
      throw new ProviderException(e.getMessage(), e);
    }
  }

  @Override
  protected byte[] engineSign() throws SignatureException {
    return operation().sign(Integer.MAX_VALUE);
  }

  @Override
  protected int engineSign(byte[] out, int offset, int room) throws SignatureException {
    byte[] signature = operation().sign(room);
    System.arraycopy(signature, 0, out, offset, signature.length);
    return signature.length;
  }

  @Override
  protected boolean engineVerify(byte[] signature) throws SignatureException {
    return operation().verify(signature);
  }

  private Operation operation() throws SignatureException {
    if (operation == null) {
      throw new SignatureException("not initialised with a key");
    }
    return operation;
  }

  @Override
  protected void engineSetParameter(@Nullable AlgorithmParameterSpec spec)
      throws InvalidAlgorithmParameterException {
    requireNamedDigest(spec);
    if (operation != null) {
      setParameter(operation, spec);
    } else {
      requireAcceptable(spec);
    }
    parameters = spec;
  }

  /** What is verified here is refused in the words of whom JCA would have bound without us. */
  private void setParameter(Operation current, @Nullable AlgorithmParameterSpec spec)
      throws InvalidAlgorithmParameterException {
    try {
      current.setParameter(spec);
    } catch (InvalidAlgorithmParameterException e) {
      if (current instanceof LinkedOperation) {
        requireAcceptable(spec);
      }
      throw e;
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

  /**
   * The key may turn out to be anybody's: what the platform takes, we take, and what it refuses, it
   * refuses.
   */
  private void requireAcceptable(@Nullable AlgorithmParameterSpec spec)
      throws InvalidAlgorithmParameterException {
    Signature next = next();
    if (next != null) {
      next.setParameter(spec);
    } else if (isPss()) {
      PssParameters.requireSupported(PssParameters.require(spec));
    } else if (!KeyParameters.areAcceptable(algorithm, spec)) {
      throw KeyParameters.refusal(algorithm);
    }
  }

  /** Whom JCA would have bound without us, and so asked as long as there is no key. */
  private @Nullable Signature next() {
    return ForeignSignatures.next(algorithm.delegateName(), OWN);
  }

  @Override
  protected @Nullable AlgorithmParameters engineGetParameters() {
    if (operation != null) {
      return operation.parameters();
    }
    if (parameters instanceof PSSParameterSpec pss) {
      return PssParameters.encoded(pss);
    }
    Signature next = next();
    return next == null ? null : next.getParameters();
  }

  @Override
  @Deprecated
  protected void engineSetParameter(String name, Object value) {
    Signature next = operation == null ? next() : null;
    if (next == null) {
      throw new InvalidParameterException("no parameter is set by name");
    }
    next.setParameter(name, value);
  }

  @Override
  @Deprecated
  protected Object engineGetParameter(String name) {
    Signature next = operation == null ? next() : null;
    if (next == null) {
      throw new InvalidParameterException("no parameter has a name");
    }
    return next.getParameter(name);
  }
}
