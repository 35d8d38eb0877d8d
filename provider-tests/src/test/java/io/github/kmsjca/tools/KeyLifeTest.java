package io.github.kmsjca.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.testkit.Command;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.tools.MadeKey.Maker;
import io.github.kmsjca.tools.ToolKey.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/** keytool makes keys, has them certified, renames and drops them: in a file, and with NONE. */
class KeyLifeTest {
  private static final String EMPTY = "# AWSKMS keystore 1\n";
  private static final Map<Maker, ForkedJvm.Result> RESULTS = new EnumMap<>(Maker.class);
  @TempDir static Path dir;
  private static ToolSetting setting;

  @BeforeAll
  static void start() throws Exception {
    setting = new ToolSetting(dir);
    Files.writeString(setting.files().keyStore(), EMPTY);
    Path certificates = Files.writeString(dir.resolve("certificates.pem"), EMPTY);
    for (Maker maker : Maker.values()) {
      RESULTS.put(
          maker,
          new ForkedJvm(KeyLifeProbe.class)
              .kms(setting.kms())
              .property("awskms.certificates", certificates)
              .property("awskms.import", maker == Maker.PLATFORM)
              .property("awskms.generate", maker == Maker.KMS ? "kms" : "spec")
              .property("awskms.nameKeys", maker == Maker.KMS) // an import does it anyway
              .property("user.language", "en")
              .option("--add-exports=java.base/sun.security.tools.keytool=ALL-UNNAMED")
              .option("--add-exports=jdk.jartool/sun.security.tools.jarsigner=ALL-UNNAMED")
              .run(dir.toString(), maker.name()));
    }
  }

  @AfterAll
  static void stop() {
    setting.close();
  }

  static Stream<Arguments> rows() {
    return Stream.of(Maker.values())
        .flatMap(
            maker ->
                MadeKey.all(maker)
                    .flatMap(
                        key ->
                            Stream.of(Source.values())
                                .map(source -> Arguments.of(maker, key, source))));
  }

  @TestFactory
  Stream<DynamicTest> thePlatformsKeysAreImported() {
    return Report.tests(RESULTS.get(Maker.PLATFORM));
  }

  @TestFactory
  Stream<DynamicTest> keysAreMadeByKms() {
    return Report.tests(RESULTS.get(Maker.KMS));
  }

  /** The key outlives its entry. */
  @ParameterizedTest
  @MethodSource("rows")
  void theKeyIsInKms(Maker maker, MadeKey key, Source source) {
    try (KmsClient sdk = setting.kms().sdk()) {
      KeyMetadata metadata =
          sdk.describeKey(r -> r.keyId("alias/" + key.alias(source, maker))).keyMetadata();
      assertThat(metadata.keySpecAsString()).isEqualTo(key.spec());
      assertThat(metadata.keyUsageAsString()).isEqualTo("SIGN_VERIFY");
      assertThat(metadata.originAsString()).isEqualTo(maker == Maker.KMS ? "AWS_KMS" : "EXTERNAL");
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void opensslVerifiesTheRequest(Maker maker, MadeKey key, Source source) throws Exception {
    if (key == MadeKey.ML_DSA) {
      return; // openssl 3.0 does not know it; keytool itself has verified the request
    }
    Path request = dir.resolve(key.alias(source, maker) + ".csr-" + source);
    Command.Result openssl =
        Command.run(List.of("openssl", "req", "-verify", "-noout", "-in", request.toString()));
    assertThat(openssl.output()).contains("verify OK");
  }

  /** What is left of the entries is what was not deleted: the authorities. */
  @ParameterizedTest
  @EnumSource
  void theFilesKeepWhatTheyShould(Source source) throws Exception {
    Path file =
        source == Source.FILE ? setting.files().keyStore() : dir.resolve("certificates.pem");
    List<String> entries =
        Files.readAllLines(file).stream().filter(line -> line.startsWith("alias: ")).toList();
    assertThat(entries)
        .hasSize(Maker.values().length)
        .allMatch(line -> line.endsWith("-authority"));
  }
}
