package io.github.kmsjca.internal.delegation;

import java.lang.StackWalker.StackFrame;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyPairGeneratorSpi;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.KeyGenerator;
import javax.crypto.KeyGeneratorSpi;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Whether JCA goes on to the next provider if the generator that it is calling refuses. It does not
 * if the provider was named, if {@code getProvider} was called, or if all have refused before. It
 * does not say so either, but then it calls from another place; and which one that is can be seen
 * by a generator whose provider was named. That is remembered by the lines of JCA's source, which
 * stay when an agent rewrites its classes; where there are no lines, it is asked each time.
 *
 * <p>Only {@code getProvider} depends on this: where nothing is learnt, the keys are the others'
 * all the same.
 *
 * @param <G> the engine's class
 */
final class Failover<G> {
  private final @Nullable G named;

  /** From where JCA was seen to call before it goes on. */
  private final Set<Place> seen = ConcurrentHashMap.newKeySet();

  /** A line of JCA's source; what it is in, it tells as well, and a descriptor costs more. */
  private record Place(String type, int line) {
    static Place of(StackFrame call) {
      return new Place(call.getClassName(), call.getLineNumber());
    }
  }

  private Failover(@Nullable G named) {
    this.named = named;
  }

  static Failover<KeyPairGenerator> ofPairs() {
    return Pairs.FAILOVER;
  }

  static Failover<KeyGenerator> ofSecrets() {
    return Secrets.FAILOVER;
  }

  /**
   * To be called in an SPI's method.
   *
   * @param call what JCA was called for, and so called that method
   */
  boolean isOn(ForeignGenerator.Call<G, ?, ?> call) {
    List<StackFrame> calls = JcaCall.nearest();
    if (named == null || calls.isEmpty()) {
      return false;
    }
    Place here = Place.of(calls.get(0));
    if (seen.contains(here)) {
      return true;
    }
    boolean on = isAnotherPlace(calls.get(0), named, call);
    if (on && here.line() > 0) {
      seen.add(here);
    }
    return on;
  }

  private static <G> boolean isAnotherPlace(
      StackFrame place, G named, ForeignGenerator.Call<G, ?, ?> call) {
    try {
      call.of(named);
    } catch (Seen without) {
      return without.call != null && isAnotherPlace(place, without.call);
    } catch (Exception e) {
      // Then JCA did not come as far as our generator, and it is not known.
    }
    return false;
  }

  /** In the same method. By lines, too, if it has them: of a rewritten method they stay. */
  private static boolean isAnotherPlace(StackFrame call, StackFrame without) {
    return call.getByteCodeIndex() != without.getByteCodeIndex()
        && call.getClassName().equals(without.getClassName())
        && call.getMethodName().equals(without.getMethodName())
        && call.getDescriptor().equals(without.getDescriptor())
        && (call.getLineNumber() != without.getLineNumber() || call.getLineNumber() <= 0);
  }

  /** Where JCA calls from. */
  private static final class Seen extends RuntimeException {
    private static final long serialVersionUID = 1;

    final transient @Nullable StackFrame call;

    Seen() {
      super(null, null, false, false);
      List<StackFrame> calls = JcaCall.nearest();
      call = calls.isEmpty() ? null : calls.get(0);
    }
  }

  /** A provider that is in no list, and whose generators only look where they are called from. */
  private static final class Trial extends Provider {
    private static final long serialVersionUID = 1;
    static final String NAME = "Trial";

    Trial() {
      super(NAME, "1", "");
    }

    /** By this and not by putService, which a security manager may forbid. */
    @Override
    public Service getService(String type, String algorithm) {
      return new Service(this, type, NAME, NAME, null, null) {
        @Override
        public Object newInstance(@Nullable Object parameter) {
          return type.equals("KeyGenerator") ? new Secrets() : new Pairs();
        }
      };
    }
  }

  private static final class Pairs extends KeyPairGeneratorSpi {
    static final Failover<KeyPairGenerator> FAILOVER = failover();

    private static Failover<KeyPairGenerator> failover() {
      try {
        return new Failover<>(KeyPairGenerator.getInstance(Trial.NAME, new Trial()));
      } catch (GeneralSecurityException | RuntimeException e) {
        return new Failover<>(null);
      }
    }

    @Override
    public void initialize(int size, @Nullable SecureRandom random) {
      throw new Seen();
    }

    @Override
    public void initialize(
        @Nullable AlgorithmParameterSpec parameters, @Nullable SecureRandom random) {
      throw new Seen();
    }

    @Override
    public KeyPair generateKeyPair() {
      throw new Seen();
    }
  }

  private static final class Secrets extends KeyGeneratorSpi {
    static final Failover<KeyGenerator> FAILOVER = failover();

    private static Failover<KeyGenerator> failover() {
      try {
        return new Failover<>(KeyGenerator.getInstance(Trial.NAME, new Trial()));
      } catch (GeneralSecurityException | RuntimeException e) {
        // Some platforms have no KeyGenerator of an unsigned jar: neither one of ours, then.
        return new Failover<>(null);
      }
    }

    @Override
    protected void engineInit(@Nullable SecureRandom random) {
      throw new Seen();
    }

    @Override
    protected void engineInit(int size, @Nullable SecureRandom random) {
      throw new Seen();
    }

    @Override
    protected void engineInit(
        @Nullable AlgorithmParameterSpec parameters, @Nullable SecureRandom random) {
      throw new Seen();
    }

    @Override
    protected SecretKey engineGenerateKey() {
      throw new Seen();
    }
  }
}
