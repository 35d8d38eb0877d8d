package io.github.kmsjca.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks of documents find what is wrong: each on a text that is. */
class DocumentReaderTest {
  @TempDir private Path dir;

  private static Document document(String... lines) {
    return Document.of("guide.md", String.join("\n", lines) + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Oracle's JDK                   | oracles-jdk
          In `java.security`             | in-javasecurity
          RSA-OAEP: SHA-1, or SHA-256?   | rsa-oaep-sha-1-or-sha-256
          dataKey.max_uses & more        | datakeymax_uses--more
          Übergröße                      | übergröße
          """)
  void anchorsAreGitHubs(String heading, String anchor) {
    assertThat(document("## " + heading).anchors()).containsExactly(anchor);
  }

  @Test
  void ofHeadingsThatAreAlikeTheLaterOnesAreNumbered() {
    assertThat(document("# Same", "## Same", "## Same 1", "# Same").anchors())
        .containsExactly("same", "same-1", "same-1-1", "same-2");
  }

  @Test
  void anchorsMayBeWritten() {
    assertThat(document("<a id=\"first\"></a>", "", "text <a name=\"second\"></a>").anchors())
        .containsExactly("first", "second");
  }

  @Test
  void linksAreFoundWhereTheyAreRendered() {
    Document document =
        document(
            "[one](a.md#x) and ![two](b.svg)",
            "`[not](this.md)`",
            "",
            "| [three][ref] |",
            "",
            "```text",
            "[nor](that.md)",
            "```",
            "[ref]: c.md");
    assertThat(document.links())
        .extracting(Link::target)
        .containsExactly("a.md#x", "b.svg", "c.md");
    assertThat(document.links().get(0).path()).isEqualTo("a.md");
    assertThat(document.links().get(0).anchor()).isEqualTo("x");
    assertThat(document.links().get(2).line()).isEqualTo(4);
  }

  @Test
  void aBlockKnowsItsLineAndItsDirective() {
    Document document =
        document(
            "# Servers",
            "<!-- test: compile - needs a server -->",
            "```java",
            "int a;",
            "```",
            "<!-- about the next -->",
            "```sh",
            "true",
            "```");
    assertThat(document.blocks())
        .containsExactly(
            new Block(
                "guide.md",
                "Servers",
                3,
                "java",
                "int a;\n",
                new Directive(Directive.Kind.COMPILE, 17, "needs a server")),
            new Block("guide.md", "Servers", 7, "sh", "true\n", Directive.ABSENT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "none - ", "compile", "jdk", "continued", "jdk 21 continue", ""})
  void aDirectiveThatIsNoneIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Directive.read("<!-- test: " + text + " -->"));
  }

  @Test
  void theFirstBlockContinuesNothing() {
    Document document = document("<!-- test: continue -->", "```java", "a++;", "```");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Chain.of(document, Chain.JAVA))
        .withMessageContaining("guide.md:2");
  }

  @Test
  void javaThatDoesNotCompileIsToldByItsLine() throws IOException {
    assertThat(compile("", "```java", "import java.util.List;", "", "List.of(1)", "```"))
        .hasValueSatisfying(problem -> assertThat(problem).contains("guide.md:5: error: ';'"));
  }

  @Test
  void javaWithoutAnImportDoesNotCompile() throws IOException {
    assertThat(compile("```java", "Object none = new ArrayList<String>();", "```"))
        .hasValueSatisfying(problem -> assertThat(problem).contains("guide.md:2:", "ArrayList"));
  }

  @Test
  void javaMayBeATypeOrMethodsThatStatementsContinue() throws IOException {
    assertThat(compile("```java", "public class A { }", "```")).isEmpty();
    assertThat(
            compile(
                "```java",
                "import java.util.List;",
                "static List<String> none() { return List.of(); }",
                "```",
                "<!-- test: continue -->",
                "```java",
                "import java.util.Set;",
                "Set<String> same = Set.copyOf(none());",
                "```",
                "<!-- test: continue -->",
                "```java",
                "same.isEmpty();",
                "```"))
        .isEmpty();
  }

  private Optional<String> compile(String... lines) throws IOException {
    JavaBlocks blocks = new JavaBlocks(document(lines), dir);
    return blocks.compile(blocks.chains().get(0));
  }

  @Test
  void outputIsComparedLineByLine() {
    assertThat(Output.matches("a\nb ... c\n", "a\nb 17 ms c\n")).isTrue();
    assertThat(Output.matches("a\n...\nb", "a\n1\n2\nb\n")).isTrue();
    assertThat(Output.matches("a\nb", "a\nc")).isFalse();
    assertThat(Output.matches("a", "a\nb")).isFalse();
    assertThat(Output.matches("a.b", "axb")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "`selfsigned=true`",
        "`selfSigned=perhaps`",
        "`dataKey.maxUsages=3`",
        "java -Dawskms.reigon=eu-west-1",
        "java -Dawskms.Archive.reigon=eu-west-1",
        "security.provider.13=AWSKMS region=eu-west-1;key=web",
        "```properties\nreigon=eu-west-1\n```"
      })
  void aSettingThatThereIsNotIsFound(String text) throws IOException {
    assertThat(DocumentedSettings.problems(document(text))).hasSize(1);
  }

  @Test
  void settingsThatThereAreAndThoseOfOthersAreRight() throws IOException {
    Document document =
        document(
            "`selfSigned=true`, `keys=`, `decryptKeys=<ARN of the old key>`, -Dawskms.region",
            "security.provider.13=AWSKMS region=eu-west-1;keys=web",
            "security.provider.13=AWSKMS kms.properties",
            "",
            "```properties",
            "region=eu-west-1",
            "ssl.keystore.type=AWSKMS",
            "```");
    assertThat(DocumentedSettings.problems(document)).isEmpty();
  }

  @Test
  void xmlIsRead() {
    assertThat(Xml.problem("<a/><b c='d'/>")).isEmpty();
    assertThat(Xml.problem("<?xml version='1.0'?><a/>")).isEmpty();
    assertThat(Xml.problem("<a><b></a>")).isPresent();
  }

  @Test
  void pathsOfAMachineAreFound() {
    assertThat(DocumentTextTest.hasMachinePath("see /home/me/x")).isTrue();
    assertThat(DocumentTextTest.hasMachinePath("see https://example.org/home/x")).isFalse();
    assertThat(DocumentTextTest.hasMachinePath("/opt/kms/kms.security")).isFalse();
  }

  @Test
  void anOldAwsCommandDoesNotReadTheEndpoint() {
    assertThat(AwsCommand.readsEndpoint("aws-cli/2.9.19 Python/3.11.2")).isFalse();
    assertThat(AwsCommand.readsEndpoint("aws-cli/2.23.6 Python/3.13.5")).isTrue();
    assertThat(AwsCommand.readsEndpoint("aws-cli/1.45.11 Python/3.11.7")).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AwsCommand.readsEndpoint("command not found"));
  }
}
