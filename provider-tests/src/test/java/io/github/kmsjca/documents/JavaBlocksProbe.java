package io.github.kmsjca.documents;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.testkit.Report;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.util.Map;
import java.util.Properties;

/**
 * Runs the Java blocks of one document. Each chain finds the providers and the system properties as
 * they were, and AWSKMS first.
 */
final class JavaBlocksProbe {
  private final Report report = new Report();
  private final Provider[] providers = Security.getProviders();
  private final Properties properties = (Properties) System.getProperties().clone();

  private JavaBlocksProbe() {}

  /**
   * Runs them.
   *
   * @param args the document, and the folder of its compiled blocks
   */
  public static void main(String[] args) throws Exception {
    JavaBlocksProbe probe = new JavaBlocksProbe();
    JavaBlocks blocks = new JavaBlocks(Document.read(Path.of(args[0])), Path.of(args[1]));
    for (Chain chain : blocks.runnable()) {
      probe.run(blocks, chain);
    }
    probe.report.done();
    // Servers that a block started need not end.
    System.exit(0);
  }

  private void run(JavaBlocks blocks, Chain chain) {
    KmsProvider.install();
    Throwable failure = null;
    Reached.begin();
    try {
      blocks.run(chain);
    } catch (InvocationTargetException e) {
      failure = e.getCause();
    } catch (Throwable e) {
      failure = e;
    }
    Map<Integer, String> printed = Reached.end();
    restore();
    for (Block block : chain.blocks()) {
      if (printed.containsKey(block.line())) {
        report.check(
            block.name(), () -> Output.check(blocks.document(), block, printed.get(block.line())));
      } else {
        Throwable cause = failure;
        report.check(
            block.name(),
            () -> {
              throw new IllegalStateException("did not come to its end", cause);
            });
      }
    }
  }

  private void restore() {
    for (Provider provider : Security.getProviders()) {
      Security.removeProvider(provider.getName());
    }
    for (Provider provider : providers) {
      Security.addProvider(provider);
    }
    System.setProperties((Properties) properties.clone());
  }
}
