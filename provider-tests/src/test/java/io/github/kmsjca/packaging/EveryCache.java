package io.github.kmsjca.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kmsjca.KmsProvider;
import java.lang.reflect.Field;
import java.security.KeyStore;
import java.security.Provider;
import java.util.Map;
import javax.crypto.Cipher;

/**
 * Makes each cache of the provider work: names, entries, what KMS says of them, data keys. Then
 * prints the classes that Caffeine has looked up for them by name.
 */
final class EveryCache {
  private static final String CAFFEINE = "com.github.benmanes.caffeine.cache.";

  private EveryCache() {}

  public static void main(String[] arguments) throws Exception {
    Provider provider = new KmsProvider();
    KeyStore keys = KeyStore.getInstance("AWSKMS", provider);
    keys.load(null, null);
    keys.getEntry("symmetric", null).getAttributes();
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
    cipher.init(Cipher.ENCRYPT_MODE, keys.getKey("symmetric", null));
    byte[] message = cipher.doFinal("a message".getBytes(UTF_8));
    cipher.init(Cipher.DECRYPT_MODE, keys.getKey("symmetric", null));
    cipher.doFinal(message);
    for (String factories : new String[] {"LocalCacheFactory", "NodeFactory"}) {
      Field made = Class.forName(CAFFEINE + factories).getDeclaredField("FACTORIES");
      made.setAccessible(true);
      ((Map<?, ?>) made.get(null)).keySet().forEach(name -> System.out.println(CAFFEINE + name));
    }
  }
}
