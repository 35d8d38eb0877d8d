package io.github.kmsjca.differential;

import static io.github.kmsjca.differential.Act.done;

import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.List;
import javax.crypto.KeyGenerator;

/** Generators of software keys. */
final class GeneratorChecks {
  private static final AlgorithmParameterSpec UNKNOWN = new AlgorithmParameterSpec() {};
  private static final List<String> OF_PAIRS =
      List.of(
          "RSA",
          "rsa",
          "1.2.840.113549.1.1.1",
          "EC",
          "Ed25519",
          "EdDSA",
          "1.3.101.112",
          "Ed448",
          "X25519");
  private static final List<String> OF_SECRETS =
      List.of(
          "AES",
          "2.16.840.1.101.3.4.1",
          "HmacSHA1",
          "HmacSHA224",
          "HmacSHA256",
          "HmacSHA384",
          "HmacSHA512",
          "1.2.840.113549.2.9",
          "DESede",
          "ChaCha20");

  private final Outcomes outcomes;

  GeneratorChecks(Outcomes outcomes) {
    this.outcomes = outcomes;
  }

  void run() {
    for (String name : OF_PAIRS) {
      new PairRow(name, outcomes).run();
    }
    for (String name : Lookups.NEWER_PAIRS) {
      if (Lookups.isOnThePlatform("KeyPairGenerator", name)) {
        new PairRow(name, outcomes).run();
      }
    }
    for (String name : OF_SECRETS) {
      new SecretRow(name, outcomes).run();
    }
  }

  private record PairRow(String name, Outcomes outcomes) {
    private void check(String what, Outcomes.Check check) {
      outcomes.of("KeyPairGenerator " + name + ": " + what, check);
    }

    private KeyPairGenerator generator() throws Exception {
      return KeyPairGenerator.getInstance(name);
    }

    private KeyPairGenerator asked() throws Exception {
      KeyPairGenerator generator = generator();
      generator.getProvider();
      return generator;
    }

    void run() {
      check("is found", () -> generator().getAlgorithm());
      check("asked, generates", () -> text(asked().generateKeyPair()));
      check("is whose", () -> generator().getProvider().getName());
      if (!isSlow()) {
        check("generates", () -> text(generator().generateKeyPair()));
        check("generates the old way", () -> text(generator().genKeyPair()));
        check("generates twice", () -> twice(generator()));
      }
      for (int size : new int[] {0, -1, 3, 100, 255, 256, 300, 521, 1024, 2048, 100_000}) {
        check("of size " + size, () -> done(() -> generator().initialize(size)));
        check("asked, of size " + size, () -> done(() -> asked().initialize(size)));
      }
      AlgorithmParameterSpec[] parameters = {
        null,
        UNKNOWN,
        new ECGenParameterSpec("secp256r1"),
        new ECGenParameterSpec("secp256k1"),
        new ECGenParameterSpec("bogus"),
        NamedParameterSpec.ED25519,
        new NamedParameterSpec("bogus"),
        new RSAKeyGenParameterSpec(1024, RSAKeyGenParameterSpec.F4),
        new RSAKeyGenParameterSpec(17, RSAKeyGenParameterSpec.F4)
      };
      for (int i = 0; i < parameters.length; i++) {
        AlgorithmParameterSpec each = parameters[i];
        check("with parameters " + i, () -> done(() -> generator().initialize(each)));
        check("asked, with parameters " + i, () -> done(() -> asked().initialize(each)));
        if (!isSlow()) {
          check("with parameters " + i + ", refused or not, generates", () -> initialised(each));
        }
      }
      check("of a wrong size, then generates", this::wrongSize);
      check("with a random, generates", this::withRandom);
      check("a good size, is whose", this::whose);
    }

    /** RSA keys take a second each: of its names one has all checks. */
    private boolean isSlow() {
      return !name.equals("RSA") && (name.equalsIgnoreCase("RSA") || name.contains("113549"));
    }

