package io.github.kmsjca.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.testkit.TestKms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every algorithm of every library, where users put the provider. */
@ResourceLock(ProviderPlace.LOCK)
class JwtMatrixTest {
  @RegisterExtension static final TestKms kms = TestKms.start();
  private static JwtCheck first;
  private static JwtCheck last;

  @BeforeAll
  static void start() throws Exception {
    JwtCheck.createOtherKeys(kms);
    Provider provider = kms.provider();
    first = new JwtCheck(provider, JwtPlace.FIRST);
    last = new JwtCheck(provider, JwtPlace.LAST);
  }

  @BeforeEach
  void clear() {
    kms.local().calls().clear();
  }

  static List<JwtRow> rows() {
    return JwtTable.ROWS;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void first(JwtRow row) throws Exception {
    first.check(row);
    assertSigns(row.signs(JwtPlace.FIRST) ? 1 : 0);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void last(JwtRow row) throws Exception {
    last.check(row);
    assertSigns(row.signs(JwtPlace.LAST) ? 1 : 0);
  }

  /** Where it helps. java-jwt has no means to name a provider. */
  static Stream<JwtRow> rowsThatNameAProvider() {
    return JwtTable.ROWS.stream()
        .filter(row -> row.needs() == JwtRow.Needs.FIRST_OR_PREFERRED)
        .filter(row -> row.library() != JwtTable.JAVA_JWT);
  }

  @ParameterizedTest
  @MethodSource("rowsThatNameAProvider")
  void lastAndNamed(JwtRow row) throws Exception {
    last.checkNaming(row);
    assertSigns(1);
  }

  @TestFactory
  Stream<DynamicTest> lastAndPreferred(@TempDir Path dir) throws Exception {
    Path security = dir.resolve("java.security");
    Files.writeString(security, "jdk.security.provider.preferred=Signature.RSASSA-PSS:AWSKMS\n");
    return probe(JwtPlace.PREFERRED, security);
  }

  @TestFactory
  Stream<DynamicTest> firstWithBouncyCastleNext(@TempDir Path dir) throws Exception {
    return probe(JwtPlace.BOUNCY_CASTLE_NEXT, Files.createFile(dir.resolve("java.security")));
  }

  private static Stream<DynamicTest> probe(JwtPlace place, Path security) throws Exception {
    ForkedJvm.Result result =
        new ForkedJvm(JwtProbe.class)
            .kms(kms)
            .property("java.security.properties", security)
            .option("-XX:TieredStopAtLevel=1") // a short life
            .run(place.name());
    long signs = JwtProbe.rows(place).stream().filter(row -> row.signs(place)).count();
    return Stream.concat(
        Report.tests(result),
        Stream.of(
            DynamicTest.dynamicTest(
                "one Sign for each token", () -> kms.assertCalls(signs, "Sign"))));
  }

  /** So many to sign, and nothing but them: verification makes no call. */
  private static void assertSigns(int signs) {
    kms.assertCalls(signs, "Sign");
    assertEquals(signs, kms.local().calls().count());
  }
}
