package io.github.kmsjca.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.testkit.Command;
import io.github.kmsjca.testkit.JdkTool;
import io.github.kmsjca.testkit.TestKms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;

/**
 * One keytool after the other, as a script runs them, while KMS knows what was made only after
 * three seconds: nothing fails, and each key is made once.
 */
class LateKeytoolTest {
  private static final String PASSWORD = "changeit";

  @RegisterExtension static final TestKms kms = TestKms.late(Duration.ofSeconds(3));
  @TempDir Path dir;

  @BeforeEach
  void forgetCalls() {
    kms.local().calls().clear();
  }

  @Test
  void keysThatKmsMakes() throws Exception {
    String file = file("made.kms");
    keytool(
        file,
        "generate=kms;nameKeys=true",
        "-genkeypair",
        "-providername",
        "AWSKMS",
        "-alias",
        "made",
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=made");
    certify(file, "made");
    keytool(file, "", "-changealias", "-alias", "made", "-destalias", "renamed");
    keytool(file, "", "-delete", "-alias", "renamed");
    kms.assertCalls(1, "CreateKey");
    kms.assertNoOrphans();
  }

  @Test
  void keysThatAreImported() throws Exception {
    String file = file("imported.kms");
    keytool(
        file,
        "import=true",
        "-genkeypair",
        "-alias",
        "own",
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=own");
    String software = dir.resolve("software.p12").toString();
    run(
        List.of(
            "-genkeypair",
            "-alias",
            "moved",
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=moved",
            "-keystore",
            software,
            "-storepass",
            PASSWORD));
    keytool(
        null,
        "import=true",
        "-importkeystore",
        "-srckeystore",
        software,
        "-srcstorepass",
        PASSWORD,
        "-destkeystore",
        file,
        "-deststoretype",
        "AWSKMS",
        "-deststorepass",
        "ignored");
    assertThat(keytool(file, "", "-list", "-v", "-alias", "moved")).contains("PrivateKeyEntry");
    // The same once more, as after a failure: no further key.
    keytool(
        null,
        "import=true",
        "-importkeystore",
        "-noprompt",
        "-srckeystore",
        software,
        "-srcstorepass",
        PASSWORD,
        "-destkeystore",
        file,
        "-deststoretype",
        "AWSKMS",
        "-deststorepass",
        "ignored");
    kms.assertCalls(2, "CreateKey");
    kms.assertNoOrphans();
  }

  /** By its alias alone the next program finds the key. */
  @Test
  void keysOfTheAccount() throws Exception {
    keytool(
        "NONE",
        "import=true",
        "-genseckey",
        "-alias",
        "account",
        "-keyalg",
        "AES",
        "-keysize",
        "256");
    try (KmsClient other = kms.sdk()) {
      assertThat(other.describeKey(r -> r.keyId("alias/account")).keyMetadata().keySpec())
          .isEqualTo(KeySpec.SYMMETRIC_DEFAULT);
    }
    kms.assertCalls(1, "CreateKey");
    kms.assertNoOrphans();
  }

  private void certify(String file, String alias) throws Exception {
    String request = dir.resolve(alias + ".csr").toString();
    String certificate = dir.resolve(alias + ".crt").toString();
    keytool(file, "", "-certreq", "-alias", alias, "-file", request);
    keytool(
        file, "", "-gencert", "-alias", alias, "-infile", request, "-outfile", certificate, "-rfc");
    keytool(file, "", "-importcert", "-noprompt", "-alias", alias, "-file", certificate);
  }

  private String file(String name) throws Exception {
    return Files.writeString(dir.resolve(name), "# AWSKMS keystore 1\n").toString();
  }

  private static String keytool(String keyStore, String configuration, String... command)
      throws Exception {
    List<String> arguments = new ArrayList<>(List.of(command));
    if (keyStore != null) {
      arguments.addAll(List.of("-keystore", keyStore, "-storetype", "AWSKMS"));
      arguments.addAll(List.of("-storepass", "ignored"));
    }
    arguments.addAll(List.of("-providerclass", "io.github.kmsjca.KmsProvider"));
    if (!configuration.isEmpty()) {
      arguments.addAll(List.of("-providerarg", configuration));
    }
    return run(arguments);
  }

  private static String run(List<String> arguments) throws Exception {
    Command.Result result = new JdkTool("keytool").kms(kms.endpoint()).run(arguments);
    assertThat(result.exitCode()).as(String.join(" ", arguments) + "\n" + result.output()).isZero();
    return result.output();
  }
}
