package io.github.kmsjca.generator;

import io.github.kmsjca.internal.algorithm.GeneratorAlgorithm;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.security.interfaces.XECKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.crypto.KeyGenerator;
import javax.crypto.spec.IvParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * What a program that knows nothing of KMS may do with one generator, and a text of all that it
 * sees: keys, exceptions, providers. A sequence of calls is a word of these letters.
 *
 * <pre>
 *   s t  a good size, another        p q  good parameters, others     P  getProvider
 *   x    a wrong size                b    wrong ones                  G  generate
 *   r    a good size and a source    w    of a wrong type
 *   R    a source alone (secrets)    n    null
 * </pre>
 */
record PlainCalls(
    String algorithm,
    boolean ofPairs,
    boolean slow,
    int size,
    int otherSize,
    int wrongSize,
    @Nullable AlgorithmParameterSpec parameters,
    @Nullable AlgorithmParameterSpec otherParameters,
    AlgorithmParameterSpec wrongParameters,
    AlgorithmParameterSpec wrongType) {
  private static final AlgorithmParameterSpec IV = new IvParameterSpec(new byte[16]);

  /** Slow are those of which a default key takes a tenth of a second. */
  static List<PlainCalls> all() {
    List<PlainCalls> all = new ArrayList<>();
    all.add(
        new PlainCalls(
            "RSA", true, true, 1024, 512, 100, rsa(1024), rsa(512), rsa(100), curve("secp256r1")));
    all.add(
        new PlainCalls(
            "EC",
            true,
            false,
            256,
            521,
            100,
            curve("secp521r1"),
            curve("secp256k1"), // the platform has it no more, Bouncy Castle has
            curve("bogus"),
            IV));
    all.add(named("EdDSA", 255, "Ed448", "Ed25519"));
    all.add(named("Ed25519", 255, "Ed25519", "ed25519"));
    all.add(named("X25519", 255, "X25519", "x25519"));
    for (String family : new String[] {"ML-DSA", "ML-KEM"}) {
      String[] sets =
          family.equals("ML-DSA") ? new String[] {"44", "65", "87"} : new String[] {"512", "1024"};
      all.add(named(family, 768, family + "-" + sets[0], family + "-" + sets[1]));
      for (String set : sets) {
        all.add(named(family + "-" + set, 768, family + "-" + set, family + "-" + sets[0]));
      }
    }
    all.add(new PlainCalls("AES", false, false, 128, 192, 17, null, null, IV, curve("secp256r1")));
    for (int bits : new int[] {224, 256, 384, 512}) {
      all.add(
          new PlainCalls(
              "HmacSHA" + bits, false, false, bits, 128, 17, null, null, IV, curve("secp256r1")));
    }
    return all;
  }

  /** The same by the names that are no algorithm's own, of which a platform has some or none. */
  static List<PlainCalls> byAlias() {
    List<PlainCalls> all = new ArrayList<>();
    for (PlainCalls calls : all()) {
      for (GeneratorAlgorithm row : GeneratorAlgorithm.values()) {
        if (row.jcaName().equals(calls.algorithm)) {
          row.aliases().forEach(alias -> all.add(calls.by(alias)));
        }
      }
    }
    return all;
  }

  private PlainCalls by(String alias) {
    return new PlainCalls(
        alias,
        ofPairs,
        slow,
        size,
        otherSize,
        wrongSize,
        parameters,
        otherParameters,
        wrongParameters,
        wrongType);
  }

  private static PlainCalls named(String algorithm, int size, String good, String other) {
    return new PlainCalls(
        algorithm,
        true,
        false,
        size,
        size,
        100,
        new NamedParameterSpec(good),
        new NamedParameterSpec(other),
        new NamedParameterSpec("bogus"),
        IV);
  }

  private static AlgorithmParameterSpec curve(String name) {
    return new ECGenParameterSpec(name);
  }

  private static AlgorithmParameterSpec rsa(int size) {
    return new RSAKeyGenParameterSpec(size, RSAKeyGenParameterSpec.F4);
  }

  /** All words of up to two calls before a key is made, and longer ones that programs have. */
  Collection<String> words(boolean thoroughly) {
    Set<String> words = new LinkedHashSet<>();
    words.addAll(List.of("sG", "PsG", "sPG", "xsG", "wpG", "PxsG", "PwpG", "xxsG", "wwpG"));
    if (thoroughly || !slow) {
      words.addAll(List.of("G", "GG", "PG", "xG", "wG", "nPG", "sGtG"));
    }
    if ((thoroughly && !slow) || algorithm.equals("EC") || algorithm.equals("AES")) {
      List<String> calls = List.of((ofPairs ? "stxrpqbwnP" : "stxrRbwnP").split("(?!^)", -1));
      for (String first : calls) {
        words.add(first + "G");
        for (String second : calls) {
          words.add(first + second + "G");
        }
      }
    }
    return words;
  }

  /** What came of a word, a text per call, and the name of the provider at the end. */
  record Outcome(List<String> calls, String provider) {
    static final String DONE = "done";
  }

  Outcome outcome(String word) {
    return outcome(word, () -> {});
  }

  /** With something that happens when the generator was just got. */
  Outcome outcome(String word, Runnable meanwhile) {
    try {
      return ofPairs ? pairs(word, meanwhile) : secrets(word, meanwhile);
    } catch (GeneralSecurityException e) {
      return new Outcome(List.of(describe(e)), "none");
    }
  }

  private Outcome pairs(String word, Runnable meanwhile) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    meanwhile.run();
    List<String> calls = each(word, letter -> call(generator, letter));
    return new Outcome(calls, generator.getProvider().getName());
  }

  private Outcome secrets(String word, Runnable meanwhile) throws GeneralSecurityException {
    KeyGenerator generator = KeyGenerator.getInstance(algorithm);
    meanwhile.run();
    List<String> calls = each(word, letter -> call(generator, letter));
    return new Outcome(calls, generator.getProvider().getName());
  }

  @FunctionalInterface
  private interface Call {
    String of(char letter) throws GeneralSecurityException;
  }

  private static List<String> each(String word, Call call) {
    List<String> outcomes = new ArrayList<>();
    for (int i = 0; i < word.length(); i++) {
      try {
        outcomes.add(call.of(word.charAt(i)));
      } catch (GeneralSecurityException | RuntimeException e) {
        outcomes.add(describe(e));
      }
    }
    return outcomes;
  }

  /** True if the generator is none that JCA goes on to, or from, as Bouncy Castle's of pairs. */
  boolean isOfFormerStyle() {
    try {
      return ofPairs
          && KeyPairGenerator.getInstance(algorithm).getClass().getNestHost()
              != KeyPairGenerator.class;
    } catch (NoSuchAlgorithmException e) {
      return false;
    }
  }

  private String call(KeyPairGenerator generator, char letter) throws GeneralSecurityException {
    switch (letter) {
      case 's' -> generator.initialize(size);
      case 't' -> generator.initialize(otherSize);
      case 'x' -> generator.initialize(wrongSize);
      case 'r' -> generator.initialize(size, new SecureRandom());
      case 'p' -> generator.initialize(parameters);
      case 'q' -> generator.initialize(otherParameters, new SecureRandom());
      case 'b' -> generator.initialize(wrongParameters);
      case 'w' -> generator.initialize(wrongType);
      case 'n' -> generator.initialize(null);
      case 'P' -> generator.getProvider();
      default -> {
        return describe(generator.generateKeyPair().getPrivate());
      }
    }
    return Outcome.DONE;
  }

  private String call(KeyGenerator generator, char letter) throws GeneralSecurityException {
    switch (letter) {
      case 's' -> generator.init(size);
      case 't' -> generator.init(otherSize);
      case 'x' -> generator.init(wrongSize);
      case 'r' -> generator.init(size, new SecureRandom());
      case 'R' -> generator.init(new SecureRandom());
      case 'b', 'p' -> generator.init(wrongParameters);
      case 'w' -> generator.init(wrongType);
      case 'n' -> generator.init((AlgorithmParameterSpec) null);
      case 'P' -> generator.getProvider();
      default -> {
        return describe(generator.generateKey());
      }
    }
    return Outcome.DONE;
  }

  private static String describe(Key key) throws GeneralSecurityException {
    return String.join(
        " ", key.getAlgorithm(), key.getFormat(), key.getClass().getName(), strength(key));
  }

  private static String strength(Key key) throws GeneralSecurityException {
    if (key instanceof RSAKey rsa) {
      return String.valueOf(rsa.getModulus().bitLength());
    }
    if (key instanceof ECKey ec) {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(ec.getParams());
      return parameters.getParameterSpec(ECGenParameterSpec.class).getName();
    }
    if (key instanceof EdECKey ed) {
      return ed.getParams().getName();
    }
    if (key instanceof XECKey x) {
      return ((NamedParameterSpec) x.getParams()).getName();
    }
    return String.valueOf(key.getEncoded().length);
  }

  private static String describe(Throwable e) {
    String text = e.getClass().getName() + " '" + e.getMessage() + "'";
    String cause = e.getCause() == null ? "" : " because of " + describe(e.getCause());
    return text.replaceAll("@[0-9a-f]+", "@") + cause;
  }
}
