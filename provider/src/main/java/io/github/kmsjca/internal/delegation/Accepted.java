package io.github.kmsjca.internal.delegation;

import java.lang.ref.WeakReference;
import java.math.BigInteger;
import java.security.Provider;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the providers beside ours were seen to accept, and JCA then went on to them. A TLS server
 * asks for the same pair of keys at each handshake: that it is to be had need not be tried each
 * time. Valid as long as the list of providers is the same. Thread-safe.
 */
final class Accepted {
  /** Programs ask for few; what many there are of is not worth it. */
  private static final int MOST = 100;

  private static volatile Accepted latest = new Accepted();

  /** Weak, as a provider that was removed is to go, with its class loader. */
  private final WeakReference<?>[] providers;

  private final Set<Request> requests = ConcurrentHashMap.newKeySet();
  private final Set<Generators> generators = ConcurrentHashMap.newKeySet();

  private Accepted(Provider... providers) {
    this.providers = Stream.of(providers).map(WeakReference::new).toArray(WeakReference[]::new);
  }

  /** With the present list of providers. */
  static Accepted now() {
    Provider[] providers = Security.getProviders();
    Accepted known = latest;
    if (!known.isOf(providers)) {
      known = new Accepted(providers);
      latest = known;
    }
    return known;
  }

  private boolean isOf(Provider[] list) {
    if (list.length != providers.length) {
      return false;
    }
    for (int i = 0; i < list.length; i++) {
      if (providers[i].get() != list[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether any request to such generators was accepted: there are some, then. */
  boolean has(Generators sought) {
    return generators.contains(sought);
  }

  boolean has(@Nullable Request request) {
    return request != null && requests.contains(request);
  }

  void add(@Nullable Request request) {
    if (request != null && requests.size() < MOST) {
      requests.add(request);
      generators.add(request.to());
    }
  }

  /** All generators of an engine, such as {@code KeyPairGenerator}, for an algorithm. */
  record Generators(Class<?> engine, String algorithm) {}

  /** What one of them was asked for, compared by value. */
  record Request(Generators to, Object value) {
    static Request of(Generators to, int size) {
      return new Request(to, size);
    }

    /** {@code null} if it is not known how to compare such parameters. */
    static @Nullable Request of(Generators to, @Nullable AlgorithmParameterSpec parameters) {
      Object value = value(parameters);
      return value == null ? null : new Request(to, value);
    }

    private static @Nullable Object value(@Nullable AlgorithmParameterSpec parameters) {
      if (parameters == null || parameters.getClass().getClassLoader() != null) {
        // Of a class not the platform's, nothing is known.
        return null;
      }
      Class<?> type = parameters.getClass();
      if (parameters instanceof ECParameterSpec curve) {
        return new Curve(
            type, curve.getCurve(), curve.getGenerator(), curve.getOrder(), curve.getCofactor());
      }
      if (type == ECGenParameterSpec.class || type == NamedParameterSpec.class) {
        return new Named(type, ((NamedParameterSpec) parameters).getName());
      }
      if (parameters instanceof RSAKeyGenParameterSpec rsa && rsa.getKeyParams() == null) {
        return new Rsa(rsa.getKeysize(), rsa.getPublicExponent());
      }
      return null;
    }

    private record Curve(
        Class<?> type, EllipticCurve curve, ECPoint generator, BigInteger order, int cofactor) {}

    private record Named(Class<?> type, String name) {}

    private record Rsa(int size, BigInteger exponent) {}
  }
}
