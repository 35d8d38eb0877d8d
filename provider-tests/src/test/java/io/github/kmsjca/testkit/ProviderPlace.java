package io.github.kmsjca.testkit;

import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;

/** The two ends of the list of providers, where real installations put ours. */
public enum ProviderPlace {
  FIRST,
  LAST;

  /** What JUnit calls the list, for {@code @ResourceLock}. */
  public static final String LOCK = "java.security.Security";

  /** What happens while a provider is installed. */
  @FunctionalInterface
  public interface Action {
    void run() throws Exception;
  }

  /** Runs something with a provider in this JVM's list, and takes it out again. */
  public void with(Provider provider, Action action) throws Exception {
    Security.insertProviderAt(provider, this == FIRST ? 1 : Security.getProviders().length + 1);
    try {
      action.run();
    } finally {
      Security.removeProvider(provider.getName());
    }
  }

  /**
   * A file for {@code -Djava.security.properties} that registers AWSKMS. The list is written whole:
   * a number that stands twice replaces, and a hole ends it.
   */
  public String securityProperties() {
    List<String> names = new ArrayList<>();
    for (Provider provider : Security.getProviders()) {
      names.add(provider.getName());
    }
    names.remove("AWSKMS");
    names.add(this == FIRST ? 0 : names.size(), "AWSKMS");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      lines
          .append("security.provider.")
          .append(i + 1)
          .append('=')
          .append(names.get(i))
          .append('\n');
    }
    return lines.toString();
  }
}
