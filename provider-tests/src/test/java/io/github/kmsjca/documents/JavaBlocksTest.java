package io.github.kmsjca.documents;

import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.testkit.TestKms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Java blocks of all documents compile as they stand there, and run against a local KMS: those
 * of one document in a JVM of its own.
 */
class JavaBlocksTest {
  @TempDir private Path dir;

  @TestFactory
  Stream<DynamicContainer> blocks() throws IOException {
    return Documents.all().stream()
        .filter(document -> !Chain.of(document, Chain.JAVA).isEmpty())
        .map(
            document ->
                DynamicContainer.dynamicContainer(
                    Documents.name(document), Stream.of(document).flatMap(this::tests)));
  }

  /** Not before the container's turn. */
  private Stream<DynamicTest> tests(Document document) {
    try {
      String name = Documents.name(document).replace('/', '_');
      Path work = Files.createDirectories(dir.resolve(name));
      JavaBlocks blocks = new JavaBlocks(document, dir.resolve(name + ".classes"));
      List<DynamicTest> tests = new ArrayList<>();
      for (Chain chain : blocks.chains()) {
        compile(blocks, chain).ifPresent(tests::add);
      }
      return blocks.runnable().isEmpty()
          ? tests.stream()
          : Stream.concat(tests.stream(), run(blocks, work));
    } catch (Exception e) {
      return Stream.of(DynamicTest.dynamicTest(document.toString(), () -> Assertions.fail(e)));
    }
  }

  /** A test, unless the chain is to run and will. */
  private static Optional<DynamicTest> compile(JavaBlocks blocks, Chain chain) throws IOException {
    String name = chain.first().name();
    if (chain.jdk() > Runtime.version().feature()) {
      String reason = "from JDK " + chain.jdk() + " on";
      return Optional.of(DynamicTest.dynamicTest(name, () -> Assumptions.abort(reason)));
    }
    Optional<String> problem = blocks.compile(chain);
    return problem.isPresent()
        ? Optional.of(DynamicTest.dynamicTest(name, () -> Assertions.fail(problem.get())))
        : chain.compilesOnly()
            ? Optional.of(DynamicTest.dynamicTest(name + " compiles", () -> {}))
            : Optional.empty();
  }

  private static Stream<DynamicTest> run(JavaBlocks blocks, Path work) throws Exception {
    try (DocumentedKms documented = new DocumentedKms(work)) {
      TestKms kms = documented.kms();
      return Report.tests(
          new ForkedJvm(JavaBlocksProbe.class)
              .in(work)
              .kms(kms)
              // What the AWS SDK itself reads.
              .property("aws.region", TestKms.REGION)
              .property("aws.endpointUrlKms", kms.endpoint())
              .run(blocks.document().file().toString(), blocks.folder().toString()));
    }
  }
}
