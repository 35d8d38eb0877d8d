package io.github.kmsjca.mistakes;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.testkit.Command;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.KeyStoreText;
import io.github.kmsjca.testkit.TestKms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Mistakes with keytool and jarsigner, and with the class path; each in a process of its own. */
final class ToolMistakes {
  private static final String ALIAS = "tooled";

  private ToolMistakes() {}

  static List<Mistake> all() {
    return List.of(
        Mistake.of(
                "keytool while KMS cannot be reached",
                s ->
                    tool(
                        s,
                        "keytool",
                        "http://127.0.0.1:" + Scene.closedPort(),
                        "-certreq",
                        "-alias",
                        ALIAS))
            .tells("KMS could not be reached", "entry '" + ALIAS + "'", "Check the network"),
        Mistake.of(
                "keytool with a wrong alias",
                s -> tool(s, "keytool", endpoint(s), "-certreq", "-alias", "tooold"))
            .isDocumentedAs("does not exist"),
        Mistake.of(
                "jarsigner with a wrong alias",
                s -> tool(s, "jarsigner", endpoint(s), jar(s).toString(), "tooold"))
            .tells("found no entry of that name", "\"tooold\"", "There are: "),
        Mistake.of(
                "keytool without -storepass, which it then asks for",
                s -> {
                  List<String> command = command("keytool", endpoint(s));
                  command.addAll(
                      List.of(
                          "-list", "-keystore", keyStore(s).toString(), "-addprovider", "AWSKMS"));
                  throw new Mistake.Printed(Command.run(command).output());
                })
            .isDocumentedAs("Enter keystore password:"),
        Mistake.of(
                "the normal jar without its dependencies",
                s -> {
                  ForkedJvm jvm =
                      new ForkedJvm(AloneProbe.class)
                          .classPath(
                              List.of(
                                  ForkedJvm.home(KmsProvider.class),
                                  ForkedJvm.home(AloneProbe.class)));
                  throw new Mistake.Printed(jvm.run().output());
                })
            .tells(
                "a library on the class path is missing",
                "alias/web...Caffeine",
                "Add it...or use the -all.jar"));
  }

  private static String endpoint(Scene scene) {
    return scene.kms().endpoint().toString();
  }

  /** Fails with what the tool prints. */
  private static void tool(Scene scene, String tool, String endpoint, String... arguments)
      throws Exception {
    List<String> command = command(tool, endpoint);
    command.addAll(List.of(arguments));
    command.addAll(
        List.of(
            "-keystore",
            keyStore(scene).toString(),
            "-storetype",
            "AWSKMS",
            "-storepass",
            "ignored",
            "-addprovider",
            "AWSKMS"));
    throw new Mistake.Printed(Command.run(command).output());
  }

  private static List<String> command(String tool, String endpoint) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
    for (String option :
        List.of(
            // A tool does not live long enough to be optimised.
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Duser.language=en",
            "-Daws.accessKeyId=AKIDLOCALKMS",
            "-Daws.secretAccessKey=local-kms",
            "-Dawskms.endpoint=" + endpoint,
            "-Dawskms.region=" + TestKms.REGION,
            "-Dawskms.maxAttempts=1")) {
      command.add("-J" + option);
    }
    command.addAll(List.of("-J-cp", "-J" + System.getProperty("java.class.path")));
    return command;
  }

  private static Path jar(Scene scene) throws Exception {
    Path file = scene.path("content.jar");
    new JarOutputStream(Files.newOutputStream(file), new Manifest()).close();
    return file;
  }

  private static Path keyStore(Scene scene) throws Exception {
    Path file = scene.path("tools.kms");
    if (!Files.exists(file)) {
      new KeyStoreText().key(ALIAS, scene.certified(ALIAS)).write(file);
    }
    return file;
  }
}
