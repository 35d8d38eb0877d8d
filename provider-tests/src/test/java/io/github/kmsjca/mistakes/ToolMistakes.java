package io.github.kmsjca.mistakes;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.JdkTool;
import io.github.kmsjca.testkit.KeyStoreText;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Mistakes with keytool and jarsigner, and with the class path; each in a process of its own. */
final class ToolMistakes {
  private static final String ALIAS = "tooled";

  private static final List<String> STORE =
      List.of("-storetype", "AWSKMS", "-storepass", "ignored", "-addprovider", "AWSKMS");

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
                "jarsigner with an entry that has a mistake",
                s -> {
                  Path file =
                      s.file("broken.kms", "# AWSKMS keystore 1\n\nalias: broken\nkye: x\n");
                  JdkTool jarsigner =
                      jdkTool("jarsigner", endpoint(s)).property("awskms.certificates", file);
                  List<String> arguments = new ArrayList<>(List.of("-keystore", "NONE"));
                  arguments.addAll(STORE);
                  arguments.addAll(List.of(jar(s).toString(), "broken"));
                  throw new Mistake.Printed(jarsigner.run(arguments).output());
                })
            .tells(
                "unknown directive 'kye:'",
                "WARNING: Keystore file ...broken.kms, line 4: entry 'broken'",
                "known: alias, key, trusted"),
        Mistake.of(
                "keytool without -storepass, which it then asks for",
                s -> {
                  String keyStore = keyStore(s).toString();
                  throw new Mistake.Printed(
                      jdkTool("keytool", endpoint(s))
                          .run(List.of("-list", "-keystore", keyStore, "-addprovider", "AWSKMS"))
                          .output());
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
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("-keystore", keyStore(scene).toString()));
    all.addAll(STORE);
    throw new Mistake.Printed(jdkTool(tool, endpoint).run(all).output());
  }

  private static JdkTool jdkTool(String name, String endpoint) {
    return new JdkTool(name).kms(URI.create(endpoint)).property("awskms.maxAttempts", 1);
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
