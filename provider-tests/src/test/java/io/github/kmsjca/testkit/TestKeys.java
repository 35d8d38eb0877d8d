package io.github.kmsjca.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.kmsjca.localkms.KeyMaterial;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Key material for the local KMS in tests: RSA keys from the committed pool in {@code
 * src/test/resources/keys}, all others fresh. The pool is read once per JVM. Thread safe.
 */
public final class TestKeys {
  private static final Map<String, Integer> POOL_SIZES =
      Map.of("RSA_2048", 4, "RSA_3072", 3, "RSA_4096", 3);
  private static final Map<String, List<KeyPair>> POOL = new HashMap<>();

  private TestKeys() {}

  /**
   * Serves the pool round robin, each call of this method from its beginning. The fifth RSA_2048
   * key and the fourth of the other sizes therefore have the material of the first.
   */
  public static KeyMaterial seeded() {
    KeyMaterial random = KeyMaterial.random();
    Map<String, AtomicInteger> turns = new HashMap<>();
    POOL_SIZES.keySet().forEach(spec -> turns.put(spec, new AtomicInteger()));
    return spec -> {
      AtomicInteger turn = turns.get(spec);
      if (turn == null) {
        return random.generate(spec);
      }
      List<KeyPair> pairs = pool(spec);
      return pairs.get(Math.floorMod(turn.getAndIncrement(), pairs.size()));
    };
  }

  private static List<KeyPair> pool(String spec) {
    synchronized (POOL) {
      return POOL.computeIfAbsent(spec, TestKeys::load);
    }
  }

  private static List<KeyPair> load(String spec) {
    List<KeyPair> pairs = new ArrayList<>();
    String bits = spec.substring("RSA_".length());
    for (int i = 1; i <= POOL_SIZES.getOrDefault(spec, 0); i++) {
      pairs.add(read("/keys/test-only-rsa-" + bits + "-" + i + ".pem"));
    }
    return List.copyOf(pairs);
  }

  private static KeyPair read(String resource) {
    try (InputStream in = TestKeys.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("No resource " + resource);
      }
      String pem = new String(in.readAllBytes(), US_ASCII);
      byte[] pkcs8 = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
      // By name: the provider under test may be the first one installed.
      KeyFactory rsa = KeyFactory.getInstance("RSA", "SunRsaSign");
      RSAPrivateCrtKey key = (RSAPrivateCrtKey) rsa.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      return new KeyPair(
          rsa.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent())), key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(resource + " is no RSA key", e);
    }
  }
}
