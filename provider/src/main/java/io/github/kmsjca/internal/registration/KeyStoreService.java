package io.github.kmsjca.internal.registration;

import io.github.kmsjca.internal.keystore.KmsKeyStoreSpi;
import java.security.InvalidParameterException;
import java.security.Key;
import java.security.Provider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The KeyStore. */
final class KeyStoreService extends KmsService {
  private static final String SPI = "io.github.kmsjca.internal.keystore.KmsKeyStoreSpi";

  static final String TYPE = "KeyStore";

  KeyStoreService(Provider provider, Instance instance) {
    super(provider, TYPE, KmsKeyStoreSpi.TYPE, SPI, List.of(), instance);
  }

  @Override
  Object newEngine() {
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