    private Object initialised(AlgorithmParameterSpec parameters) throws Exception {
      KeyPairGenerator generator = generator();
      try {
        generator.initialize(parameters);
      } catch (Exception e) {
        return List.of(e.getClass().getName(), text(generator.generateKeyPair()));
      }
      return text(generator.generateKeyPair());
    }

    private Object wrongSize() throws Exception {
      KeyPairGenerator generator = generator();
      try {
        generator.initialize(3);
      } catch (Exception e) {
        return text(generator.generateKeyPair());
      }
      return "taken";
    }

    private Object withRandom() throws Exception {
      KeyPairGenerator generator = generator();
      generator.initialize(
          name.equals("EC") ? 384 : name.startsWith("RSA") ? 1024 : 255, new SecureRandom());
      return text(generator.generateKeyPair());
    }

    private String whose() throws Exception {
      KeyPairGenerator generator = generator();
      generator.initialize(name.startsWith("EC") ? 384 : 2048);
      return generator.getProvider().getName();
    }

    private static Object twice(KeyPairGenerator generator) {
      return List.of(text(generator.generateKeyPair()), text(generator.generateKeyPair()));
    }

    private static String text(KeyPair pair) {
      return sized(pair.getPrivate()) + ", " + sized(pair.getPublic());
    }

    private static String sized(Key key) {
      String size = "";
      if (key instanceof RSAKey rsa) {
        size = " " + rsa.getModulus().bitLength();
      } else if (key instanceof ECKey ec) {
        size = " " + ec.getParams();
      }
      return key.getAlgorithm() + " " + key.getFormat() + " " + key.getClass().getName() + size;
    }
  }

  private record SecretRow(String name, Outcomes outcomes) {
    private void check(String what, Outcomes.Check check) {
      outcomes.of("KeyGenerator " + name + ": " + what, check);
    }

    private KeyGenerator generator() throws Exception {
      return KeyGenerator.getInstance(name);
    }

    private KeyGenerator asked() throws Exception {
      KeyGenerator generator = generator();
      generator.getProvider();
      return generator;
    }

    void run() {
      check("is found", () -> generator().getAlgorithm());
      check("generates", () -> text(generator().generateKey()));
      check("is whose", () -> generator().getProvider().getName());
      check("asked, generates", () -> text(asked().generateKey()));
      check("with a random, generates", this::withRandom);
      for (int size : new int[] {0, -1, 3, 17, 56, 112, 128, 192, 256, 512, 1024}) {
        check("of size " + size, () -> generated(generator(), size));
        check("asked, of size " + size, () -> generated(asked(), size));
      }
      check(
          "with null parameters",
          () -> done(() -> generator().init((AlgorithmParameterSpec) null)));
      check("with unknown parameters", () -> done(() -> generator().init(UNKNOWN)));
      check("asked, with unknown parameters", () -> done(() -> asked().init(UNKNOWN)));
      check("with unknown parameters, then generates", this::refused);
      check("of a wrong size, then generates", this::wrongSize);
    }

    private Object withRandom() throws Exception {
      KeyGenerator generator = generator();
      generator.init(new SecureRandom());
      return text(generator.generateKey());
    }

    private static String generated(KeyGenerator generator, int size) {
      generator.init(size);
      return text(generator.generateKey());
    }

    private String refused() throws Exception {
      KeyGenerator generator = generator();
      try {
        generator.init(UNKNOWN);
      } catch (Exception e) {
        return text(generator.generateKey());
      }
      return "taken";
    }

    private String wrongSize() throws Exception {
      KeyGenerator generator = generator();
      try {
        generator.init(3);
      } catch (Exception e) {
        return text(generator.generateKey());
      }
      return "taken";
    }

    private static String text(Key key) {
      return key.getAlgorithm() + " " + key.getClass().getName() + " " + key.getEncoded().length;
    }
  }
}
