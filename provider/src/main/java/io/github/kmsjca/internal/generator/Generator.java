package io.github.kmsjca.internal.generator;

import io.github.kmsjca.internal.algorithm.GeneratorAlgorithm;
import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.kms.ClassPathFailure;
import io.github.kmsjca.internal.telemetry.Log;
import io.github.kmsjca.spec.DataKeyParameterSpec;
import io.github.kmsjca.spec.KmsKeyGenParameterSpec;
import java.lang.System.Logger.Level;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidParameterException;
import java.security.KeyPair;
import java.security.ProviderException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.function.Function;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * The state of either engine, as far as the keys are ours. All refusals of parameters are made
 * here, offline.
 */
final class Generator {
  private final GeneratorAlgorithm row;
  private final Workshop workshop;
  private final PlainUse plainUse;

  /** Nothing before it is initialised. */
  private volatile @Nullable Wish wish;

  /**
   * What it was initialised with.
   *
   * @param own true of parameters of ours
   * @param order nothing if it was refused
   */
  private record Wish(boolean own, @Nullable Order order) {
    static final Wish REFUSED = new Wish(false, null);
  }

  /**
   * A generator.
   *
   * @param named true if the caller named the provider
   */
  Generator(GeneratorAlgorithm row, Workshop workshop, boolean named) {
    this.row = row;
    this.workshop = workshop;
    this.plainUse = new PlainUse(row, workshop, named);
  }

  /** True of parameters that nobody else knows. */
  static boolean isOwn(@Nullable AlgorithmParameterSpec parameters) {
    return parameters instanceof KmsKeyGenParameterSpec
        || parameters instanceof DataKeyParameterSpec;
  }

  /** True if our keys were wanted when it was last initialised, be it in vain. */
  boolean isWanted() {
    return wish != null;
  }

  /** Forgets what it was initialised with. */
  void clear() {
    wish = null;
  }

  /** By size alone. */
  void init(int size) {
    wish = Wish.REFUSED;
    requirePlainUse();
    try {
      usePlain(PlainParameters.specOf(row, size));
    } catch (InvalidAlgorithmParameterException e) {
      throw invalid(String.valueOf(e.getMessage()), e);
    }
  }

  /** Without saying anything. */
  void init() {
    wish = Wish.REFUSED;
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
    wish = Wish.REFUSED;
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
    try {
      usePlain(PlainParameters.specOf(row, parameters));
    } catch (LinkageError e) {
      throw new InvalidAlgorithmParameterException(ClassPathFailure.text(e), e);
    }
  }

  private void use(AlgorithmParameterSpec own) throws InvalidAlgorithmParameterException {
    wish =
        new Wish(
            true,
            own instanceof KmsKeyGenParameterSpec spec
                ? KmsKeyOrder.of(row, spec, workshop)
                : DataKeyOrder.of(row, (DataKeyParameterSpec) own, workshop));
  }

  private void usePlain(KeySpec spec) {
    wish = new Wish(false, KmsKeyOrder.plain(spec, workshop));
  }

  /** For rows of KeyPairGenerator. */
  KeyPair keyPair() {
    return made(Order::keyPair);
  }

  /** For rows of KeyGenerator. */
  SecretKey secretKey() {
    return made(Order::secretKey);
  }

  private <T> T made(Function<Order, T> what) {
    try {
      return what.apply(order());
    } catch (LinkageError e) {
      throw new ProviderException(ClassPathFailure.text(e), e);
    }
  }

  /** What there is to do now. The list of providers may have changed since the initialisation. */
  private Order order() {
    Wish last = wish;
    Order wanted = last == null ? null : last.order();
    if (last != null && last.own() && wanted != null) {
      return wanted;
    }
    String objection = plainUse.objection();
    if (objection != null) {
      throw new ProviderException(objection);
    }
    if (last == null) {
      return KmsKeyOrder.plain(row.defaultSpec(), workshop);
    }
    if (wanted == null) {
      throw new ProviderException(
          "what this generator was last initialised with was refused: initialise it again. No key"
              + " was made");
    }
    return wanted;
  }
}
