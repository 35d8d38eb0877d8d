package io.github.kmsjca.internal.kem;

import io.github.kmsjca.internal.algorithm.KemAlgorithm;
import io.github.kmsjca.internal.algorithm.KeyFamily;
import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.KeyUsage;
import io.github.kmsjca.internal.delegation.ForeignKems;
import io.github.kmsjca.internal.key.KeyHandle;
import io.github.kmsjca.internal.key.KeyResolver;
import io.github.kmsjca.internal.key.OtherInstance;
import io.github.kmsjca.internal.key.PrivateKeyHandle;
import io.github.kmsjca.internal.key.PublicKeys;
import io.github.kmsjca.internal.kms.ClassPathFailure;
import java.lang.reflect.Method;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Every KEM algorithm: a row. Encapsulates here, whoever the public key is of; decapsulates in KMS
 * with keys of ours, and with any other private key hands on to the provider that JCA would have
 * chosen. Making an encapsulator or decapsulator never does I/O. Thread-safe, as KEM has it.
 */
final class KmsKem extends SpiHandler {
  private final KemAlgorithm row;
  private final KeyResolver owner;

  private KmsKem(KemAlgorithm row, KeyResolver owner) {
    this.row = row;
    this.owner = owner;
  }

  /** The row as a {@code KEMSpi}. */
  static Object proxy(KemAlgorithm row, KeyResolver owner) {
    return KemTypes.engine(new KmsKem(row, owner));
  }

  @Override
  Object perform(Method method, @Nullable Object[] arguments)
      throws InvalidKeyException, InvalidAlgorithmParameterException {
    return switch (method.getName()) {
      case "engineNewEncapsulator" ->
          linkedEncapsulator(
              (PublicKey) arguments[0],
              (AlgorithmParameterSpec) arguments[1],
              (SecureRandom) arguments[2]);
      case "engineNewDecapsulator" ->
          newDecapsulator((PrivateKey) arguments[0], (AlgorithmParameterSpec) arguments[1]);
      default -> throw new UnsupportedOperationException(method.toString());
    };
  }

  private Object linkedEncapsulator(
      @Nullable PublicKey key,
      @Nullable AlgorithmParameterSpec parameters,
      @Nullable SecureRandom random)
      throws InvalidKeyException, InvalidAlgorithmParameterException {
    try {
      return newEncapsulator(key, parameters, random);
    } catch (LinkageError e) {
      throw new InvalidKeyException(ClassPathFailure.text(e), e);
    }
  }

  private Object newEncapsulator(
      @Nullable PublicKey key,
      @Nullable AlgorithmParameterSpec parameters,
      @Nullable SecureRandom random)
      throws InvalidKeyException, InvalidAlgorithmParameterException {
    KeySpec spec = key == null ? null : PublicKeys.specOf(key);
    if (key == null || spec == null || !row.suits(spec)) {
      throw new InvalidKeyException("the public key is not one for " + row.jcaName());
    }
    requireNone(parameters);
    Provider platform = KemEngines.platform();
    LocalEncapsulation local =
        platform != null
            ? new PlatformEncapsulation(
                ForeignKems.newEncapsulator(KeyFamily.ML_KEM.jcaName(), platform, key, random))
            : new BouncyCastleEncapsulation(
                new MlKem(spec, key), random == null ? new SecureRandom() : random);
    return KemTypes.encapsulator(new Encapsulator(spec, local));
  }

  private Object newDecapsulator(
      @Nullable PrivateKey key, @Nullable AlgorithmParameterSpec parameters)
      throws InvalidKeyException, InvalidAlgorithmParameterException {
    if (key == null) {
      owner.requireFound(key);
      throw new InvalidKeyException("there is no private key");
    }
    if (!(key instanceof KeyHandle handle) || !handle.belongsTo(owner)) {
      OtherInstance.requireUsable(key);
      try {
        return KemTypes.decapsulator(
            new Pipe(ForeignKems.newDecapsulator(row.jcaName(), key, parameters)));
      } catch (InvalidKeyException e) {
        throw OtherInstance.explained(key, e);
      }
    }
    PrivateKeyHandle suitable = suitable(handle);
    requireNone(parameters);
    return KemTypes.decapsulator(new Decapsulator(row, suitable));
  }

  private PrivateKeyHandle suitable(KeyHandle key) throws InvalidKeyException {
    if (!(key instanceof PrivateKeyHandle privateKey) || !row.suits(key.spec())) {
      throw key.unsuitableFor(row.jcaName());
    }
    key.requireUsage(KeyUsage.ENCAPSULATE_DECAPSULATE, "Decapsulate");
    return privateKey;
  }

  private void requireNone(@Nullable AlgorithmParameterSpec parameters)
      throws InvalidAlgorithmParameterException {
    if (parameters != null) {
      throw new InvalidAlgorithmParameterException(row.jcaName() + " has no parameters");
    }
  }
}
