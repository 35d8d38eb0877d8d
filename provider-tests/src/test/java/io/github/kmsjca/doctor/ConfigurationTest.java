package io.github.kmsjca.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.internal.configuration.Setting;
import io.github.kmsjca.testkit.TestKms;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** The command line, and where each setting comes from. */
class ConfigurationTest {
  @TempDir static Path dir;

  @RegisterExtension static final TestKms kms = TestKms.start();

  @Test
  void wrongUsage() {
    for (String[] arguments :
        new String[][] {
          {},
          {"help"},
          {"doctor", "--what"},
          {"doctor", "a=b", "c=d"},
          {"doctor", ""},
          {"--no-sign", "doctor"}
        }) {
      Diagnosis.here(arguments).exits(Diagnosis.WRONG_USAGE).says("usage: java", "--no-sign");
    }
  }

  @Test
  void help() {
    Diagnosis.here("--help").exits(Diagnosis.FINE).says("usage: java");
  }

  @Test
  void mistakesInTheArgument() {
    kms.local().calls().clear();
    Diagnosis diagnosis =
        Diagnosis.here(kms, "keyz=web;reload=often;endpoint=https://user:pass-word@kms.example");
    diagnosis
        .exits(Diagnosis.PROBLEMS)
        .marks("FAIL", "unknown key 'keyz' (argument)", "reload='often' is not a duration")
        .says("not tried: the configuration is not valid")
        .saysNot("pass-word");
    for (Setting setting : Setting.values()) {
      diagnosis.says(" " + setting.key());
    }
    assertThat(kms.local().calls().all()).isEmpty();
  }

  @Test
  void fileThatIsNotThere() {
    Diagnosis.here("doctor", dir.resolve("absent").toString())
        .exits(Diagnosis.PROBLEMS)
        .marks("FAIL", "cannot read properties file '" + dir.resolve("absent"));
  }

  @Test
  @ResourceLock(Resources.SYSTEM_PROPERTIES)
  void sources() throws Exception {
    Path file =
        Files.writeString(
            dir.resolve("kms.properties"),
            """
            name=Archive
            keys=rsa-2048
            endpoint=%s
            region=us-east-1
            """
                .formatted(kms.endpoint()));
    System.setProperty("awskms.Archive.callTimeout", "14s");
    try {
      Diagnosis.here("doctor", file.toString())
          .exits(Diagnosis.FINE)
          .says("Configuration of Archive (made with the argument of this command")
          .says("keys                    rsa-2048  (file " + file + ")")
          .says("callTimeout             14s  (system property awskms.Archive.callTimeout)")
          .says("maxAttempts             4  (default)")
          .says("profile                 (left to the AWS SDK)")
          .marks("ok", "region", "us-east-1  (file " + file + ")")
          .marks("ok", "endpoint", kms.endpoint() + "  (file " + file + ")")
          .marks("ok", "credentials", "from system properties")
          .says("access key id ...LKMS");
    } finally {
      System.clearProperty("awskms.Archive.callTimeout");
    }
  }
}
