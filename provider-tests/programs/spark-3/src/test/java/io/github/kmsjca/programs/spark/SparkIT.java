package io.github.kmsjca.programs.spark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.localkms.LocalKms;
import io.github.kmsjca.programs.Engines;
import io.github.kmsjca.programs.Program;
import io.github.kmsjca.programs.ProgramHost;
import io.github.kmsjca.testkit.TestKms;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.package$;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;

/** A UDF that captured a handle, in executors that are JVMs of their own. */
class SparkIT {
  @RegisterExtension static final ProgramHost HOST = new ProgramHost();

  private static final boolean NEWER = !package$.MODULE$.SPARK_VERSION().startsWith("3.");
  private static final Program ROW = NEWER ? Engines.SPARK_4 : Engines.SPARK_3;
  private static final long ROWS = 100_000;
  private static final long EXECUTORS = 2;

  /** Each version of Spark has its share; a soak has all with both. */
  static Stream<Way> tried() {
    return Boolean.getBoolean("soak")
        ? Arrays.stream(Way.values())
        : Stream.of(NEWER ? Way.PLUGIN : Way.CONFIGURATION);
  }

  @BeforeAll
  static void createKeys() {
    TestKms kms = HOST.identities().kms().withEncryptionKeys();
    kms.create("vault-closed", "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    HOST.identities().disable("vault-closed");
  }

  @ParameterizedTest
  @MethodSource("tried")
  void encryptsAColumn(Way way) throws Exception {
    SparkSubmit spark =
        new SparkSubmit(HOST, (int) EXECUTORS).set(SparkSubmit.settings(way.heading()));
    if (way == Way.PLUGIN) {
      spark.set(SparkSubmit.settings("Kryo"));
    }
    boolean knowsItsAccount = way == Way.CONFIGURATION;
    if (knowsItsAccount) {
      spark.executorOption("-Dawskms.accounts=" + LocalKms.ACCOUNT);
    }
    ProgramHost.Run run =
        spark
            .run(
                ColumnJob.class,
                way.name(),
                TestKms.SYMMETRIC,
                spark.home().toString(),
                Long.toString(ROWS))
            .succeeded();

    assertThat(run.output().lines().filter(("equal: " + ROWS)::equals)).hasSize(2);
    // The driver, too, decrypts a value, with one of the data keys.
    ROW.assertCosts(
        run.calls(),
        Map.of("executor", EXECUTORS, "data key in each JVM", EXECUTORS * EXECUTORS + 1));
    assertThat(run.calls().count("ListKeys"))
        .as(HOST.identities().kms().local().calls().all().toString())
        .isEqualTo(knowsItsAccount ? 0 : EXECUTORS);
    assertThatNothingSecretTravels(spark.home());
    if (way != Way.PLUGIN) {
      assertThat(Files.readString(spark.home().resolve("closure.bin"), ISO_8859_1))
          .contains(HOST.identities().kms().arn(TestKms.SYMMETRIC));
    }
  }

  /** The handle is in the closure, or in the broadcast that the closure names. */
  private static void assertThatNothingSecretTravels(Path home) throws IOException {
    byte[] message = Files.readAllBytes(home.resolve("message.bin"));
    String dataKey = new String(dataKey(message), ISO_8859_1);
    String closure = Files.readString(home.resolve("closure.bin"), ISO_8859_1);
    String handle = Files.readString(home.resolve("handle.bin"), ISO_8859_1);
    assertThat(handle).contains(HOST.identities().kms().arn(TestKms.SYMMETRIC));
    for (String sent : new String[] {closure, handle}) {
      assertThat(sent).doesNotContain(dataKey).hasSizeLessThan(1000);
    }
  }

  /** What KMS says of the encrypted data key in the header of an Encryption SDK message. */
  private static byte[] dataKey(byte[] message) {
    int beforeContext = 1 + 2 + 32;
    ByteBuffer header = ByteBuffer.wrap(message).position(beforeContext);
    assertThat(header.getShort()).as("the length of the encryption context").isZero();
    assertThat(header.getShort()).as("encrypted data keys").isEqualTo((short) 1);
    assertThat(new String(next(header), ISO_8859_1)).isEqualTo("aws-kms");
    next(header);
    SdkBytes encrypted = SdkBytes.fromByteArray(next(header));
    return HOST.identities()
        .admin()
        .decrypt(r -> r.ciphertextBlob(encrypted))
        .plaintext()
        .asByteArray();
  }

  private static byte[] next(ByteBuffer header) {
    byte[] field = new byte[Short.toUnsignedInt(header.getShort())];
    header.get(field);
    return field;
  }

  /**
   * The driver has the provider by code, and executors have nothing but the jar. The class of one
   * UDF installs it there, the class of the other does not.
   */
  @Test
  void aJobSaysWhatItLacks() throws Exception {
    SparkSubmit spark =
        new SparkSubmit(HOST, 1)
            .set(SparkSubmit.settings(Way.UDF.heading()))
            .set("spark.task.maxFailures", "1");
    String output =
        spark.run(RefusedJob.class, TestKms.SYMMETRIC, "vault-closed").succeeded().output();
    assertThat(output)
        .containsPattern(
            "without provider: .* needs the provider 'AWSKMS', which is not installed in this JVM:"
                + " call KmsProvider.install\\(\\) in it first")
        .containsPattern(
            "disabled: (?s:.*)KMS GenerateDataKey with key .* failed: the key is disabled");
  }
}
