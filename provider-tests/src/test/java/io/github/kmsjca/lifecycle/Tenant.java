package io.github.kmsjca.lifecycle;

import io.github.kmsjca.KmsProvider;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What one of several applications in a JVM does; each has a copy of this, and of the provider. */
public final class Tenant implements BiFunction<String, @Nullable Object, Object> {
  @Override
  public Object apply(String act, @Nullable Object with) {
    try {
      return switch (act) {
        case "install" -> KmsProvider.install();
        case "close" -> close((KmsProvider) Objects.requireNonNull(with));
        case "key" -> key((Provider) Objects.requireNonNull(with));
        case "secret key" -> secretKey((Provider) Objects.requireNonNull(with));
        case "write" -> written(with);
        case "read" -> read((byte[]) Objects.requireNonNull(with));
        default -> throw new IllegalArgumentException(act);
      };
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object close(KmsProvider provider) {
    provider.close();
    return provider;
  }

  private static Key key(Provider provider) throws Exception {
    return keys(provider).getKey("ecc-nist-p256", null);
  }

  private static Key secretKey(Provider provider) throws Exception {
    return keys(provider).getKey("symmetric", null);
  }

  private static KeyStore keys(Provider provider) throws Exception {
    KeyStore keys = KeyStore.getInstance("AWSKMS", provider);
    keys.load(null, null);
    return keys;
  }

  private static byte[] written(@Nullable Object object) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    return bytes.toByteArray();
  }

  private static Object read(byte[] bytes) throws Exception {
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes)) {
          @Override
          protected Class<?> resolveClass(ObjectStreamClass type) throws ClassNotFoundException {
            return Class.forName(type.getName(), false, Tenant.class.getClassLoader());
          }
        }) {
      return in.readObject();
    }
  }
}
