package io.github.kmsjca.internal.agreement;

import io.github.kmsjca.internal.algorithm.AgreementAlgorithm;
import io.github.kmsjca.internal.algorithm.KeyUsage;
import io.github.kmsjca.internal.delegation.ForeignAgreements;
import io.github.kmsjca.internal.key.KeyHandle;
import io.github.kmsjca.internal.key.KeyResolver;
import io.github.kmsjca.internal.key.OtherInstance;
import io.github.kmsjca.internal.key.PrivateKeyHandle;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.KeyAgreement;
import javax.crypto.KeyAgreementSpi;
import javax.crypto.SecretKey;
import javax.crypto.ShortBufferException;
import org.jspecify.annotations.Nullable;

/**
 * Every KeyAgreement algorithm: a row, and from the first init on an {@link Agreement}. With a key
 * of ours that asks KMS; with any other key it is a pipe to the provider that JCA would have
 * chosen. Initialising never does I/O.
 */
public final class KmsKeyAgreementSpi extends KeyAgreementSpi {
  private static final String OWN = KmsKeyAgreementSpi.class.getName();

  private final AgreementAlgorithm row;
  private final KeyResolver owner;

  /** Absent before the first init, and after one with a key of ours that failed. */
  private @Nullable Agreement current;

  public KmsKeyAgreementSpi(AgreementAlgorithm row, KeyResolver owner) {
    this.row = row;
    this.owner = owner;
  }

  @Override
  protected void engineInit(Key key, @Nullable SecureRandom random) throws InvalidKeyException {
    try {
      engineInit(key, null, random);
    } catch (InvalidAlgorithmParameterException e) {
      throw new InvalidKeyException(e.getMessage(), e);
    }
  }

  @Override
  protected void engineInit(
      Key key, @Nullable AlgorithmParameterSpec parameters, @Nullable SecureRandom random)
      throws InvalidKeyException, InvalidAlgorithmParameterException {
    if (current instanceof ForeignAgreement pipe && !(key instanceof KeyHandle)) {
      // JCA would have stayed with its provider, which knows what a refusal leaves of its key.
      ForeignAgreements.initialised(pipe.agreement(), key, parameters, random);
      return;
    }
    current = null;
    if (!(key instanceof KeyHandle handle) || !handle.belongsTo(owner)) {
      owner.requireFound(key);
      OtherInstance.requireUsable(key);
      try {
        current =
            new ForeignAgreement(
                ForeignAgreements.create(row.jcaName(), key, parameters, random, OWN));
      } catch (InvalidKeyException e) {
        throw OtherInstance.explained(key, e);
      }
      return;
    }
    PrivateKeyHandle suitable = suitable(handle);
    current = agreement(suitable, parameters);
  }

  private Agreement agreement(PrivateKeyHandle key, @Nullable AlgorithmParameterSpec parameters)
      throws InvalidAlgorithmParameterException {
    KmsAgreement agreement = new KmsAgreement(row, key);
    if (row.digest() != null) {
      return new DerivedAgreement(row, agreement, KeyingMaterial.of(row.jcaName(), parameters));
    }
    if (parameters != null) {
      throw new InvalidAlgorithmParameterException(row.jcaName() + " has no parameters");
    }
    return agreement;
  }

  private PrivateKeyHandle suitable(KeyHandle key) throws InvalidKeyException {
    if (!(key instanceof PrivateKeyHandle privateKey) || !row.suits(key.spec())) {
      throw key.unsuitableFor(row.jcaName());
    }
    key.requireUsage(KeyUsage.KEY_AGREEMENT, "DeriveSharedSecret");
    return privateKey;
  }

  /** Without a key there is nothing to do, and whom JCA would have bound without us says so. */
  private Agreement current() {
    if (current != null) {
      return current;
    }
    KeyAgreement next = ForeignAgreements.next(row.jcaName(), OWN);
    if (next == null) {
      throw new IllegalStateException("not initialised with a key");
    }
    return new ForeignAgreement(next);
  }

  @Override
  protected @Nullable Key engineDoPhase(@Nullable Key key, boolean lastPhase)
      throws InvalidKeyException {
    return current().doPhase(key, lastPhase);
  }

  @Override
  protected byte[] engineGenerateSecret() {
    return current().secret();
  }

  @Override
  protected int engineGenerateSecret(byte[] output, int offset) throws ShortBufferException {
    return current().secret(output, offset);
  }

  @Override
  protected SecretKey engineGenerateSecret(@Nullable String algorithm)
      throws NoSuchAlgorithmException, InvalidKeyException {
    return current().secret(algorithm);
  }
}
