package io.github.kmsjca.doctor;

import io.github.kmsjca.internal.doctor.Main;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.Jars;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the doctor says of the jars that are there, and of those that do not go together. */
class LibrariesIT {
  private static final String NEWEST = "2.57.11";
  private static final String OLDEST = "2.26.7";
  private static final String TOO_OLD = "2.20.162";

  /** With a configuration that is not valid, so that nothing else takes time. */
  private static Diagnosis diagnose(List<Path> classPath) throws Exception {
    return Diagnosis.of(
            new ForkedJvm(Main.class).classPath(classPath).property("awskms.nonsense", "1"),
            "doctor")
        .exits(Diagnosis.PROBLEMS)
        .says("unknown key 'nonsense'")
        .saysNot("could not be made");
  }

  private static List<Path> newest() throws Exception {
    return new ArrayList<>(Jars.besideAwsSdk(NEWEST));
  }

  private static Path old(String artifact) throws Exception {
    return Jars.besideAwsSdk(TOO_OLD).stream()
        .filter(jar -> jar.getFileName().toString().equals(artifact + "-" + TOO_OLD + ".jar"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void eachLibraryHasItsVersionAndJar() throws Exception {
    diagnose(newest())
        .says(
            "Libraries on the class path",
            "sdk-core               " + NEWEST + " (",
            "kms                    " + NEWEST + " (",
            "sts-" + NEWEST + ".jar)",
            "caffeine-",
            "bcprov-jdk18on         1.")
        .says("1 problem, 0 warnings.");
  }

  @Test
  void whatTheOldestSdkCannotDo() throws Exception {
    diagnose(Jars.besideAwsSdk(OLDEST))
        .says("ML-KEM (Encapsulate, Decapsulate) needs AWS SDK 2.57.4 or later: not sdk-core, kms")
        .says("a dry run of Decrypt or ReEncrypt needs AWS SDK 2.41.30 or later: not sdk-core, kms")
        .says("1 problem, 0 warnings.");
  }

  @Test
  void bouncyCastlesFipsEditionInItsPlace() throws Exception {
    List<Path> jars = newest();
    jars.removeIf(jar -> jar.getFileName().toString().startsWith("bcprov"));
    jars.addAll(Jars.neighbours("bouncycastle-fips"));
    diagnose(jars)
        .marks("WARN", "bc-fips is in its place")
        .says("-> Put bcprov-jdk18on in front of it on the class path, or use the -all.jar")
        .says("bc-fips                2.1.0 (");
  }

  @Test
  void anSdkThatIsTooOld() throws Exception {
    diagnose(Jars.besideAwsSdk(TOO_OLD))
        .marks("FAIL", "this library needs AWS SDK 2.26.7 or later: not sdk-core, kms")
        .says("-> Raise its BOM, or use the -all.jar");
  }

  @Test
  void anOldModuleInFront() throws Exception {
    List<Path> jars = newest();
    jars.add(0, old("kms"));
    diagnose(jars)
        .marks("WARN", "also in " + NEWEST)
        .marks("WARN", "different versions: sdk-core " + NEWEST + ", but kms " + TOO_OLD)
        .marks("FAIL", "this library needs AWS SDK 2.26.7 or later: not kms");
  }

  @Test
  void bothOfOurJars() throws Exception {
    List<Path> jars = newest();
    jars.add(Jars.all());
    diagnose(jars)
        .marks("WARN", "also in ", Jars.all().getFileName().toString())
        .says("1 problem, 1 warning.");
  }

  /** Its libraries are in it, under names of ours; an application's own beside it do not count. */
  @Test
  void theJarWithEverything() throws Exception {
    diagnose(List.of(Jars.all(), old("kms"), old("sdk-core")))
        .says("sdk-core               2.", Jars.all() + ")")
        .saysNot(TOO_OLD)
        .says("1 problem, 0 warnings.");
  }

  @Test
  void theNormalJarAlone() throws Exception {
    diagnose(List.of(Jars.provider()))
        .marks("FAIL", "sdk-core", "not there")
        .marks("FAIL", "caffeine", "not there")
        .says("-> Put it on the class path, or use the -all.jar");
  }

  /** Where nothing works, each section says so in the words of the library. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void noSectionBreaks(boolean alone) throws Exception {
    Diagnosis.of(
            new ForkedJvm(Main.class)
                .classPath(alone ? List.of(Jars.provider()) : Jars.besideAwsSdk(TOO_OLD)),
            "doctor",
            "region=us-east-1;keys=web")
        .exits(Diagnosis.PROBLEMS)
        .saysNot("could not be made", "Please report this")
        .says("a library on the class path is missing, or does not fit (")
        .says(alone ? "there is no sdk-core" : "on the class path are sdk-core " + TOO_OLD);
  }
}
