package io.github.kmsjca.internal.registration;

import io.github.kmsjca.internal.random.KmsSecureRandomSpi;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.SecureRandomParameters;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The SecureRandom, which must never be the JVM's own: {@code new SecureRandom()} takes the first
 * that was put into any provider's table, whatever its name. So it is not put there; the provider
 * answers with it when it is asked by name.
 */
public final class RandomService extends Provider.Service {
  private static final String TYPE = "SecureRandom";
  private static final String THREAD_SAFE = "ThreadSafe";
  private static final String PROPERTY = "SecureRandom.AWSKMS";
  private static final String THREAD_SAFE_PROPERTY = "SecureRandom.AWSKMS ThreadSafe";

  private final Instance instance;

  public RandomService(Provider provider, Instance instance) {
    super(
        provider,
        TYPE,
        KmsSecureRandomSpi.ALGORITHM,
        KmsSecureRandomSpi.class.getName(),
        null,
        Map.of(THREAD_SAFE, "true"));
    this.instance = instance;
  }

  /** True if that is asked for, in whatever letters. */
  public boolean is(String type, String algorithm) {
    return TYPE.equals(type) && KmsSecureRandomSpi.ALGORITHM.equalsIgnoreCase(algorithm);
  }

  /** The key under which {@link java.security.Security} finds a service among the properties. */
  public String property() {
    return PROPERTY;
  }

  /**
   * What a service in the table has among the properties of its provider. JDK 17 reads there, in
   * the caller's spelling, whether a SecureRandom is thread-safe.
   */
  public @Nullable String property(String key) {
    if (PROPERTY.equalsIgnoreCase(key)) {
      return getClassName();
    }
    return THREAD_SAFE_PROPERTY.equalsIgnoreCase(key) ? getAttribute(THREAD_SAFE) : null;
  }

  /**
   * A generator.
   *
   * @param parameters what {@code SecureRandom.getInstance} was given
   * @throws NoSuchAlgorithmException if they cannot be satisfied: then JCA asks other providers
   */
  @Override
  public Object newInstance(@Nullable Object parameters) throws NoSuchAlgorithmException {
    if (parameters != null && !(parameters instanceof SecureRandomParameters)) {
      throw new NoSuchAlgorithmException(
          "SecureRandom AWSKMS takes no " + parameters.getClass().getName());
    }
    return new KmsSecureRandomSpi(instance.random(), (SecureRandomParameters) parameters);
  }
}
