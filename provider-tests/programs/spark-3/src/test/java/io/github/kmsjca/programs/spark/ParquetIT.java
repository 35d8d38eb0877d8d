package io.github.kmsjca.programs.spark;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.programs.Engines;
import io.github.kmsjca.programs.ProgramHost;
import io.github.kmsjca.samples.spark.JcaKmsClient;
import io.github.kmsjca.testkit.TestKms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.crypto.KeyAccessDeniedException;
import org.apache.parquet.crypto.ParquetCryptoRuntimeException;
import org.apache.parquet.crypto.keytools.KmsClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Parquet's own encryption, with its master keys in KMS. */
class ParquetIT {
  @RegisterExtension static final ProgramHost HOST = new ProgramHost();

  private static final long ROWS = 100_000;
  private static final long EXECUTORS = 2;
  private static final long MASTER_KEYS = 2;

  @Test
  void encryptsFiles() throws Exception {
    for (String masterKey : new String[] {"footers", "columns"}) {
      HOST.identities().kms().create(masterKey, "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    }
    SparkSubmit spark =
        new SparkSubmit(HOST, (int) EXECUTORS)
            .set(SparkSubmit.settings(Way.PLUGIN.heading()))
            .set(SparkSubmit.settings("Parquet modular encryption"))
            .set("spark.sql.files.maxPartitionBytes", "512k");
    Path table = spark.home().resolve("customers");
    ProgramHost.Run run =
        spark.run(ParquetJob.class, table.toString(), Long.toString(ROWS)).succeeded();

    assertThat(run.output().lines()).contains("equal: " + ROWS);
    // Each executor wrote with keys of its own, which each of them reads.
    Engines.PARQUET.assertCosts(
        run.calls(),
        Map.of(
            "master key in each executor",
            MASTER_KEYS * EXECUTORS,
            "wrapped key in each executor",
            MASTER_KEYS * EXECUTORS * EXECUTORS));
    for (Path file : ParquetJob.files(table)) {
      byte[] bytes = Files.readAllBytes(file);
      assertThat(new String(Arrays.copyOf(bytes, 4), US_ASCII)).isEqualTo("PARE");
      assertThat(new String(bytes, US_ASCII)).doesNotContain("DE0000000");
    }
  }

  /** As Parquet wants it; and a master key opens what it has wrapped itself, and nothing else. */
  @Test
  void refuses() throws Exception {
    TestKms kms = HOST.identities().kms();
    kms.create("mine", "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    String another = kms.create("another", "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    Provider provider = kms.provider("maxAttempts", "1");
    Security.addProvider(provider);
    try {
      KmsClient client = new JcaKmsClient();
      client.initialize(new Configuration(), "", "", "");
      byte[] key = "attack at dawn!!".getBytes(US_ASCII);
      String wrapped = client.wrapKey(key, "mine");
      assertThat(client.unwrapKey(wrapped, "mine")).isEqualTo(key);
      assertThatThrownBy(() -> client.unwrapKey(wrapped, "another"))
          .isExactlyInstanceOf(ParquetCryptoRuntimeException.class)
          .hasStackTraceContaining(another);
      assertThatThrownBy(() -> client.wrapKey(key, "none\nlike this"))
          .isInstanceOf(ParquetCryptoRuntimeException.class);
      assertThatThrownBy(() -> client.unwrapKey("no Base64", "mine"))
          .isExactlyInstanceOf(ParquetCryptoRuntimeException.class);
      kms.local().faults().always("Decrypt", Fault.accessDenied());
      assertThatThrownBy(() -> client.unwrapKey(wrapped, "mine"))
          .isInstanceOf(KeyAccessDeniedException.class)
          .hasStackTraceContaining("KMS Decrypt with key");
    } finally {
      kms.local().faults().clear();
      Security.removeProvider(provider.getName());
    }
  }
}
