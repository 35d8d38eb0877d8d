package io.github.kmsjca.internal.delegation;

import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What generators of others were asked for and have accepted: programs ask for the same few sizes
 * and curves, a server once or twice a connection. Should the same be refused later, by providers
 * that came meanwhile, only the refusal's text differs. Thread safe.
 */
final class AcceptedRequests {
  /** More kinds of keys than a program makes; there is no need to know all. */
  private static final int MOST = 64;

  private static final Set<Request> ACCEPTED = ConcurrentHashMap.newKeySet();

  private AcceptedRequests() {}

  /**
   * One of them.
   *
   * @param what a size, the name of a curve, or a curve of the platform's own
   */
  private record Request(String algorithm, Class<?> type, Object what) {

    /** Null for what has no short and certain equality. */
    static @Nullable Request of(String algorithm, @Nullable Object request) {
      if (request == null) {
        return null;
      }
      Class<?> type = request.getClass();
      if (type == Integer.class) {
        return new Request(algorithm, type, request);
      }
      if (type == ECGenParameterSpec.class || type == NamedParameterSpec.class) {
        return new Request(algorithm, type, ((NamedParameterSpec) request).getName());
      }
      // Compared by identity, of which a program's own would have too many.
      boolean platforms = type.getClassLoader() == null && type != ECParameterSpec.class;
      return platforms && request instanceof ECParameterSpec
          ? new Request(algorithm, type, request)
          : null;
    }
  }

  static boolean contain(String algorithm, @Nullable Object request) {
    Request known = Request.of(algorithm, request);
    return known != null && ACCEPTED.contains(known);
  }

  static void add(String algorithm, @Nullable Object request) {
    Request accepted = Request.of(algorithm, request);
    if (accepted != null && ACCEPTED.size() < MOST) {
      ACCEPTED.add(accepted);
    }
  }
}
