package io.github.kmsjca.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Audits all tests of a JVM, whatever they test, and fails their run if a secret is found. JUnit
 * finds it with {@code mvn -Paudit}; without, the tests run as usual. What was searched stands in
 * {@code target/secrets-audit}.
 */
public final class WholeRun implements BeforeAllCallback, AfterAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) {
    running(context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    running(context).audit.readBeans();
  }

  private static Running running(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .getOrComputeIfAbsent(Running.class, k -> new Running(), Running.class);
  }

  /** Ends when all tests have. */
  private static final class Running implements AutoCloseable {
    private final Audit audit = Audit.begin();

    @Override
    public void close() throws IOException {
      Audit.Result result = audit.end();
      Path reports = Files.createDirectories(Path.of("target", "secrets-audit"));
      Path report = reports.resolve(ProcessHandle.current().pid() + ".txt");
      Files.writeString(
          report, result + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      if (!result.found().isEmpty()) {
        throw new AssertionError("secrets were found: " + String.join("\n", result.found()));
      }
    }
  }
}
