package io.github.kmsjca.internal.registration;

import io.github.kmsjca.internal.key.KeyHandle;
import io.github.kmsjca.internal.key.KeyResolver;
import io.github.kmsjca.internal.key.OtherInstance;
import io.github.kmsjca.internal.key.ResolverSource;
import java.security.InvalidParameterException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row of the provider: makes the engine's SPI and hands it what it needs. */
abstract class KmsService extends Provider.Service implements ResolverSource {
  private final Instance instance;

  /**
   * A service.
   *
   * @param type the engine, as JCA knows it
   * @param implementation name of the SPI's class, which is not loaded for being registered
   */
  KmsService(
      Provider provider,
      String type,
      String algorithm,
      String implementation,
      List<String> aliases,
      Instance instance) {
    this(provider, type, algorithm, implementation, aliases, Map.of(), instance);
  }

  /** The same with attributes, by which JCA chooses services. */
  KmsService(
      Provider provider,
      String type,
      String algorithm,
      String implementation,
      List<String> aliases,
      Map<String, String> attributes,
      Instance instance) {
    super(provider, type, algorithm, implementation, aliases, attributes);
    this.instance = instance;
  }

  /**
   * The same for who asks by one of its aliases, if that makes a difference; {@code null} if JCA is
   * to go on as if this row did not exist.
   */
  @Nullable KmsService askedBy(String name) {
    return this;
  }

  @Override
  public final Object newInstance(@Nullable Object constructorParameter)
      throws NoSuchAlgorithmException {
    if (constructorParameter != null) {
      throw new InvalidParameterException(getType() + " takes no constructor parameter");
    }
    return newEngine();
  }

  /**
   * The engine's SPI.
   *
   * @throws NoSuchAlgorithmException if JCA is to go on as if this row did not exist
   */
  abstract Object newEngine() throws NoSuchAlgorithmException;

  /** True of a key of nobody's that only we can serve. */
  abstract boolean servesOrphan(Key key);

  /**
   * True for every handle of this provider instance, also one of the wrong type or usage: no other
   * provider could use it, and so the refusal comes from us and names the key. True as well for a
   * handle of an instance that was closed, or of another class loader's copy of this library: if
   * that one is not there to take it, we say what is wrong. False for other keys, so JCA goes on to
   * the provider that can use them, but for those that only we can serve.
   */
  @Override
  public boolean supportsParameter(@Nullable Object parameter) {
    if (parameter != null && !(parameter instanceof Key)) {
      throw new InvalidParameterException("the parameter must be a Key");
    }
    if (parameter instanceof KeyHandle handle) {
      return OtherInstance.isAnsweredFor(handle, instance.resolver());
    }
    return OtherInstance.isOfOtherCopy(parameter)
        || (parameter instanceof Key key && isServedOrphan(key));
  }

  /**
   * A key that will not tell what it is may be known to others, and so may one that cannot be read
   * here for want of a library.
   */
  private boolean isServedOrphan(Key key) {
    try {
      return servesOrphan(key);
    } catch (RuntimeException | LinkageError e) {
      return false;
    }
  }

  final Instance instance() {
    return instance;
  }

  @Override
  public final KeyResolver resolver() {
    return instance.resolver();
  }
}
