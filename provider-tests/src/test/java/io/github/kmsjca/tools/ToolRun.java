package io.github.kmsjca.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

/**
 * Runs keytool and jarsigner in this JVM: they are main classes, and most of their time is the
 * start of a JVM and of the AWS SDK. Only if all is well do they come back.
 */
final class ToolRun {
  private static final String KEYTOOL = "sun.security.tools.keytool.Main";
  private static final String JARSIGNER = "sun.security.tools.jarsigner.Main";

  private ToolRun() {}

  static String keytool(List<String> arguments) throws Exception {
    return run(KEYTOOL, arguments);
  }

  static String jarsigner(List<String> arguments) throws Exception {
    return run(JARSIGNER, arguments);
  }

  /** What the tool says also goes to the real output if it ends this JVM. */
  private static String run(String tool, List<String> arguments) throws Exception {
    PrintStream out = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, UTF_8));
    Thread lastWords = new Thread(() -> out.println(said.toString(UTF_8)));
    Runtime.getRuntime().addShutdownHook(lastWords);
    try {
      Class.forName(tool)
          .getMethod("main", String[].class)
          .invoke(null, (Object) arguments.toArray(String[]::new));
      return said.toString(UTF_8);
    } finally {
      System.setOut(out);
      Runtime.getRuntime().removeShutdownHook(lastWords);
    }
  }
}
