package io.github.kmsjca.internal.registration;

import io.github.kmsjca.internal.algorithm.CipherAlgorithm;
import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.internal.cipher.EnvelopeOperations;
import io.github.kmsjca.internal.cipher.KmsCipherSpi;
import io.github.kmsjca.internal.key.KeyHandle;
import io.github.kmsjca.internal.key.KeyResolver;
import io.github.kmsjca.internal.key.ResolverSource;
import io.github.kmsjca.internal.keystore.KmsKeyStoreSpi;
import io.github.kmsjca.internal.signature.KmsSignatureSpi;
import java.security.InvalidParameterException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One row of the provider: makes the engine's SPI and hands it what it needs. */
final class KmsService extends Provider.Service implements ResolverSource {
  private final Engine engine;
  private final Instance instance;
  private final @Nullable SignatureAlgorithm signature;
  private final @Nullable CipherAlgorithm cipher;

  private KmsService(
      Provider provider,
      Engine engine,
      String algorithm,
      Class<?> implementation,
      List<String> aliases,
      @Nullable SignatureAlgorithm signature,
      @Nullable CipherAlgorithm cipher,
      Instance instance) {
    super(provider, engine.type(), algorithm, implementation.getName(), aliases, Map.of());
    this.engine = engine;
    this.instance = instance;
    this.signature = signature;
    this.cipher = cipher;
  }

  static KmsService keyStore(Provider provider, Instance instance) {
    return new KmsService(
        provider,
        Engine.KEY_STORE,
        KmsKeyStoreSpi.TYPE,
        KmsKeyStoreSpi.class,
        List.of(),
        null,
        null,
        instance);
  }

  static KmsService signature(Provider provider, SignatureAlgorithm row, Instance instance) {
    return new KmsService(
        provider,
        Engine.SIGNATURE,
        row.jcaName(),
        KmsSignatureSpi.class,
        row.aliases(),
        row,
        null,
        instance);
  }

  /**
   * A service of its own for each name: JCA would take an alias for the algorithm's first part,
   * with a mode and a padding to be set, and a key that others serve by one name may be an orphan
   * by another.
   *
   * @param name the row's own, or one of its aliases
   */
  static KmsService cipher(Provider provider, CipherAlgorithm row, String name, Instance instance) {
    return new KmsService(
        provider, Engine.CIPHER, name, KmsCipherSpi.class, List.of(), null, row, instance);
  }

  @Override
  public Object newInstance(@Nullable Object constructorParameter) throws NoSuchAlgorithmException {
    if (constructorParameter != null) {
      throw new InvalidParameterException(getType() + " takes no constructor parameter");
    }
    return switch (engine) {
      case KEY_STORE -> new KmsKeyStoreSpi(instance.resolver(), instance.settings());
      case SIGNATURE ->
          new KmsSignatureSpi(
              Objects.requireNonNull(signature), instance.resolver(), instance.settings());
      case CIPHER ->
          new KmsCipherSpi(
              Objects.requireNonNull(cipher),
              getAlgorithm(),
              instance.resolver(),
              instance.settings(),
              new EnvelopeOperations(instance.envelopes()));
    };
  }

  /**
   * True for every handle of this provider instance, also one of the wrong type or usage: no other
   * provider could use it, and so the refusal comes from us and names the key. False for other
   * keys, so JCA goes on to the provider that can use them, but for those that only we can serve.
   */
  @Override
  public boolean supportsParameter(@Nullable Object parameter) {
    if (engine == Engine.KEY_STORE) {
      return super.supportsParameter(parameter);
    }
    if (parameter != null && !(parameter instanceof Key)) {
      throw new InvalidParameterException("the parameter must be a Key");
    }
    if (parameter instanceof KeyHandle handle && handle.belongsTo(instance.resolver())) {
      return true;
    }
    if (!(parameter instanceof Key key) || key instanceof KeyHandle) {
      return false;
    }
    return cipher != null
        ? OrphanKeys.areServed(cipher, getAlgorithm(), key)
        : OrphanKeys.areServed(Objects.requireNonNull(signature), key);
  }

  Instance instance() {
    return instance;
  }

  @Override
  public KeyResolver resolver() {
    return instance.resolver();
  }
}
