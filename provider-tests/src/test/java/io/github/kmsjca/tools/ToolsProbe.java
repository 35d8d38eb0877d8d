package io.github.kmsjca.tools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.tools.ToolKey.Source;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs keytool and jarsigner again and again in one JVM: they are main classes, and most of their
 * time is the start of a JVM and of the AWS SDK. Only if all is well do they come back.
 */
final class ToolsProbe {
  private static final String KEYTOOL = "sun.security.tools.keytool.Main";
  private static final String JARSIGNER = "sun.security.tools.jarsigner.Main";

  private final Report report = new Report();
  private final ToolFiles files;

  private ToolsProbe(ToolFiles files) {
    this.files = files;
  }

  /** Argument: the folder with the keystore file and the jar, in which the results are put. */
  public static void main(String[] args) {
    ToolsProbe probe = new ToolsProbe(new ToolFiles(Path.of(args[0])));
    for (Source source : Source.values()) {
      probe.report.check("keytool -list -v, " + source, () -> probe.list(source));
      for (ToolKey key : ToolKey.values()) {
        String what = key + ", " + source;
        probe.report.check("keytool -certreq, " + what, () -> probe.request(key, source));
        probe.report.check("keytool -exportcert, " + what, () -> probe.export(key, source));
        probe.report.check("jarsigner, " + what, () -> probe.sign(key, source));
        probe.report.check("jarsigner -verify, " + what, () -> probe.verify(key, source));
      }
    }
    probe.report.done();
  }

  private void list(Source source) throws Exception {
    String list = run(KEYTOOL, files.arguments(source, "-list", "-v"));
    for (ToolKey key : ToolKey.values()) {
      assertThat(list)
          .containsPattern(
              "Alias name: " + key.alias(source) + "\\R.*\\R?Entry type: PrivateKeyEntry\\R")
          .contains("Owner: CN=" + key.alias(source));
    }
  }

  private void request(ToolKey key, Source source) throws Exception {
    String file = files.request(key, source).toString();
    run(
        KEYTOOL,
        withSignature(key, source, "-certreq", "-alias", key.alias(source), "-file", file));
  }

  private void export(ToolKey key, Source source) throws Exception {
    String file = files.certificate(key, source).toString();
    run(
        KEYTOOL,
        files.arguments(source, "-exportcert", "-rfc", "-alias", key.alias(source), "-file", file));
  }

  private void sign(ToolKey key, Source source) throws Exception {
    String signed = files.signedJar(key, source).toString();
    List<String> arguments = withSignature(key, source, "-signedjar", signed);
    arguments.addAll(List.of(files.jar().toString(), key.alias(source)));
    assertThat(run(JARSIGNER, arguments)).contains("jar signed.");
  }

  private void verify(ToolKey key, Source source) throws Exception {
    assertThat(run(JARSIGNER, files.verification(key, source)))
        .contains("jar verified.")
        .containsPattern("Signature algorithm: " + key.inJarsigner() + ",");
  }

  private List<String> withSignature(ToolKey key, Source source, String... more) {
    List<String> arguments = files.arguments(source, more);
    if (key.signatureAlgorithm() != null) {
      arguments.addAll(List.of("-sigalg", key.signatureAlgorithm()));
    }
    return arguments;
  }

  /** Runs a tool; what it says also goes to the real output, since it may end this JVM. */
  private static String run(String tool, List<String> arguments) throws Exception {
    PrintStream out = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, UTF_8));
    Thread lastWords = new Thread(() -> out.println(said.toString(UTF_8)));
    Runtime.getRuntime().addShutdownHook(lastWords);
    try {
      Class.forName(tool)
          .getMethod("main", String[].class)
          .invoke(null, (Object) new ArrayList<>(arguments).toArray(String[]::new));
      return said.toString(UTF_8);
    } finally {
      System.setOut(out);
      Runtime.getRuntime().removeShutdownHook(lastWords);
    }
  }
}
