package io.github.kmsjca.internal.delegation;

import io.github.kmsjca.internal.delegation.Accepted.Generators;
import io.github.kmsjca.internal.delegation.Accepted.Request;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.ProviderException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.function.Function;
import javax.crypto.KeyGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The generator that there would be without this library, for who names no provider: he gets its
 * keys or its very exceptions. JCA makes it, in its own order and with its own way from a provider
 * that refuses to the next; meanwhile, on this thread, our services say that they have none.
 *
 * <p>Where JCA would itself go on from us to that generator's provider, it is left to, so that
 * {@code getProvider} tells the truth afterwards.
 *
 * @param <G> the engine's class
 */
public final class ForeignGenerator<G> {
  private static final ThreadLocal<Phase> PHASE = new ThreadLocal<>();

  private final Generators sought;
  private final Call<String, G, NoSuchAlgorithmException> jca;
  private final Function<G, Provider> provider;
  private final Failover<G> failover;

  /** {@code null} while it is only known that there is one. */
  private @Nullable G generator;

  private ForeignGenerator(
      Generators sought,
      Call<String, G, NoSuchAlgorithmException> jca,
      Function<G, Provider> provider,
      Failover<G> failover) {
    this.sought = sought;
    this.jca = jca;
    this.provider = provider;
    this.failover = failover;
  }

  private enum Phase {
    SEARCH,
    CALL
  }

  /** What is done with a generator. */
  @FunctionalInterface
  public interface Call<G, T, E extends Exception> {
    T of(G generator) throws E;
  }

  /** An initialisation. */
  @FunctionalInterface
  public interface Initialisation<G, E extends Exception> {
    void of(G generator) throws E;
  }

  /**
   * For pairs of keys.
   *
   * @param algorithm the name that JCA was asked for: others may know one and not the other
   * @param oursAlone true to serve what nobody else has, too
   * @return {@code null} if nobody else has it
   * @throws NoSuchAlgorithmException if nobody else has it, and it is not to be served: what there
   *     would be without us
   */
  public static @Nullable ForeignGenerator<KeyPairGenerator> ofPairs(
      String algorithm, boolean oursAlone) throws NoSuchAlgorithmException {
    ForeignGenerator<KeyPairGenerator> found =
        search(
            new Generators(KeyPairGenerator.class, algorithm),
            KeyPairGenerator::getInstance,
            KeyPairGenerator::getProvider,
            Failover.ofPairs());
    if (found == null && !oursAlone) {
      throw new NoSuchAlgorithmException(algorithm + " KeyPairGenerator not available");
    }
    return found;
  }

  /** As {@link #ofPairs}, for secret keys. */
  public static @Nullable ForeignGenerator<KeyGenerator> ofSecrets(
      String algorithm, boolean oursAlone) throws NoSuchAlgorithmException {
    ForeignGenerator<KeyGenerator> found =
        search(
            new Generators(KeyGenerator.class, algorithm),
            KeyGenerator::getInstance,
            KeyGenerator::getProvider,
            Failover.ofSecrets());
    if (found == null && !oursAlone) {
      throw new NoSuchAlgorithmException(algorithm + " KeyGenerator not available");
    }
    return found;
  }

  private static <G> @Nullable ForeignGenerator<G> search(
      Generators sought,
      Call<String, G, NoSuchAlgorithmException> jca,
      Function<G, Provider> provider,
      Failover<G> failover) {
    ForeignGenerator<G> found = new ForeignGenerator<>(sought, jca, provider, failover);
    try {
      if (!Accepted.now().has(sought)) {
        found.found();
      }
      return found;
    } catch (NoSuchAlgorithmException e) {
      return null;
    }
  }

  private G found() throws NoSuchAlgorithmException {
    G found = generator;
    if (found == null) {
      found = in(Phase.SEARCH, jca, sought.algorithm());
      generator = found;
    }
    return found;
  }

  /** True while JCA makes one of these on this thread. */
  public static boolean isSearching() {
    return PHASE.get() == Phase.SEARCH;
  }

  /**
   * True while JCA uses one of these on this thread, and may go on to the next provider; but
   * something else may happen meanwhile, in a source of randomness.
   */
  static boolean isAtWork() {
    return PHASE.get() == Phase.CALL;
  }

  private static <A, T, E extends Exception> T in(Phase phase, Call<A, T, E> call, A argument)
      throws E {
    Phase before = PHASE.get();
    PHASE.set(phase);
    try {
      return call.of(argument);
    } finally {
      if (before == null) {
        PHASE.remove();
      } else {
        PHASE.set(before);
      }
    }
  }

  /**
   * For a size. To be called by the SPI's method of the same purpose, which JCA has called.
   *
   * @throws E the others' refusal
   * @throws ProviderException if they accept, and JCA is to find that out by itself
   */
  public <E extends Exception> void initialise(int size, Initialisation<G, E> initialisation)
      throws E {
    initialise(Request.of(sought, size), initialisation);
  }

  /** For parameters; else as for a size. */
  public <E extends Exception> void initialise(
      @Nullable AlgorithmParameterSpec parameters, Initialisation<G, E> initialisation) throws E {
    initialise(Request.of(sought, parameters), initialisation);
  }

  /** For neither; else as for a size. */
  public <E extends Exception> void initialise(Initialisation<G, E> initialisation) throws E {
    initialise((Request) null, initialisation);
  }

  private <E extends Exception> void initialise(
      @Nullable Request request, Initialisation<G, E> initialisation) throws E {
    Call<G, G, E> call =
        others -> {
          initialisation.of(others);
          return others;
        };
    Accepted accepted = Accepted.now();
    boolean known = accepted.has(request);
    boolean left = isLeftToJca(call, known);
    if (!known || !left) {
      call(call);
    }
    if (left) {
      accepted.add(request);
      throw new HandedOn();
    }
  }

  /**
   * As {@link #initialise}.
   *
   * @throws ProviderException if JCA is to find a provider that makes this key
   */
  public <T> T generate(Call<G, T, RuntimeException> call) {
    if (isLeftToJca(call, false)) {
      throw new HandedOn();
    }
    return call(call);
  }

  /**
   * For JCA, which goes on. Nobody else sees it, unless all others fail then: JCA throws what came
   * first. Without a stack trace, at which JCA does not look.
   */
  private static final class HandedOn extends ProviderException {
    private static final long serialVersionUID = 1;

    HandedOn() {
      super("no other provider makes this key, and AWSKMS makes it only for who names it");
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // does nothing
    public Throwable fillInStackTrace() {
      return this;
    }
  }

  private <T, E extends Exception> T call(Call<G, T, E> call) throws E {
    return in(Phase.CALL, call, generator());
  }

  private G generator() {
    try {
      return found();
    } catch (NoSuchAlgorithmException e) {
      // There was one when this was made: the list of providers has changed since.
      throw new HandedOn();
    }
  }

  /**
   * Whether it is JCA that does this.
   *
   * @param known true if JCA did so before
   */
  private boolean isLeftToJca(Call<G, ?, ?> call, boolean known) {
    if (!known && isOfFormerStyle(generator())) {
      return false;
    }
    boolean left = failover.isOn(call);
    if (!left) {
      // What ended JCA's search with us, getProvider mostly, would have ended it there.
      call(provider::apply);
    }
    return left;
  }

  /**
   * One that JCA does not go on to: Bouncy Castle's extend {@link KeyPairGenerator} itself, as was
   * usual before Java 1.2.
   */
  private static boolean isOfFormerStyle(Object generator) {
    return generator instanceof KeyPairGenerator
        && generator.getClass().getNestHost() != KeyPairGenerator.class;
  }
}
