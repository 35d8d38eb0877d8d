package io.github.kmsjca.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kmsjca.testkit.Command;
import io.github.kmsjca.tools.ToolKey.Source;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The executables themselves, which start with fewer modules than other programs: what they cost,
 * and what their user reads after a mistake.
 */
class ExecutablesTest {
  private static final ToolKey KEY = ToolKey.P256;

  @TempDir static Path dir;

  private static ToolSetting setting;
  private static ToolFiles files;

  @BeforeAll
  static void start() throws Exception {
    setting = new ToolSetting(dir);
    files = setting.files();
  }

  @AfterAll
  static void stop() {
    setting.close();
  }

  @BeforeEach
  void clearCalls() {
    setting.kms().local().calls().clear();
  }

  /** The type need not be told. */
  @Test
  void listKnowsTheFileByItsFirstLine() throws Exception {
    String keyStore = files.keyStore().toString();
    String list =
        ok(
            "keytool",
            List.of("-list", "-keystore", keyStore, "-storepass", "x", "-addprovider", "AWSKMS"));
    assertThat(list)
        .contains("Keystore type: AWSKMS", "contains " + ToolKey.values().length + " entries")
        .containsPattern("filed-p256, .*PrivateKeyEntry");
    setting.kms().assertCalls(0, "Sign");
  }

  @Test
  void aRequestCostsOneSignature() throws Exception {
    ok("keytool", files.arguments(Source.FILE, "-certreq", "-alias", KEY.alias(Source.FILE)));
    setting.kms().assertCalls(1, "GetPublicKey");
    setting.kms().assertCalls(1, "Sign");
  }

  @Test
  void jarsignerSignsAndOthersVerify() throws Exception {
    String signed = files.signedJar(KEY, Source.FILE).toString();
    List<String> arguments = files.arguments(Source.FILE, "-signedjar", signed);
    arguments.addAll(List.of(files.jar().toString(), KEY.alias(Source.FILE)));
    assertThat(ok("jarsigner", arguments)).contains("jar signed.");
    setting.kms().assertCalls(1, "Sign");
    assertThat(ok("jarsigner", files.verification(KEY, Source.FILE))).contains("jar verified.");
  }

  @Test
  void aWrongAlias() throws Exception {
    assertThat(failed("keytool", files.arguments(Source.NONE, "-certreq", "-alias", "absent")))
        .contains("Alias <absent> does not exist");
  }

  @Test
  void aFileOfAnotherType() throws Exception {
    String trustStore = files.trustStore().toString();
    assertThat(
            failed(
                "keytool",
                List.of(
                    "-list",
                    "-keystore",
                    trustStore,
                    "-storetype",
                    "AWSKMS",
                    "-storepass",
                    "none",
                    "-addprovider",
                    "AWSKMS")))
        .contains("is not an AWSKMS keystore: it is a PKCS12 keystore");
  }

  /** What is wrong stands in the log; the tools themselves think of nothing but passwords. */
  @Test
  void kmsIsDown() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    String alias = KEY.alias(Source.FILE);
    Command.Result keytool =
        setting.run(
            "keytool",
            "http://127.0.0.1:" + port,
            true,
            files.arguments(Source.FILE, "-certreq", "-alias", alias));
    assertEquals(1, keytool.exitCode(), keytool::output);
    assertThat(keytool.output())
        .contains("KeyStore entry '" + alias + "': KMS GetPublicKey with key alias/" + alias)
        .contains("KMS could not be reached")
        .contains("Check the network, the endpoint and the Region.");
  }

  /** The normal jar, on a class path without the one thing that only the tools need. */
  @Test
  void theHttpClientOfTheToolsIsMissing() throws Exception {
    Command.Result keytool =
        setting.run(
            "keytool",
            setting.kms().endpoint().toString(),
            false,
            files.arguments(Source.FILE, "-certreq", "-alias", KEY.alias(Source.FILE)));
    assertEquals(1, keytool.exitCode(), keytool::output);
    assertThat(keytool.output()).contains("software.amazon.awssdk:url-connection-client");
  }

  private static String ok(String tool, List<String> arguments) throws Exception {
    Command.Result result = setting.run(tool, arguments);
    assertEquals(0, result.exitCode(), result::output);
    return result.output();
  }

  private static String failed(String tool, List<String> arguments) throws Exception {
    Command.Result result = setting.run(tool, arguments);
    assertEquals(1, result.exitCode(), result::output);
    return result.output();
  }
}
