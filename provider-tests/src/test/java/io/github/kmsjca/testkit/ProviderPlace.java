package io.github.kmsjca.testkit;

import java.security.Provider;
import java.security.Security;

/** The two ends of the list of providers, where real installations put ours. */
public enum ProviderPlace {
  FIRST,
  LAST;

  /** What JUnit calls the list, for {@code @ResourceLock}. */
  public static final String LOCK = "java.security.Security";

  /** Runs something with a provider in this JVM's list, and takes it out again. */
  public void with(Provider provider, Action action) throws Exception {
    Security.insertProviderAt(provider, this == FIRST ? 1 : Security.getProviders().length + 1);
    try {
      action.run();
    } finally {
      Security.removeProvider(provider.getName());
    }
  }

  /** A file for {@code -Djava.security.properties} that registers AWSKMS. */
  public String securityProperties() {
    return SecurityProperties.withProvider(this == FIRST ? 0 : Security.getProviders().length);
  }
}
