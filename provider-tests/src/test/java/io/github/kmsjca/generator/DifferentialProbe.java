package io.github.kmsjca.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.generator.PlainCalls.Outcome;
import io.github.kmsjca.testkit.Report;
import java.security.Provider;
import java.security.Security;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Every word of calls of every algorithm, in lists of providers with this one and without: nobody
 * who does not name it shall be able to tell.
 */
final class DifferentialProbe {
  static final String BY_ALIAS = "by alias";

  private static final String PLATFORM = "platform";
  private static final String OURS = "AWSKMS";
  private static final String OTHER_OF_OURS = "Other";
  private static final String ACCP = "AmazonCorrettoCryptoProvider";

  private static final List<List<String>> LISTS =
      List.of(
          List.of(OURS, PLATFORM),
          List.of(PLATFORM, OURS),
          List.of(OURS, "BC", PLATFORM),
          List.of("BC", OURS, PLATFORM),
          List.of("BC", PLATFORM, OURS),
          List.of(OURS, PLATFORM, "BC"),
          List.of(PLATFORM, OURS, "BC"),
          List.of(PLATFORM, "BC", OURS),
          List.of(OURS, ACCP, PLATFORM),
          List.of(ACCP, PLATFORM, OURS),
          List.of(OURS, OTHER_OF_OURS, PLATFORM),
          List.of(PLATFORM, OTHER_OF_OURS, OURS));

  private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

  private final Report report = new Report();
  private final Provider ours = Security.getProvider(OURS);

  private final boolean preferred;

  private DifferentialProbe(boolean preferred) {
    this.preferred = preferred;
  }

  /** AWSKMS is in the list already: a program under a security manager may not make one. */
  public static void main(String[] args) {
    String mode = args.length > 0 ? args[0] : "";
    boolean byAlias = mode.equals(BY_ALIAS);
    boolean platformAlone = !mode.isEmpty() && !byAlias;
    DifferentialProbe probe = new DifferentialProbe(mode.equals("preferred"));
    for (List<String> list : LISTS) {
      if (platformAlone ? list.size() == 2 : isPossible(list)) {
        if (byAlias) {
          probe.compareByAlias(list);
        } else {
          probe.compare(list);
        }
      }
    }
    probe.report.done();
  }

  private static boolean isPossible(List<String> list) {
    return !list.contains(ACCP) || AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null;
  }

  private void compare(List<String> list) {
    for (PlainCalls calls : PlainCalls.all()) {
      install(list.stream().filter(name -> !isOurs(name)).toList());
      String engine = calls.ofPairs() ? "KeyPairGenerator." : "KeyGenerator.";
      if (Security.getProviders(engine + calls.algorithm()) != null) {
        compare(list, calls, calls.words(list.size() == 2));
      }
    }
  }

  /** Those that nobody has, too: then nobody has them with us, either. */
  private void compareByAlias(List<String> list) {
    for (PlainCalls calls : PlainCalls.byAlias()) {
      install(list.stream().filter(name -> !isOurs(name)).toList());
      compare(list, calls, List.of("sG", "PsG", "wpG", "PP"));
    }
  }

  private void compare(List<String> list, PlainCalls calls, Collection<String> words) {
    Map<String, Outcome> without = new HashMap<>();
    words.forEach(word -> without.put(word, calls.outcome(word)));
    Departures departures =
        new Departures(
            list.stream().filter(name -> !name.equals("BC") || isOfBouncyCastle(calls)).toList(),
            calls.ofPairs(),
            calls.isOfFormerStyle(),
            preferred,
            without);
    install(list);
    report.check(
        String.join(", ", list) + ": " + calls.algorithm(),
        () -> words.forEach(word -> departures.check(word, calls.outcome(word))));
    report.check(
        String.join(", ", list) + ", removed meanwhile: " + calls.algorithm(),
        () -> {
          install(list);
          departures.check("sG", calls.outcome("sG", () -> Security.removeProvider(OURS)));
        });
  }

  private static boolean isOfBouncyCastle(PlainCalls calls) {
    String engine = calls.ofPairs() ? "KeyPairGenerator" : "KeyGenerator";
    return BOUNCY_CASTLE.getService(engine, calls.algorithm()) != null;
  }

  private static Outcome outcome(Map<String, Outcome> outcomes, String word) {
    return Objects.requireNonNull(outcomes.get(word), word);
  }

  /** What README's limits say, and no more. */
  private record Departures(
      List<String> list, // of those that have the algorithm
      boolean ofPairs,
      boolean ofFormerStyle,
      boolean preferred,
      Map<String, Outcome> without) {
    void check(String word, Outcome actual) {
      Outcome expected = outcome(without, word);
      String what = list + " " + word;
      if (isOurs(actual.provider())) {
        boolean stayed = isBehindARefusal(word);
        assertTrue(isAskedEarly(word) || ofFormerStyle || stayed, what);
        assertEquals(stayed ? forgetful(word) : expected.calls(), actual.calls(), what);
      } else if (isInFrontOfFormerStyle() && refusal(expected) >= 0) {
        int asked = refusal(expected);
        assertEquals(expected.calls().subList(0, asked), actual.calls().subList(0, asked), what);
      } else {
        assertEquals(expected, actual, what);
      }
    }

    /** Who asks for the provider before he says what he wants is told of the first. */
    private boolean isAskedEarly(String word) {
      return word.startsWith("P") && (preferred || isOurs(list.get(0)));
    }

    /** From us JCA goes on, and not to Bouncy Castle; without us it would not go on from that. */
    private boolean isInFrontOfFormerStyle() {
      return ofFormerStyle && list.indexOf(OURS) < list.indexOf("BC");
    }

    private static int refusal(Outcome outcome) {
      for (int i = 0; i < outcome.calls().size(); i++) {
        if (outcome.calls().get(i).contains("Exception")) {
          return i;
        }
      }
      return -1;
    }

    /** If all refuse parameters, JCA stays with the last, if it is none of Bouncy Castle's. */
    private boolean isBehindARefusal(String word) {
      String last = list.get(list.size() - (ofPairs && list.indexOf("BC") == 2 ? 2 : 1));
      return !ofFormerStyle && isOurs(last) && word.matches("[^P]*[pqbwn].*");
    }

    /** And the last cannot know what another one accepted before. */
    private List<String> forgetful(String word) {
      List<String> calls = outcome(without, word).calls();
      boolean forgotten =
          word.length() == 3
              && calls.get(0).equals(Outcome.DONE)
              && !calls.get(1).equals(Outcome.DONE);
      return forgotten
          ? List.of(calls.get(0), calls.get(1), outcome(without, word.substring(1)).calls().get(1))
          : calls;
    }
  }

  /** Those before the platform's, the platform's, and those behind. */
  private void install(List<String> list) {
    for (String name : new String[] {OURS, OTHER_OF_OURS, "BC", ACCP}) {
      Security.removeProvider(name);
    }
    int place = 1;
    for (String name : list) {
      if (name.equals(PLATFORM)) {
        place = Security.getProviders().length + 1;
      } else {
        Security.insertProviderAt(provider(name), place++);
      }
    }
  }

  private static boolean isOurs(String name) {
    return name.equals(OURS) || name.equals(OTHER_OF_OURS);
  }

  private Provider provider(String name) {
    return switch (name) {
      case OURS -> ours;
      case OTHER_OF_OURS -> new KmsProvider().configure("name=" + OTHER_OF_OURS);
      case "BC" -> BOUNCY_CASTLE;
      default -> AmazonCorrettoCryptoProvider.INSTANCE;
    };
  }
}
