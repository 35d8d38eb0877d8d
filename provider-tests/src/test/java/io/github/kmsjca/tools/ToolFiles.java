package io.github.kmsjca.tools;

import io.github.kmsjca.testkit.TestCa;
import io.github.kmsjca.tools.ToolKey.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files of one run of the tools, and the arguments that name them. */
record ToolFiles(Path dir) {
  Path keyStore() {
    return dir.resolve("app.kms");
  }

  Path trustStore() {
    return dir.resolve("trust.p12");
  }

  Path jar() {
    return dir.resolve("app.jar");
  }

  Path request(ToolKey key, Source source) {
    return dir.resolve(key + "-" + source + ".csr");
  }

  Path certificate(ToolKey key, Source source) {
    return dir.resolve(key + "-" + source + ".pem");
  }

  Path signedJar(ToolKey key, Source source) {
    return dir.resolve(key + "-" + source + ".jar");
  }

  /** The arguments for a keystore, with some more. */
  List<String> arguments(Source source, String... more) {
    String keyStore = source == Source.FILE ? keyStore().toString() : "NONE";
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-keystore", keyStore, "-storetype", "AWSKMS"));
    arguments.addAll(List.of("-storepass", "none", "-addprovider", "AWSKMS"));
    arguments.addAll(List.of(more));
    return arguments;
  }

  /**
   * The arguments that have jarsigner verify, as strictly as it can be: nobody has issued a
   * certificate of the account's keys.
   */
  List<String> verification(ToolKey key, Source source) {
    List<String> arguments = new ArrayList<>(List.of("-verify", "-verbose"));
    if (source == Source.FILE) {
      arguments.add("-strict");
    }
    arguments.addAll(List.of("-keystore", trustStore().toString(), "-storepass", TestCa.PASSWORD));
    arguments.add(signedJar(key, source).toString());
    return arguments;
  }
}
