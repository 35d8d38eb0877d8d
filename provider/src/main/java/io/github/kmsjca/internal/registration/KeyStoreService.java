package io.github.kmsjca.internal.registration;

import io.github.kmsjca.internal.keystore.InMemoryCopiesSpi;
import io.github.kmsjca.internal.keystore.KmsKeyStoreSpi;
import java.security.InvalidParameterException;
import java.security.Key;
import java.security.Provider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The KeyStore, and the one that is made to be a JVM's default type. */
final class KeyStoreService extends KmsService {
  private static final String PACKAGE = "io.github.kmsjca.internal.keystore.";

  static final String TYPE = "KeyStore";

  private final boolean isForCopies;

  private KeyStoreService(
      Provider provider, Instance instance, String type, String spi, boolean isForCopies) {
    super(provider, TYPE, type, spi, List.of(), instance);
    this.isForCopies = isForCopies;
  }

  static KeyStoreService ofKms(Provider provider, Instance instance) {
    return new KeyStoreService(
        provider, instance, KmsKeyStoreSpi.TYPE, PACKAGE + "KmsKeyStoreSpi", false);
  }

  static KeyStoreService ofCopies(Provider provider, Instance instance) {
    return new KeyStoreService(
        provider, instance, InMemoryCopiesSpi.TYPE, PACKAGE + "InMemoryCopiesSpi", true);
  }

  @Override
  Object newEngine() {
    if (isForCopies) { // an expression for both would load both classes with this one
      return new InMemoryCopiesSpi(this::kmsKeyStore);
    }
    return kmsKeyStore();
  }

  private KmsKeyStoreSpi kmsKeyStore() {
    return new KmsKeyStoreSpi(instance().resolver(), instance().settings(), instance().gateway());
  }

  @Override
  boolean servesOrphan(Key key) {
    return false;
  }

  @Override
  public boolean supportsParameter(@Nullable Object parameter) {
    throw new InvalidParameterException("a KeyStore is not chosen by a parameter");
  }
}
