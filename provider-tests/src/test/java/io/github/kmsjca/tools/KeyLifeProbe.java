package io.github.kmsjca.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.tools.MadeKey.Maker;
import io.github.kmsjca.tools.ToolKey.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The life of a key in the hands of keytool, from its making to the end of its entry. */
final class KeyLifeProbe {
  private final Report report = new Report();
  private final ToolFiles files;
  private final Maker maker;

  private KeyLifeProbe(ToolFiles files, Maker maker) {
    this.files = files;
    this.maker = maker;
  }

  /** Arguments: the folder with the keystore file and the jar; who makes the keys. */
  public static void main(String[] args) {
    KeyLifeProbe probe = new KeyLifeProbe(new ToolFiles(Path.of(args[0])), Maker.valueOf(args[1]));
    for (Source source : Source.values()) {
      probe.report.check("an authority, " + source, () -> probe.makeAuthority(source));
      MadeKey.all(probe.maker).forEach(key -> probe.live(key, source));
    }
    probe.report.done();
  }

  private String authority(Source source) {
    return MadeKey.P256.alias(source, maker) + "-authority";
  }

  private void makeAuthority(Source source) throws Exception {
    make(MadeKey.P256, source, authority(source), "-ext", "bc:c");
  }

  private void make(MadeKey key, Source source, String alias, String... more) throws Exception {
    List<String> arguments = files.arguments(source, "-genkeypair", "-alias", alias);
    arguments.addAll(List.of("-dname", "CN=" + alias, "-keypass", "ignored"));
    arguments.addAll(key.options());
    arguments.addAll(List.of(more));
    if (maker == Maker.KMS) {
      arguments.addAll(List.of("-providername", "AWSKMS"));
    }
    ToolRun.keytool(arguments);
  }

  private void live(MadeKey key, Source source) {
    String alias = key.alias(source, maker);
    String what = ", " + key + ", " + source + ", " + maker;
    report.check("-genkeypair" + what, () -> make(key, source, alias));
    report.check("-list -v" + what, () -> list(source, alias, "CN=" + alias));
    report.check("-certreq" + what, () -> request(source, alias));
    report.check("-gencert" + what, () -> issue(source, alias));
    report.check("-importcert" + what, () -> take(source, alias));
    report.check(
        "-list -v of the chain" + what, () -> list(source, alias, "CN=" + authority(source)));
    report.check("-exportcert" + what, () -> export(source, alias));
    String next = alias + "-renamed";
    report.check(
        "-changealias" + what,
        () -> run(source, "-changealias", "-alias", alias, "-destalias", next));
    if (key != MadeKey.ML_DSA) { // jarsigner of JDK 25 cannot, with anybody's keys
      report.check("jarsigner" + what, () -> sign(source, next));
    }
    report.check("-delete" + what, () -> delete(source, next));
  }

  private void list(Source source, String alias, String contained) throws Exception {
    assertThat(run(source, "-list", "-v", "-alias", alias))
        .contains("Entry type: PrivateKeyEntry")
        .contains(contained);
  }

  private Path file(Source source, String name) {
    return files.dir().resolve(name + "-" + source);
  }

  private void request(Source source, String alias) throws Exception {
    run(source, "-certreq", "-alias", alias, "-file", file(source, alias + ".csr").toString());
  }

  private void issue(Source source, String alias) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("-gencert", "-alias", authority(source)));
    arguments.addAll(List.of("-infile", file(source, alias + ".csr").toString()));
    arguments.addAll(List.of("-outfile", file(source, alias + ".crt").toString(), "-rfc"));
    run(source, arguments.toArray(String[]::new));
  }

  private void take(Source source, String alias) throws Exception {
    String reply = file(source, alias + ".crt").toString();
    run(source, "-importcert", "-noprompt", "-alias", alias, "-file", reply);
  }

  private void export(Source source, String alias) throws Exception {
    String file = file(source, alias + ".pem").toString();
    run(source, "-exportcert", "-rfc", "-alias", alias, "-file", file);
  }

  private void sign(Source source, String alias) throws Exception {
    String signed = file(source, alias + ".jar").toString();
    List<String> arguments = files.arguments(source, "-signedjar", signed);
    arguments.addAll(List.of(files.jar().toString(), alias));
    assertThat(ToolRun.jarsigner(arguments)).contains("jar signed.");
    assertThat(ToolRun.jarsigner(List.of("-verify", "-verbose", signed)))
        .contains("jar verified.")
        .contains("Signature algorithm: ");
  }

  private void delete(Source source, String alias) throws Exception {
    run(source, "-delete", "-alias", alias);
    // With NONE the key itself is still there, without a certificate.
    assertThat(run(source, "-list")).doesNotContainPattern(alias + ", .*PrivateKeyEntry");
  }

  private String run(Source source, String... command) throws Exception {
    return ToolRun.keytool(files.arguments(source, command));
  }
}
