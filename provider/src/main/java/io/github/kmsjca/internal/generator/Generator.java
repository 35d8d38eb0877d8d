package io.github.kmsjca.internal.generator;

import io.github.kmsjca.internal.algorithm.GeneratorAlgorithm;
import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.telemetry.Log;
import io.github.kmsjca.spec.DataKeyParameterSpec;
import io.github.kmsjca.spec.KmsKeyGenParameterSpec;
import java.lang.System.Logger.Level;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidParameterException;
import java.security.ProviderException;
import java.security.spec.AlgorithmParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * The state of either engine. All refusals that JCA answers by going on to the next provider are
 * made here, offline: being first in the list, this is asked for every key of the JVM, each
 * ephemeral one of TLS too.
 */
final class Generator {
  private final GeneratorAlgorithm row;
  private final Workshop workshop;
  private final PlainUse plainUse;
  private volatile @Nullable Order order;
  private volatile boolean plain;

  /**
   * A generator.
   *
   * @param byAlgorithmAlone true if nobody named the provider
   */
  Generator(GeneratorAlgorithm row, Workshop workshop, boolean byAlgorithmAlone) {
    this.row = row;
    this.workshop = workshop;
    this.plainUse = new PlainUse(row, workshop, byAlgorithmAlone);
  }

  /** True of parameters that nobody else knows. */
  static boolean isOwn(@Nullable AlgorithmParameterSpec parameters) {
    return parameters instanceof KmsKeyGenParameterSpec
        || parameters instanceof DataKeyParameterSpec;
  }

  boolean isInitialised() {
    return order != null;
  }

  /** Forgets what it was initialised with. */
  void clear() {
    order = null;
  }

  /** By size alone. */
  void init(int size) {
    order = null;
    requirePlainUse();
    try {
      usePlain(PlainParameters.specOf(row, size));
    } catch (InvalidAlgorithmParameterException e) {
      throw invalid(String.valueOf(e.getMessage()), e);
    }
  }

  /** Without saying anything. */
  void init() {
    order = null;
    requirePlainUse();
    usePlain(row.defaultSpec());
  }

  private void requirePlainUse() {
    String objection = plainUse.objection();
    if (objection != null) {
      throw invalid(objection, null);
    }
  }

  private static InvalidParameterException invalid(String message, @Nullable Throwable cause) {
    InvalidParameterException e = new InvalidParameterException(message);
    if (cause != null) {
      e.initCause(cause);
    }
    return e;
  }

  void init(@Nullable AlgorithmParameterSpec parameters) throws InvalidAlgorithmParameterException {
    order = null;
    if (parameters != null && isOwn(parameters)) {
      try {
        use(parameters);
      } catch (InvalidAlgorithmParameterException e) {
        // With another provider in front, its refusal is what the caller sees, and not this one.
        Log.logger().log(Level.WARNING, "{0}", e.getMessage());
        throw e;
      }
      return;
    }
    String objection = plainUse.objection();
    if (objection != null) {
      throw new InvalidAlgorithmParameterException(objection);
    }
    usePlain(PlainParameters.specOf(row, parameters));
  }

  private void use(AlgorithmParameterSpec own) throws InvalidAlgorithmParameterException {
    plain = false;
    order =
        own instanceof KmsKeyGenParameterSpec spec
            ? KmsKeyOrder.of(row, spec, workshop)
            : DataKeyOrder.of(row, (DataKeyParameterSpec) own, workshop);
  }

  private void usePlain(KeySpec spec) {
    plain = true;
    order = KmsKeyOrder.plain(spec, workshop);
  }

  /** What there is to do now. The list of providers may have changed since the initialisation. */
  Order order() {
    Order wanted = order;
    if (wanted != null && !plain) {
      return wanted;
    }
    String objection = plainUse.objection();
    if (objection != null) {
      throw new ProviderException(objection);
    }
    return wanted != null ? wanted : KmsKeyOrder.plain(row.defaultSpec(), workshop);
  }
}
