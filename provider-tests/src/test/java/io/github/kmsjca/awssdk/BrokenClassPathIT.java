package io.github.kmsjca.awssdk;

import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.Jars;
import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.testkit.TestKms;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Class paths with which nothing can work: no {@link LinkageError} comes out of JCA, but what it
 * throws at any other failure, which says what is there, and what to do.
 */
class BrokenClassPathIT {
  private static final String NEWEST = "2.57.11";
  private static final String TOO_OLD = "2.20.162";
  private static final String REMEDY =
      "Add it, and align the AWS SDK's modules by its BOM; or use the -all.jar";
  private static final String NEEDED =
      "this library needs AWS SDK 2.26.7 or later, and on the class path are sdk-core ";

  @RegisterExtension static final TestKms kms = TestKms.start();

  @BeforeAll
  static void makeKey() {
    kms.create("agreement", "ECC_NIST_P256", "KEY_AGREEMENT");
  }

  @TestFactory
  Stream<DynamicTest> belowTheRange() throws Exception {
    List<Path> old = Jars.besideAwsSdk(TOO_OLD);
    return fails(old, NEEDED + TOO_OLD + " (" + jar(old, "sdk-core") + "), kms " + TOO_OLD);
  }

  /** It goes with a newer core, as far as it goes. */
  @TestFactory
  Stream<DynamicTest> oldKmsModuleInFront() throws Exception {
    Path old = jar(Jars.besideAwsSdk(TOO_OLD), "kms");
    return failsOf("agreement", inFront(old), NEEDED + NEWEST, "kms " + TOO_OLD + " (" + old + ")");
  }

  @TestFactory
  Stream<DynamicTest> oldCoreInFront() throws Exception {
    Path core = jar(Jars.besideAwsSdk(TOO_OLD), "sdk-core");
    return fails(inFront(core), NEEDED + TOO_OLD + " (" + core + ")", "kms " + NEWEST);
  }

  @TestFactory
  Stream<DynamicTest> withoutCaffeine() throws Exception {
    return fails(without("caffeine"), "there is no caffeine;");
  }

  @TestFactory
  Stream<DynamicTest> withoutBouncyCastle() throws Exception {
    return failsToVerify(without("bcprov-jdk18on"), "there is no bcprov-jdk18on;");
  }

  @TestFactory
  Stream<DynamicTest> oldBouncyCastle() throws Exception {
    Path old = jar(Jars.neighbours("bouncycastle"), "bcprov-jdk18on-1.77");
    return failsOf("post-quantum", replaced("bcprov-jdk18on", old), unfit("1.77 (" + old + ")"));
  }

  @TestFactory
  Stream<DynamicTest> bouncyCastlesFipsEditionInItsPlace() throws Exception {
    Path fips = jar(Jars.neighbours("bouncycastle-fips"), "bc-fips");
    return failsToVerify(
        replaced("bcprov-jdk18on", fips),
        unfit("of unknown version (" + fips + "), bc-fips 2.1.0"));
  }

  /** Its public keys are its own affair: nothing of them leaves it. */
  @TestFactory
  Stream<DynamicTest> keysOfBouncyCastlesFipsEditionStayThere() throws Exception {
    List<Path> fips = Jars.neighbours("bouncycastle-fips");
    List<Path> beside = new ArrayList<>(List.of(Jars.all()));
    beside.addAll(fips);
    return Stream.concat(staysThere(replaced("bcprov-jdk18on", fips.get(0))), staysThere(beside));
  }

  private static Stream<DynamicTest> staysThere(List<Path> jars) throws Exception {
    List<Path> classPath = new ArrayList<>(jars);
    classPath.add(ForkedJvm.home(FipsProbe.class));
    return Report.tests(new ForkedJvm(FipsProbe.class).classPath(classPath).run());
  }

  private static String[] unfit(String bouncyCastle) {
    return new String[] {
      "bcprov-jdk18on of 1.84 or later is needed, and on the class path are sdk-core",
      "caffeine ",
      "bcprov-jdk18on " + bouncyCastle
    };
  }

  private static Stream<DynamicTest> failsToVerify(List<Path> jars, String... texts)
      throws Exception {
    return failsOf("bouncy-castle", jars, texts);
  }

  @TestFactory
  Stream<DynamicTest> withoutTheHttpClient() throws Exception {
    return fails(without("apache5-client"), "there is no apache5-client;");
  }

  /** The SDK's loggers are made in static initialisers. */
  @TestFactory
  Stream<DynamicTest> withoutSlf4j() throws Exception {
    return fails(without("slf4j-api"), "on the class path are sdk-core " + NEWEST);
  }

  @TestFactory
  Stream<DynamicTest> theNormalJarAlone() throws Exception {
    return fails(List.of(Jars.provider()), "there is no sdk-core, no kms,", "no caffeine");
  }

  private static Stream<DynamicTest> fails(List<Path> jars, String... texts) throws Exception {
    return failsOf("all", jars, texts);
  }

  private static Stream<DynamicTest> failsOf(String calls, List<Path> jars, String... texts)
      throws Exception {
    List<Path> classPath = new ArrayList<>(jars);
    classPath.add(ForkedJvm.home(BrokenProbe.class));
    List<String> arguments = new ArrayList<>(List.of(calls, REMEDY));
    arguments.addAll(List.of(texts));
    return Report.tests(
        new ForkedJvm(BrokenProbe.class)
            .classPath(classPath)
            .kms(kms)
            .run(arguments.toArray(String[]::new)));
  }

  private static Path jar(List<Path> jars, String artifact) {
    return jars.stream().filter(jar -> isOf(artifact, jar)).findFirst().orElseThrow();
  }

  private static boolean isOf(String artifact, Path jar) {
    return jar.getFileName().toString().matches(artifact + "(-\\d.*|\\.jar)");
  }

  private static List<Path> inFront(Path jar) throws Exception {
    List<Path> jars = new ArrayList<>(Jars.besideAwsSdk(NEWEST));
    jars.add(0, jar);
    return jars;
  }

  private static List<Path> replaced(String artifact, Path by) throws Exception {
    List<Path> jars = without(artifact);
    jars.add(by);
    return jars;
  }

  private static List<Path> without(String artifact) throws Exception {
    List<Path> jars = new ArrayList<>(Jars.besideAwsSdk(NEWEST));
    jars.removeIf(jar -> isOf(artifact, jar));
    return jars;
  }
}
