package io.github.kmsjca.credentials;

import io.github.kmsjca.localkms.LocalKms;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Credentials that KMS takes no longer are dropped, and asked for once more. */
class RefusedCredentialsTest {
  @TempDir Path home;

  @TestFactory
  Stream<DynamicTest> areAskedForOnceMore() throws Exception {
    // Counts its runs, and gives another token with each.
    Path process =
        Files.writeString(
            home.resolve("process.sh"),
            """
            cd '%s'
            printf . >> $1.runs
            sed "s/@/$(wc -c < $1.runs)/" $1.json
            """
                .formatted(home));
    StringBuilder config = new StringBuilder();
    for (String name : List.of("one", "all", "ever", "gone", "left", "right", "dead")) {
      config.append("[profile %s]\ncredential_process = sh %s %s\n".formatted(name, process, name));
    }
    config.append(
        "[profile static]\naws_access_key_id = %s\naws_secret_access_key = %s\n"
            .formatted(LocalKms.ACCESS_KEY_ID, LocalKms.SECRET_ACCESS_KEY));
    Path file = Files.writeString(home.resolve("config"), config);
    return Report.tests(
        new ForkedJvm(RefusedCredentialsProbe.class)
            .environment("AWS_CONFIG_FILE", file.toString())
            .environment("AWS_EC2_METADATA_DISABLED", "true")
            .run(home.toString()));
  }
}
