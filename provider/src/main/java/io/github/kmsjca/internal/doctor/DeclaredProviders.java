package io.github.kmsjca.internal.doctor;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.internal.registration.Instance;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The lines {@code security.provider.N} of the security files that are in effect. */
final class DeclaredProviders {
  static final String NAME = "AWSKMS";
  static final String PREFIX = "security.provider.";

  /** Nobody has as many; the properties can be asked for, but not listed. */
  private static final int HIGHEST = 200;

  /**
   * One line.
   *
   * @param name a provider's name or class
   */
  record Line(int number, String name, String argument) {
    boolean isOurs() {
      return name.equals(NAME) || name.equals(KmsProvider.class.getName());
    }

    /** True if the provider is what this line means. */
    boolean means(Provider provider) {
      return isOurs()
          ? Instance.of(provider).isPresent()
          : provider.getName().equals(name)
              || provider.getName().startsWith(name + "-") // SunPKCS11 with a configuration
              || provider.getClass().getName().equals(name);
    }

    /** With our own argument only: another provider's may hold a PIN. */
    @Override
    public String toString() {
      String shown = argument.isEmpty() ? "" : isOurs() ? " " + argument : " ...";
      return PREFIX + number + "=" + name + shown;
    }
  }

  private final SortedMap<Integer, Line> lines = new TreeMap<>();

  DeclaredProviders(Map<Integer, String> texts) {
    texts.forEach(
        (number, text) -> {
          String[] parts = text.strip().split("\\s+", 2);
          lines.put(number, new Line(number, parts[0], parts.length == 1 ? "" : parts[1]));
        });
  }

  static DeclaredProviders ofThisJvm() {
    Map<Integer, String> texts = new TreeMap<>();
    for (int number = 1; number <= HIGHEST; number++) {
      String text = Security.getProperty(PREFIX + number);
      if (text != null && !text.isBlank()) {
        texts.put(number, text);
      }
    }
    return new DeclaredProviders(texts);
  }

  /** Where the JDK stops reading: the first number without a line. */
  int firstFree() {
    int number = 1;
    while (lines.containsKey(number)) {
      number++;
    }
    return number;
  }

  /** The lines that the JDK reads. */
  List<Line> read() {
    return new ArrayList<>(lines.headMap(firstFree()).values());
  }

  /** The lines behind the first number that is missing. */
  List<Line> unread() {
    return new ArrayList<>(lines.tailMap(firstFree()).values());
  }
}
