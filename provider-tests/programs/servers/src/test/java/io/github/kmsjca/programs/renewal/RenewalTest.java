package io.github.kmsjca.programs.renewal;

import io.github.kmsjca.programs.Installation;
import io.github.kmsjca.programs.ProgramHost;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Own code, and the servers that take what own code makes, get another certificate for another key
 * while they have visitors, of whom none is turned away. Most of its time is spent waiting.
 */
@Execution(ExecutionMode.CONCURRENT)
class RenewalTest {
  @RegisterExtension static final ProgramHost HOST = new ProgramHost();

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "needs netty-tcnative")
  void renewsUnderLoad() throws Exception {
    HOST.writeKeyStore("app.kms", "ec");
    HOST.writeKeyStore("next.kms", "rsa");
    HOST.writeKeyStore("own.kms", "ec");
    HOST.writeKeyStore("own1.kms", "ec");
    HOST.writeKeyStore("own2.kms", "rsa");
    List<String> settings =
        List.of(
            "-Dawskms.certificates=app.kms", "-Dawskms.keys=alias/ecc-nist-p256,alias/rsa-2048");
    HOST.run(
            Installation.usual(),
            settings,
            RenewalProgram.class,
            "app.kms",
            "next.kms",
            "own1.kms",
            "own2.kms")
        .succeeded();
  }
}
