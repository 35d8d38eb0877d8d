package io.github.kmsjca.programs.spark;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.programs.Program;
import io.github.kmsjca.programs.ProgramHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
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
    Program.PARQUET.assertCosts(
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
}
