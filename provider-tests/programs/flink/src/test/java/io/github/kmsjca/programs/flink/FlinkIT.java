package io.github.kmsjca.programs.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.programs.Engines;
import io.github.kmsjca.programs.Installation;
import io.github.kmsjca.programs.ProgramHost;
import io.github.kmsjca.testkit.TestKms;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions that captured a handle, in a mini cluster. */
class FlinkIT {
  @RegisterExtension static final ProgramHost HOST = new ProgramHost();

  private static final long RECORDS = 100_000;

  @BeforeAll
  static void createKeys() {
    HOST.identities().kms().withEncryptionKeys();
  }

  @ParameterizedTest
  @MethodSource("io.github.kmsjca.programs.Installation#tried")
  void encryptsRecords(Installation way) throws Exception {
    ProgramHost.Run run =
        HOST.run(way, FlinkJob.class, TestKms.SYMMETRIC, Long.toString(RECORDS)).succeeded();
    assertThat(run.output())
        .contains("records: " + RECORDS + ", their sum: " + RECORDS * (RECORDS + 1) / 2);
    Engines.FLINK.assertCosts(run.calls(), 1);
  }

  @Test
  void aJobSaysThatItsKeyIsDisabled() throws Exception {
    HOST.identities().kms().create("vault-closed", "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    HOST.identities().disable("vault-closed");
    ProgramHost.Run run = HOST.run(Installation.usual(), FlinkJob.class, "vault-closed", "1");
    assertThat(run.exitCode()).isNotZero();
    assertThat(run.output()).contains("is disabled");
  }
}
