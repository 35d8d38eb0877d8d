package io.github.kmsjca.programs;

import io.github.kmsjca.testkit.ProviderPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** How a program gets the provider. JDK 17 tries one way, later ones the other, a soak both. */
public enum Installation {
  /** Nothing in the program: a security file, which appends the provider to the list. */
  LAST_BY_SECURITY_FILE,

  /** One line of code before the program, which puts the provider first. */
  FIRST_BY_CODE;

  /** Those that this build tries, for {@code @MethodSource}. */
  public static Stream<Installation> tried() {
    return Arrays.stream(values()).filter(way -> way == usual() || Boolean.getBoolean("soak"));
  }

  /** The one of this JDK, for tests that have enough other cases. */
  public static Installation usual() {
    return Runtime.version().feature() < 21 ? LAST_BY_SECURITY_FILE : FIRST_BY_CODE;
  }

  /** The one that is not this one. */
  public Installation other() {
    return this == FIRST_BY_CODE ? LAST_BY_SECURITY_FILE : FIRST_BY_CODE;
  }

  /** Where it puts the provider. */
  public ProviderPlace place() {
    return this == FIRST_BY_CODE ? ProviderPlace.FIRST : ProviderPlace.LAST;
  }

  /** The file of "By configuration, in java.security" in the documentation. */
  static Path writeSecurityFile(Path file) throws IOException {
    return Files.writeString(
        file,
        ProviderPlace.LAST.securityProperties()
            + "jdk.security.provider.preferred=Signature.RSASSA-PSS:AWSKMS\n");
  }
}
