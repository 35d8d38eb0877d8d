package io.github.kmsjca.internal.delegation;

import java.lang.StackWalker.StackFrame;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyPairGeneratorSpi;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.KeyGenerator;
import javax.crypto.KeyGeneratorSpi;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Whether JCA goes on to the next provider if the generator that it is calling refuses. It does not
 * if the provider was named, if {@code getProvider} was called, or if all have refused before. It
 * does not say so either, but then it calls from another place; and which one that is can be seen
 * by a generator whose provider was named.
 *
 * <p>Only {@code getProvider} depends on this: were nothing learnt, the keys would be the others'
 * all the same, but for who calls it too early.
 */
final class Failover {
  private static final List<Place> WITHOUT = Trial.places();

  private Failover() {}

  /** To be called in an SPI's method. */
  static boolean isOn() {
    List<StackFrame> calls = JcaCall.nearest();
    return !calls.isEmpty() && WITHOUT.stream().noneMatch(place -> place.isOf(calls.get(0)));
  }

  /** Where JCA calls from. */
  private record Place(String type, String method, String descriptor, int index) {
    static Place ofCall() {
      StackFrame call = JcaCall.nearest().get(0);
      return new Place(
          call.getClassName(), call.getMethodName(), call.getDescriptor(), call.getByteCodeIndex());
    }

    /** The dear question comes last. */
    boolean isOf(StackFrame call) {
      return index == call.getByteCodeIndex()
          && type.equals(call.getClassName())
          && method.equals(call.getMethodName())
          && descriptor.equals(call.getDescriptor());
    }
  }

  /** A provider that is in no list, and whose generators only look where they are called from. */
  private static final class Trial extends Provider {
    private static final long serialVersionUID = 1;
    private static final String NAME = "Trial";

    private final transient List<Place> places = new ArrayList<>();

    private Trial() {
      super(NAME, "1", "");
    }

    static List<Place> places() {
      Trial trial = new Trial();
      try {
        trial.call(KeyPairGenerator.getInstance(NAME, trial));
        trial.call(KeyGenerator.getInstance(NAME, trial));
      } catch (GeneralSecurityException | RuntimeException e) {
        // Some platforms have no KeyGenerator of an unsigned jar: neither one of ours, then.
      }
      return List.copyOf(trial.places);
    }

    private void call(KeyPairGenerator generator) throws GeneralSecurityException {
      generator.initialize(0, null);
      generator.initialize(null, null);
      generator.generateKeyPair();
    }

    private void call(KeyGenerator generator) throws GeneralSecurityException {
      generator.init((SecureRandom) null);
      generator.init(0, null);
      generator.init((AlgorithmParameterSpec) null, null);
      generator.generateKey();
    }

    /** By this and not by putService, which a security manager may forbid. */
    @Override
    public Service getService(String type, String algorithm) {
      return new Service(this, type, NAME, NAME, null, null) {
        @Override
        public Object newInstance(@Nullable Object parameter) {
          return type.equals("KeyGenerator") ? new Secrets(places) : new Pairs(places);
        }
      };
    }

    private static final class Pairs extends KeyPairGeneratorSpi {
      private final List<Place> places;

      Pairs(List<Place> places) {
        this.places = places;
      }

      @Override
      public void initialize(int size, @Nullable SecureRandom random) {
        places.add(Place.ofCall());
      }

      @Override
      public void initialize(
          @Nullable AlgorithmParameterSpec parameters, @Nullable SecureRandom random) {
        places.add(Place.ofCall());
      }

      @Override
      public @Nullable KeyPair generateKeyPair() {
        places.add(Place.ofCall());
        return null;
      }
    }

    private static final class Secrets extends KeyGeneratorSpi {
      private final List<Place> places;

      Secrets(List<Place> places) {
        this.places = places;
      }

      @Override
      protected void engineInit(@Nullable SecureRandom random) {
        places.add(Place.ofCall());
      }

      @Override
      protected void engineInit(int size, @Nullable SecureRandom random) {
        places.add(Place.ofCall());
      }

      @Override
      protected void engineInit(
          @Nullable AlgorithmParameterSpec parameters, @Nullable SecureRandom random) {
        places.add(Place.ofCall());
      }

      @Override
      protected @Nullable SecretKey engineGenerateKey() {
        places.add(Place.ofCall());
        return null;
      }
    }
  }
}
