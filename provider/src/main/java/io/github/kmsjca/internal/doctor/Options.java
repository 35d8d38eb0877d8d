package io.github.kmsjca.internal.doctor;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The command line.
 *
 * @param sign false if no key may be used
 * @param argument what stands behind the provider's name in {@code java.security}
 */
record Options(boolean sign, @Nullable String argument) {
  static final String USAGE =
      """
      usage: java [-D...] -jar kms-jca-provider-<version>-all.jar doctor [--no-sign] [configuration]

      Says what works and what does not: this JVM's providers, the configuration, the AWS
      credentials, the keystore file, and each key. Run it as the user, in the environment and
      with the -D options of the program that fails, -Djava.security.properties among them.

        configuration  as behind the provider's name in java.security: key=value;key=value, or
                       the path of a properties file. Without it: the registered provider, or
                       else what the system properties awskms.<key> say.
        --no-sign      use no key. Otherwise each key that is named is used once: one that signs
                       makes a signature of a text that says so (Sign in KMS), one that encrypts
                       decrypts a text or data key made for that (Decrypt), others make one
                       GenerateMac, DeriveSharedSecret or Decapsulate. Dry runs, by which KMS says
                       what is permitted, use no key, and are made of each that is named.

      Prints no secret. Ends with 0 if there is no problem, 1 if there is one, 2 if it was
      called in a wrong way.
      """;

  private static final String COMMAND = "doctor";
  private static final String NO_SIGN = "--no-sign";

  /** Empty if that is no way to call it. */
  static Optional<Options> parse(String... arguments) {
    if (arguments.length == 0 || !arguments[0].equals(COMMAND)) {
      return Optional.empty();
    }
    boolean sign = true;
    String configuration = null;
    for (int i = 1; i < arguments.length; i++) {
      String argument = arguments[i];
      if (argument.equals(NO_SIGN)) {
        sign = false;
      } else if (argument.startsWith("-") || argument.isBlank() || configuration != null) {
        return Optional.empty();
      } else {
        configuration = argument;
      }
    }
    return Optional.of(new Options(sign, configuration));
  }
}
