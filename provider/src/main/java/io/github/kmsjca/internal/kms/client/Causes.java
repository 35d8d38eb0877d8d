package io.github.kmsjca.internal.kms.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The causes of an exception, and what may be told of them. */
public final class Causes {
  /** Nothing forbids a circle of causes. */
  private static final int MOST = 20;

  /** Whose messages name addresses, and never what came from there. */
  private static final List<String> PLAIN_SPEAKERS =
      List.of(
          "java.",
          "javax.",
          "sun.",
          "org.apache.hc.client5.",
          "org.apache.hc.core5.http.ConnectionClosedException",
          "org.apache.hc.core5.http.NoHttpResponseException");

  private Causes() {}

  /** The exception itself, its cause, and so on. */
  public static List<Throwable> of(Throwable e) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable t = e; t != null && causes.size() < MOST; t = t.getCause()) {
      causes.add(t);
    }
    return causes;
  }

  /** The first of them that is of a type. */
  static <T extends Throwable> Optional<T> first(Class<T> type, Throwable e) {
    return of(e).stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  /** The one that has no cause itself. */
  public static Throwable last(Throwable e) {
    List<Throwable> causes = of(e);
    return causes.get(causes.size() - 1);
  }

  /** What it is, and what it says unless that may quote an answer, as parsers do. */
  public static String clause(@Nullable Throwable e) {
    if (e == null) {
      return "";
    }
    String name = e.getClass().getName();
    boolean isPlain = e.getMessage() != null && PLAIN_SPEAKERS.stream().anyMatch(name::startsWith);
    return e.getClass().getSimpleName() + (isPlain ? ": " + e.getMessage() : "");
  }
}
