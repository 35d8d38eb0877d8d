package io.github.kmsjca.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.TestKms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A message far larger than the heap: 512 MiB, and 4 GiB with {@code -Psoak}. */
class LongStreamTest {
  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  @Test
  void goesThroughAHeapOf64MiB() throws Exception {
    int mebibytes = Boolean.getBoolean("soak") ? 4096 : 512;
    kms.local().calls().clear();
    ForkedJvm.Result result =
        new ForkedJvm(LongStreamProbe.class)
            .withC2()
            .kms(kms)
            .option("-Xmx64m")
            .run(TestKms.SYMMETRIC, String.valueOf(mebibytes));
    assertThat(result.output()).contains(mebibytes + " MiB came through");
    assertThat(result.exitCode()).isZero();
    kms.assertCalls(1, "GenerateDataKey");
    kms.assertCalls(1, "Decrypt");
  }
}
