package io.github.kmsjca.testkit;

import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;

/** A file for {@code -Djava.security.properties} that registers the provider statically. */
public final class SecurityProperties {
  private SecurityProperties() {}

  /** AWSKMS at an index among this JVM's providers. */
  public static String withProvider(int index) {
    return withProvider(index, "AWSKMS");
  }

  /**
   * The list is written whole: a number that stands twice replaces, and a hole ends it.
   *
   * @param provider name or class, and an argument if wanted
   */
  public static String withProvider(int index, String provider) {
    List<String> providers = new ArrayList<>();
    for (Provider installed : Security.getProviders()) {
      providers.add(installed.getName());
    }
    providers.add(index, provider);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < providers.size(); i++) {
      lines
          .append("security.provider.")
          .append(i + 1)
          .append('=')
          .append(providers.get(i))
          .append('\n');
    }
    return lines.toString();
  }
}
