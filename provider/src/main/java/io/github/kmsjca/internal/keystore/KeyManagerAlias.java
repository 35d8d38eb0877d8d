package io.github.kmsjca.internal.keystore;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names that the JDK's {@code PKIX} key manager has for entries: two numbers, and the name in
 * the KeyStore. It knows an entry by no other name, so a program that is to choose one for it, as
 * Tomcat does, is told such a name, and asks the KeyStore for it as well.
 */
final class KeyManagerAlias {
  private static final Pattern FORM = Pattern.compile("[0-9]+\\.[0-9]+\\.(.+)");

  private KeyManagerAlias() {}

  /** The entry of that very name; else the one that the key manager means by it, if it is one. */
  static <T> Optional<T> find(@Nullable String alias, Function<String, Optional<T>> entries) {
    if (alias == null) {
      return Optional.empty();
    }
    Optional<T> own = entries.apply(alias);
    if (own.isPresent()) {
      return own;
    }
    Matcher parts = FORM.matcher(alias);
    return parts.matches() ? entries.apply(parts.group(1)) : own;
  }
}
