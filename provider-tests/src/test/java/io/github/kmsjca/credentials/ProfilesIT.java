package io.github.kmsjca.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.testkit.Command;
import io.github.kmsjca.testkit.FakeSignOn;
import io.github.kmsjca.testkit.FakeSts;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.Jars;
import io.github.kmsjca.testkit.KeyStoreText;
import io.github.kmsjca.testkit.KmsIdentities;
import io.github.kmsjca.testkit.TestKms;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A profile of every kind, with both jars. The environment has wrong credentials throughout, and
 * {@code javax.net.ssl.keyStore} is one of ours: so who signs is the profile, and who looks for key
 * managers is seen.
 */
class ProfilesIT {
  private static final String REENTRY = "made from within a KMS call";

  @TempDir Path home;

  private KmsIdentities identities;
  private FakeSts sts;
  private FakeSignOn signOn;
  private Profiles profiles;
  private Path keyStore;

  @BeforeEach
  void start() throws Exception {
    identities = new KmsIdentities();
    keyStore =
        new KeyStoreText()
            .key("web", identities.createCertified("web", "ECC_NIST_P256"))
            .write(home.resolve("keystore.awskms"));
    sts = FakeSts.start();
    signOn = FakeSignOn.start();
    profiles = Profiles.create(home);
  }

  @AfterEach
  void stop() {
    signOn.close();
    sts.close();
    identities.close();
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(signOn.environment());
    environment.put("HOME", home.toString());
    environment.put("AWS_CONFIG_FILE", profiles.config().toString());
    // Without a Region, the SDK's own client asks the STS of the world.
    environment.put("AWS_REGION", TestKms.REGION);
    environment.put("AWS_ENDPOINT_URL_STS", sts.endpoint().toString());
    environment.put("AWS_ACCESS_KEY_ID", "AKIDOFSOMEBODYELSE");
    environment.put("AWS_SECRET_ACCESS_KEY", "not-of-the-profile");
    return environment;
  }

  private String run(List<Path> jars, String... names) throws Exception {
    List<Path> classPath = new ArrayList<>(jars);
    classPath.add(ForkedJvm.home(ProfilesIT.class));
    ForkedJvm jvm =
        new ForkedJvm(ProfilesProbe.class)
            .classPath(classPath)
            .property("awskms.endpoint", identities.kms().endpoint())
            .property("awskms.region", TestKms.REGION)
            .property("javax.net.ssl.keyStoreType", "AWSKMS")
            .property("javax.net.ssl.keyStore", keyStore);
    environment().forEach(jvm::environment);
    return jvm.run(names).output();
  }

  private static List<Path> normalJar(Predicate<Path> others) {
    List<Path> jars = new ArrayList<>(List.of(Jars.provider()));
    Jars.ofTests().filter(others).forEach(jars::add);
    return jars;
  }

  private void assertAllSign(String output) {
    for (String name : Profiles.GOOD) {
      assertThat(output).contains("PROFILE " + name + " signed");
    }
    assertThat(sts.requests())
        .extracting(request -> request.get("Action"))
        .containsExactly("AssumeRole", "AssumeRoleWithWebIdentity");
    // The token of the session had expired, that of the older kind had not.
    assertThat(signOn.requests())
        .containsExactly(
            "/token", "/federation/credentials", "/federation/credentials", "/v1/token");
  }

  @Test
  void allJarSigns() throws Exception {
    String output = run(List.of(Jars.all()), Profiles.GOOD);
    assertAllSign(output);
    assertThat(output).doesNotContain(REENTRY);
  }

  /** Clients for tokens are the SDK's own there, and their look into our KeyStore is refused. */
  @Test
  void normalJarSignsWithTheModules() throws Exception {
    String output = run(normalJar(jar -> true), Profiles.GOOD);
    assertAllSign(output);
    assertThat(output).contains(REENTRY);
  }

  @Test
  void normalJarNamesTheModuleThatIsMissing() throws Exception {
    String output =
        run(
            normalJar(jar -> !jar.getFileName().toString().matches("(sts|sso|ssooidc|signin)-.*")),
            Profiles.GOOD);
    assertThat(output)
        .contains("PROFILE static signed", "PROFILE process signed")
        .containsPattern("PROFILE role .*'role'.*add software.amazon.awssdk:sts to the class path")
        .containsPattern("PROFILE web-identity .*add software.amazon.awssdk:sts to")
        .containsPattern(
            "PROFILE sso-session .*add software.amazon.awssdk:sso and software.amazon.awssdk:ssooidc"
                + " to the class path, or use the -all.jar")
        .containsPattern("PROFILE sso-legacy .*'sso-legacy'.*add software.amazon.awssdk:sso and")
        .containsPattern("PROFILE login .*'login'.*add software.amazon.awssdk:signin to");
    assertThat(
            run(
                normalJar(jar -> !jar.getFileName().toString().startsWith("ssooidc-")),
                "sso-session"))
        .containsPattern("PROFILE sso-session .*add software.amazon.awssdk:ssooidc to");
  }

  /** The environment's credentials are not taken instead. */
  @Test
  void aProfileWithoutCredentialsSaysWhy() throws Exception {
    String output =
        run(
            List.of(Jars.all()),
            "absent",
            "empty",
            "no-source",
            "garbage",
            "no-token-file",
            "logged-out");
    assertThat(output)
        .containsPattern("PROFILE absent .*profile 'absent': .*no credentials for .*'absent';")
        .containsPattern("PROFILE empty .*profile 'empty': .*no credentials for .*'empty';")
        .containsPattern("PROFILE no-source .*'nobody', but that source profile has no credentials")
        .containsPattern("PROFILE garbage .*Failed to refresh process-based credentials")
        .containsPattern("PROFILE no-token-file .*NoSuchFileException: /no/such/file")
        .containsPattern("PROFILE logged-out .*run aws sso login")
        .contains("no AWS credentials could be had")
        .doesNotContain("signed", "a-secret-perhaps", "ProfileFile(");
  }

  /** Its thread's class loader is not the one of -providerpath. */
  @Test
  void keytoolSignsOn() throws Exception {
    List<String> command = new ArrayList<>(List.of("env"));
    environment().forEach((name, value) -> command.add(name + "=" + value));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-list",
            "-keystore",
            "NONE",
            "-storetype",
            "AWSKMS",
            "-storepass",
            "ignored",
            "-providerpath",
            Jars.all().toString(),
            "-providerclass",
            "io.github.kmsjca.KmsProvider",
            "-providerarg"));
    for (String profile : List.of("sso-session", "login", "role")) {
      List<String> all = new ArrayList<>(command);
      all.add(
          "endpoint="
              + identities.kms().endpoint()
              + ";region="
              + TestKms.REGION
              + ";profile="
              + profile);
      Command.Result result = Command.run(all);
      assertThat(result.output()).contains("ecc-nist-p256");
      assertThat(result.exitCode()).isZero();
    }
  }
}
