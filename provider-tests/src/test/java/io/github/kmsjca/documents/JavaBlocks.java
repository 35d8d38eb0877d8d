package io.github.kmsjca.documents;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The compiled Java blocks of a document: a folder for each chain, named by its line. */
record JavaBlocks(Document document, Path folder) {
  private static final String CLASS_FILE = ".class";

  List<Chain> chains() {
    return Chain.of(document, Chain.JAVA);
  }

  /** Those that were compiled and are to run. */
  List<Chain> runnable() {
    return chains().stream()
        .filter(chain -> !chain.compilesOnly() && Files.isDirectory(folder(chain)))
        .toList();
  }

  private Path folder(Chain chain) {
    return folder.resolve(String.valueOf(chain.first().line()));
  }

  /** Compiles a chain with the class path of this JVM; answers what is wrong with it, if so. */
  Optional<String> compile(Chain chain) throws IOException {
    StringWriter messages = new StringWriter();
    Path target = Files.createDirectories(folder(chain));
    List<String> options =
        List.of(
            "--release",
            String.valueOf(chain.jdk()),
            "-proc:none",
            "-cp",
            System.getProperty("java.class.path"),
            "-d",
            target.toString());
    boolean compiled =
        ToolProvider.getSystemJavaCompiler()
            .getTask(messages, null, null, options, null, List.of(JavaSource.of(chain)))
            .call();
    if (compiled) {
      return Optional.empty();
    }
    Files.delete(target);
    return Optional.of(messages.toString());
  }

  /** Runs a compiled chain in this JVM: its statements, or the main method of its types. */
  void run(Chain chain) throws Throwable {
    URL[] path = {folder(chain).toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(path, JavaBlocks.class.getClassLoader())) {
      for (String name : classes(chain)) {
        for (Method method : loader.loadClass(name).getDeclaredMethods()) {
          if (name.equals(JavaSource.CLASS) && method.getName().equals(JavaSource.METHOD)) {
            method.invoke(null);
            return;
          }
          if (isMain(method)) {
            method.setAccessible(true);
            method.invoke(null, (Object) new String[0]);
            Reached.block(chain.first().line());
            return;
          }
        }
      }
    }
    throw new IllegalStateException(
        "nothing to run: let statements continue it, or say that it is only compiled");
  }

  private static boolean isMain(Method method) {
    return method.getName().equals("main")
        && Modifier.isStatic(method.getModifiers())
        && List.of(method.getParameterTypes()).equals(List.of(String[].class));
  }

  private List<String> classes(Chain chain) throws IOException {
    Path home = folder(chain);
    try (Stream<Path> files = Files.walk(home)) {
      return files
          .map(file -> home.relativize(file).toString())
          .filter(file -> file.endsWith(CLASS_FILE))
          .map(file -> file.substring(0, file.length() - CLASS_FILE.length()).replace('/', '.'))
          .sorted()
          .toList();
    }
  }
}
