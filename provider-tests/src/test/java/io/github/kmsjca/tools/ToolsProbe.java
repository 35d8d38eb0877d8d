package io.github.kmsjca.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.tools.ToolKey.Source;
import java.nio.file.Path;
import java.util.List;

/** Runs keytool and jarsigner again and again with keys that there are. */
final class ToolsProbe {

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
    String list = ToolRun.keytool(files.arguments(source, "-list", "-v"));
    for (ToolKey key : ToolKey.values()) {
      assertThat(list)
          .containsPattern(
              "Alias name: " + key.alias(source) + "\\R.*\\R?Entry type: PrivateKeyEntry\\R");
      // Nobody means any key of the account yet, and so none has a certificate of its own.
      assertThat(list.contains("Owner: CN=" + key.alias(source))).isEqualTo(source == Source.FILE);
    }
  }

  private void request(ToolKey key, Source source) throws Exception {
    String file = files.request(key, source).toString();
    ToolRun.keytool(
        withSignature(key, source, "-certreq", "-alias", key.alias(source), "-file", file));
  }

  private void export(ToolKey key, Source source) throws Exception {
    String file = files.certificate(key, source).toString();
    ToolRun.keytool(
        files.arguments(source, "-exportcert", "-rfc", "-alias", key.alias(source), "-file", file));
  }

  private void sign(ToolKey key, Source source) throws Exception {
    String signed = files.signedJar(key, source).toString();
    List<String> arguments = withSignature(key, source, "-signedjar", signed);
    arguments.addAll(List.of(files.jar().toString(), key.alias(source)));
    assertThat(ToolRun.jarsigner(arguments)).contains("jar signed.");
  }

  private void verify(ToolKey key, Source source) throws Exception {
    assertThat(ToolRun.jarsigner(files.verification(key, source)))
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
}
