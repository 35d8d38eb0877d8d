package io.github.kmsjca.doctor;

import io.github.kmsjca.internal.doctor.Main;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.ProviderPlace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where the provider stands: each case in a JVM of its own, with a configuration that is not valid
 * so that nothing else takes time.
 */
class ProvidersTest {
  private static final String PREFERRED =
      "jdk.security.provider.preferred=Signature.RSASSA-PSS:AWSKMS\n";

  @TempDir Path dir;

  private static int next() {
    return Security.getProviders().length + 1;
  }

  /** Two equals signs: the file takes the place of the JDK's own. */
  @Test
  void replacedSecurityFile() throws Exception {
    Path own = Path.of(System.getProperty("java.home"), "conf", "security", "java.security");
    Path file =
        Files.writeString(
            dir.resolve("all.security"),
            Files.readString(own).replace("security.overridePropertiesFile=true", "")
                + "\nsecurity.provider."
                + next()
                + "=AWSKMS\n"
                + PREFERRED);
    Diagnosis.of(
            new ForkedJvm(Main.class)
                .property("java.security.properties", "=" + file)
                .property("awskms.nonsense", "1"),
            "doctor")
        .says(file + " replaces it, by -Djava.security.properties")
        .marks("ok", "AWSKMS", "at position " + next() + " of " + next())
        .says("1 problem, 0 warnings.");
  }

  private Diagnosis with(String security) throws Exception {
    return with(Files.writeString(dir.resolve("kms.security"), security));
  }

  private static Diagnosis with(Path security) throws Exception {
    return Diagnosis.of(
            new ForkedJvm(Main.class)
                .property("java.security.properties", security)
                .property("awskms.nonsense", "1"),
            "doctor")
        .exits(Diagnosis.PROBLEMS)
        .marks("FAIL", "unknown key 'nonsense'", "system property awskms.nonsense");
  }

  @Test
  void last() throws Exception {
    with(ProviderPlace.LAST.securityProperties())
        .says("kms.security is appended to it, by -Djava.security.properties")
        .marks(
            "ok",
            "AWSKMS",
            "registered by security.provider." + next(),
            "at position " + next() + " of " + next())
        .marks("WARN", "RSASSA-PSS", "sets the parameters before the key", "gets SunRsaSign")
        .says("-> Put AWSKMS at position 1", PREFERRED.strip())
        .says("1 problem, 1 warning.");
  }

  @Test
  void lastAndPreferred() throws Exception {
    with("security.provider." + next() + "=AWSKMS\n" + PREFERRED)
        .says(PREFERRED.strip())
        .marks("ok", "RSASSA-PSS", "also where the parameters are set before the key")
        .says("1 problem, 0 warnings.");
  }

  @Test
  void first() throws Exception {
    with(ProviderPlace.FIRST.securityProperties())
        .marks("ok", "AWSKMS", "at position 1 of " + next())
        .marks("ok", "RSASSA-PSS")
        .says("1 problem, 0 warnings.");
  }

  @Test
  void twoInstances() throws Exception {
    int archive = next() + 1;
    with("security.provider.%d=AWSKMS\nsecurity.provider.%d=AWSKMS name=Archive;region=?\n%s"
            .formatted(next(), archive, PREFERRED))
        .marks("ok", "AWSKMS", "registered by security.provider." + next())
        .marks("ok", "Archive", "registered by security.provider." + archive)
        .says("Configuration of AWSKMS (registered)", "Configuration of Archive (registered)")
        .says("region                  ?  (argument)");
  }

  @Test
  void holeInTheNumbers() throws Exception {
    with("security.provider." + (next() + 2) + "=AWSKMS keys=web\n")
        .marks(
            "FAIL",
            "'security.provider." + (next() + 2) + "=AWSKMS keys=web' is not loaded",
            "there is no security.provider." + next())
        .says("-> Make it security.provider." + next())
        .marks("note", "AWSKMS", "not registered in this JVM")
        .says("2 problems, 0 warnings.");
  }

  @Test
  void classOfAnotherThatIsNotThere() throws Exception {
    with("security.provider." + next() + "=com.example.Absent slot=1;pin=98765\n")
        .marks("WARN", "'security.provider." + next() + "=com.example.Absent ...' is not loaded")
        .saysNot("98765")
        .says("security.provider." + (next() + 1) + "=AWSKMS");
  }

  @Test
  void securityFileThatIsNotThere() throws Exception {
    Path absent = dir.resolve("absent.security");
    with(absent)
        .marks("FAIL", absent + " of -Djava.security.properties cannot be read")
        .says("2 problems, 0 warnings.");
  }
}
