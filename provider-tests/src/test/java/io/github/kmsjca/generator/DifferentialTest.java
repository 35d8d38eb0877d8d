package io.github.kmsjca.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.testkit.TestKms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who names no provider sees no difference, in whatever list of providers; and no key is billed.
 */
class DifferentialTest {
  @RegisterExtension static final TestKms kms = TestKms.start();
  @TempDir static Path dir;

  @BeforeEach
  void clear() {
    kms.local().calls().clear();
  }

  @AfterEach
  void nothingReachedKms() {
    assertThat(kms.local().calls().count()).isZero();
  }

  private static ForkedJvm jvm() throws Exception {
    return jvm("");
  }

  private static ForkedJvm jvm(String lines) throws Exception {
    Path security = Files.createTempFile(dir, "list", ".security");
    Files.writeString(security, ProviderPlace.FIRST.securityProperties() + lines);
    return new ForkedJvm(DifferentialProbe.class)
        .withC2()
        .kms(kms)
        .property("java.security.properties", security);
  }

  @TestFactory
  Stream<DynamicTest> everywhere() throws Exception {
    return Report.tests(jvm().run());
  }

  @TestFactory
  Stream<DynamicTest> everywhereByAlias() throws Exception {
    return Report.tests(jvm().run(DifferentialProbe.BY_ALIAS));
  }

  @TestFactory
  Stream<DynamicTest> alsoWhereKeysAreMadeByName() throws Exception {
    return Report.tests(jvm().property("awskms.generate", "kms").run("platform"));
  }

  @TestFactory
  Stream<DynamicTest> preferredByAProperty() throws Exception {
    String preferred =
        "jdk.security.provider.preferred=KeyPairGenerator.RSA:AWSKMS,"
            + " KeyPairGenerator.EC:AWSKMS, KeyGenerator.AES:AWSKMS\n";
    return Report.tests(jvm(preferred).run("preferred"));
  }

  /** One that permits this library everything, and the program next to nothing. */
  @TestFactory
  @EnabledForJreRange(max = JRE.JAVA_17)
  Stream<DynamicTest> withASecurityManager() throws Exception {
    Path policy = Files.createTempFile(dir, "program", ".policy");
    Files.writeString(
        policy,
        everything(KmsProvider.class)
            + everything(BouncyCastleProvider.class)
            + "grant {\n"
            + "  permission java.security.SecurityPermission \"insertProvider\";\n"
            + "  permission java.security.SecurityPermission \"removeProvider.*\";\n"
            + "};\n");
    return Report.tests(
        jvm()
            .property("java.security.manager", "default")
            .property("java.security.policy", "=" + policy)
            .run("platform"));
  }

  private static String everything(Class<?> type) {
    String place = ForkedJvm.home(type).toUri().toString();
    String code = place.endsWith("/") ? place + "-" : place;
    return "grant codeBase \"" + code + "\" { permission java.security.AllPermission; };\n";
  }
}
