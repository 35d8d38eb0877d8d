package io.github.kmsjca.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.kmsjca.differential.DifferentialProbe.BouncyCastle;
import io.github.kmsjca.differential.DifferentialProbe.Place;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.TestKms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who uses no key of KMS does not notice the provider: the same program without it, with it first
 * and with it last, each in a JVM of its own, comes to the same, results and refusals alike, but
 * for a list of {@link Departure}s.
 */
class DifferentialTest {
  private static final int FEWEST_CHECKS = 3000;

  @RegisterExtension static final TestKms kms = TestKms.start();
  @TempDir static Path dir;

  @BeforeAll
  static void makeMaterial() throws Exception {
    Material material = new Material(dir);
    material.write();
    Documents.writeAll(material);
  }

  @TestFactory
  Stream<DynamicNode> amongThePlatformsProviders() throws Exception {
    Map<String, String> without = run(Place.ABSENT, BouncyCastle.ABSENT);
    return Stream.concat(
        compared(without, Place.FIRST, BouncyCastle.ABSENT),
        compared(without, Place.LAST, BouncyCastle.ABSENT));
  }

  @TestFactory
  Stream<DynamicNode> withBouncyCastleBehindThePlatform() throws Exception {
    return compared(run(Place.ABSENT, BouncyCastle.LAST), Place.FIRST, BouncyCastle.LAST);
  }

  @TestFactory
  Stream<DynamicNode> withBouncyCastleBeforeThePlatform() throws Exception {
    return compared(run(Place.ABSENT, BouncyCastle.FIRST), Place.FIRST, BouncyCastle.FIRST);
  }

  private static Stream<DynamicNode> compared(
      Map<String, String> without, Place place, BouncyCastle bouncyCastle) throws Exception {
    Map<String, String> with = run(place, bouncyCastle);
    assertThat(kms.local().calls().all()).isEmpty();
    assertThat(with).hasSizeGreaterThan(FEWEST_CHECKS);
    assertThat(with.keySet()).isEqualTo(without.keySet());

    List<String> unexplained = new ArrayList<>();
    Map<Departure, Integer> explained = new EnumMap<>(Departure.class);
    without.forEach(
        (name, outcome) -> {
          String found = with.get(name);
          if (!found.equals(outcome)) {
            Departure departure = explanation(place, name, found);
            if (departure == null) {
              unexplained.add(name + "\n  without: " + outcome + "\n  with:    " + found);
            } else {
              explained.merge(departure, 1, Integer::sum);
            }
          }
        });
    List<DynamicNode> tests = new ArrayList<>();
    tests.add(
        dynamicTest(
            place + ": " + with.size() + " checks come to the same",
            () -> assertThat(unexplained).isEmpty()));
    for (Departure departure : Departure.values()) {
      int checks = explained.getOrDefault(departure, 0);
      boolean expected =
          departure.isAt(place)
              && bouncyCastle == BouncyCastle.ABSENT
              && !departure.isOfNeighbours();
      if (checks > 0 || expected) {
        tests.add(
            dynamicTest(
                place + ": " + departure + " are " + checks,
                () -> assertThat(checks).isBetween(1, departure.most())));
      }
    }
    return tests.stream();
  }

  private static Departure explanation(Place place, String name, String found) {
    for (Departure departure : Departure.values()) {
      if (departure.explains(place, name, found)) {
        return departure;
      }
    }
    return null;
  }

  private static Map<String, String> run(Place place, BouncyCastle bouncyCastle)
      throws IOException, InterruptedException {
    Path classes = dir.resolve(place + "-" + bouncyCastle + ".classes");
    ForkedJvm.Result result =
        new ForkedJvm(DifferentialProbe.class)
            .withC2()
            .kms(kms)
            .option("-Xlog:class+load:file=" + classes)
            .option("--add-exports=java.base/sun.security.pkcs10=ALL-UNNAMED")
            .run(place.name(), bouncyCastle.name(), dir.toString());
    try (Stream<String> lines = Files.lines(classes)) {
      assertThat(lines).noneMatch(line -> line.contains("software.amazon.awssdk"));
    }
    return Outcomes.read(result.output());
  }
}
